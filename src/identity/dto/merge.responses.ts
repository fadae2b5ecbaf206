import { ApiProperty } from '@nestjs/swagger';
import type { StoredMerge } from '../merging/merge.repository.js';

/** A merge as the management API shows it. */
export class MergeResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'braze_id of the profile that was kept.' }) kept_braze_id!: string;
  @ApiProperty({ description: 'braze_id of the profile that was merged away.' }) gone_braze_id!: string;
  @ApiProperty({ enum: ['identify', 'merge', 'track'] }) cause!: string;
  @ApiProperty({ enum: ['merge', 'none'], description: 'none: only the aliases moved.' }) merge_behavior!: string;
  @ApiProperty({ description: 'Id of the API key.' }) actor!: string;
  @ApiProperty({ format: 'date-time' }) merged_at!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) undone_at!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the API key.' }) undone_by!: string | null;
}

/** Answer of `GET /admin/merges`. */
export class MergesResponse {
  @ApiProperty({ type: [MergeResponse] }) merges!: MergeResponse[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}

export function mergeResponse(merge: StoredMerge): MergeResponse {
  return {
    id: merge.id,
    kept_braze_id: merge.keptId,
    gone_braze_id: merge.goneId,
    cause: merge.cause,
    merge_behavior: merge.dataMoved ? 'merge' : 'none',
    actor: merge.actor,
    merged_at: merge.mergedAt.toISOString(),
    undone_at: merge.undoneAt?.toISOString() ?? null,
    undone_by: merge.undoneBy,
  };
}
