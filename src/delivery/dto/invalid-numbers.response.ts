import { ApiProperty } from '@nestjs/swagger';
import type { InvalidNumber } from '../invalid-number.js';
import { REASONS } from '../invalid-phone-numbers-rules.js';

/** A flag with all that is known about it. */
export class InvalidNumberResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: '+12345678901' }) number!: string;
  @ApiProperty({ enum: REASONS }) reason!: string;
  @ApiProperty({ example: 'operator' }) source!: string;
  @ApiProperty({ type: String, nullable: true, example: '30005' }) provider_code!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the API key that reported it.' })
  actor!: string | null;
  @ApiProperty({ format: 'date-time' }) first_detected_at!: string;
  @ApiProperty({ format: 'date-time', description: 'The newest detection; profiles that existed then are flagged.' })
  detected_at!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Null: the flag is current.' })
  removed_at!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the API key that removed it.' })
  removed_by!: string | null;
}

/** Answer of `POST /admin/invalid_numbers`. */
export class FlaggedNumbersResponse {
  @ApiProperty({ type: [InvalidNumberResponse] }) invalid_numbers!: InvalidNumberResponse[];
}

/** Answer of `GET /admin/invalid_numbers`. */
export class InvalidNumbersResponse extends FlaggedNumbersResponse {
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}

export function invalidNumberResponse(flag: InvalidNumber): InvalidNumberResponse {
  return {
    id: flag.id,
    number: flag.number.e164(),
    reason: flag.reason,
    source: flag.source,
    provider_code: flag.providerCode,
    actor: flag.actor,
    first_detected_at: flag.firstDetectedAt.toISOString(),
    detected_at: flag.detectedAt.toISOString(),
    removed_at: flag.removedAt?.toISOString() ?? null,
    removed_by: flag.removedBy,
  };
}
