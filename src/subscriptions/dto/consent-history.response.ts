import { ApiProperty } from '@nestjs/swagger';
import type { HistoryRow, RebuiltConsent } from '../consent-history.repository.js';

const STATES = ['unknown', 'pending_double_opt_in', 'subscribed', 'unsubscribed'];

/** Where a number stood in one group. */
export class GroupConsentResponse {
  @ApiProperty({ format: 'uuid' }) subscription_group_id!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ enum: STATES }) state!: string;
  @ApiProperty({ format: 'date-time', description: 'When the change to this state was recorded.' }) since!: string;
  @ApiProperty({ format: 'date-time', description: 'When the newest statement for this state was made.' })
  occurred_at!: string;
}

/** One statement about a number's consent, with its evidence. */
export class ConsentChangeResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) subscription_group_id!: string;
  @ApiProperty({ type: [String] }) profile_ids!: readonly string[];
  @ApiProperty({ enum: ['opt_in', 'opt_out', 'inherit', 'reset'] }) action!: string;
  @ApiProperty({ enum: STATES }) state_before!: string;
  @ApiProperty({ enum: STATES }) state_after!: string;
  @ApiProperty({ enum: ['changed', 'repeated', 'late'] }) effect!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ example: 'keyword' }) source!: string;
  @ApiProperty({ type: String, nullable: true }) rule!: string | null;
  @ApiProperty({ type: String, nullable: true }) keyword_set_version!: string | null;
  @ApiProperty({ type: Number, nullable: true }) score!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'The consent wording in force; of opt-ins only.' })
  consent_wording_version!: number | null;
  @ApiProperty({ type: String, nullable: true }) matched_keyword!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) inbound_message_id!: string | null;
  @ApiProperty({ type: String, nullable: true }) provider!: string | null;
  @ApiProperty({ type: String, nullable: true }) provider_message_id!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Our address that was texted.' }) sender!: string | null;
  @ApiProperty({ type: String, nullable: true }) sender_kind!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the API key.' }) actor!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'The change an inherited state comes from.',
  })
  origin_change_id!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) provider_time!: string | null;
  @ApiProperty({ format: 'date-time' }) received_at!: string;
  @ApiProperty({ format: 'date-time' }) occurred_at!: string;
  @ApiProperty({ format: 'date-time' }) recorded_at!: string;
}

/** Answer of `GET /admin/consent/{number}`. */
export class ConsentHistoryResponse {
  @ApiProperty({ example: '+14155552671' }) number!: string;
  @ApiProperty({ type: [GroupConsentResponse] }) groups!: GroupConsentResponse[];
  @ApiProperty({ type: [ConsentChangeResponse], description: 'Newest first.' }) history!: ConsentChangeResponse[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}

export function groupConsentResponse(consent: RebuiltConsent): GroupConsentResponse {
  return {
    subscription_group_id: consent.groupId,
    name: consent.groupName,
    state: consent.state,
    since: consent.since.toISOString(),
    occurred_at: consent.occurredAt.toISOString(),
  };
}

export function consentChangeResponse({ group_id, ...row }: HistoryRow): ConsentChangeResponse {
  return {
    ...row,
    subscription_group_id: group_id,
    provider_time: row.provider_time?.toISOString() ?? null,
    received_at: row.received_at.toISOString(),
    occurred_at: row.occurred_at.toISOString(),
    recorded_at: row.recorded_at.toISOString(),
  };
}
