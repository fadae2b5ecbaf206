import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ExportAnswer } from '../exported-user.js';

/** The answer of an export, for the API description. */
export class ExportedUsersResponse implements ExportAnswer {
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  readonly users!: readonly Readonly<Record<string, unknown>>[];

  @ApiPropertyOptional({ type: [String], description: 'Requested external ids that do not exist; absent when all do.' })
  readonly invalid_user_ids?: readonly string[];

  @ApiProperty({ example: 'success' })
  readonly message!: 'success';
}
