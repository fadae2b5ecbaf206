import { ApiProperty } from '@nestjs/swagger';
import { noEffectReasons } from '../../../contracts/gateways/no-effect.gateway.js';
import type { TrackLogRow } from '../track-log.repository.js';

class SilentIdentifier {
  @ApiProperty({ enum: ['external_id', 'alias', 'braze_id', 'email', 'phone'] })
  readonly kind!: string;

  @ApiProperty({ description: 'Keyed hash, the same as in the logs; ask for a value with `identifier`.' })
  readonly fingerprint!: string;
}

/** One accepted object, or one wish of it, that had no effect. */
export class TrackLogEntry {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ format: 'date-time' })
  readonly received_at!: string;

  @ApiProperty({ example: '/users/track' })
  readonly route!: string;

  @ApiProperty({ description: 'Id of the API key.' })
  readonly key_id!: string;

  @ApiProperty({ type: String, nullable: true, example: 'attributes' })
  readonly input_array!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  readonly index!: number | null;

  @ApiProperty({ enum: Object.keys(noEffectReasons) })
  readonly reason!: string;

  @ApiProperty({ description: 'The reason in a sentence.' })
  readonly explanation!: string;

  @ApiProperty({ type: SilentIdentifier, nullable: true })
  readonly identifier!: SilentIdentifier | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  readonly subscription_group_id!: string | null;
}

/** Newest first. */
export class TrackLogResponse {
  @ApiProperty({ type: [TrackLogEntry] })
  readonly track_log!: readonly TrackLogEntry[];

  @ApiProperty({ type: String, nullable: true })
  readonly next_cursor!: string | null;
}

/** A row as the management API shows it. */
export function trackLogEntry(row: TrackLogRow): TrackLogEntry {
  const { id, receivedAt, route, keyId, inputArray, index, reason, identifierKind, identifierFingerprint } = row;
  return {
    id,
    received_at: receivedAt.toISOString(),
    route,
    key_id: keyId,
    input_array: inputArray,
    index,
    reason,
    explanation: noEffectReasons[reason],
    identifier:
      identifierKind === null || identifierFingerprint === null
        ? null
        : { kind: identifierKind, fingerprint: identifierFingerprint },
    subscription_group_id: row.groupId,
  };
}
