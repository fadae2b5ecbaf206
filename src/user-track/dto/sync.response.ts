import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { SyncAnswer, SyncedUser } from '../sync-answer.js';

const text = { type: 'string' } as const;
const happened = (name: string) => ({
  type: 'object' as const,
  properties: {
    [name]: text,
    first: { ...text, format: 'date-time' },
    last: { ...text, format: 'date-time' },
    count: { type: 'integer' },
  },
});

/** Who the object was about, and what came of it. */
export class SyncedUserResponse implements SyncedUser {
  @ApiPropertyOptional()
  readonly external_id?: string;

  @ApiPropertyOptional({ type: 'object', properties: { alias_name: text, alias_label: text } })
  readonly user_alias?: { readonly alias_name: string; readonly alias_label: string };

  @ApiPropertyOptional()
  readonly braze_id?: string;

  @ApiPropertyOptional()
  readonly email?: string;

  @ApiPropertyOptional()
  readonly phone?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'Those of the request, as stored.' })
  readonly custom_attributes?: Readonly<Record<string, unknown>>;

  @ApiPropertyOptional({ type: 'array', items: happened('name') })
  readonly custom_events?: Exclude<SyncedUser['custom_events'], undefined>;

  @ApiPropertyOptional({ type: 'array', items: happened('product_id') })
  readonly purchase_events?: Exclude<SyncedUser['purchase_events'], undefined>;
}

/** The answer of `/users/track/sync`, for the API description. */
export class SyncResponse implements SyncAnswer {
  @ApiProperty({ type: [SyncedUserResponse] })
  readonly users!: readonly SyncedUserResponse[];

  @ApiProperty({ example: 'success' })
  readonly message!: 'success';
}
