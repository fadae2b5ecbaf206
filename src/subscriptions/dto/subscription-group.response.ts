import { ApiProperty } from '@nestjs/swagger';
import type { SubscriptionGroup } from '../subscription-group.entity.js';

/** A subscription group. */
export class SubscriptionGroupResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ['sms', 'email'] }) channel!: string;
  @ApiProperty({ enum: ['safe', 'braze', 'adobe'] }) policy!: string;
  @ApiProperty({ type: [String], example: ['en', 'fr'] }) languages!: string[];
  @ApiProperty() double_opt_in!: boolean;
  @ApiProperty({ enum: ['auto', 'clarify'], type: String, nullable: true }) suspected_opt_out!: string | null;
  @ApiProperty({ type: String, nullable: true }) default_reply!: string | null;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

/** A page of groups, newest first. */
export class SubscriptionGroupsResponse {
  @ApiProperty({ type: [SubscriptionGroupResponse] }) subscription_groups!: SubscriptionGroupResponse[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}

export function groupResponse(group: SubscriptionGroup): SubscriptionGroupResponse {
  return {
    id: group.id,
    name: group.name,
    channel: group.channel,
    policy: group.policy,
    languages: group.languages,
    double_opt_in: group.doubleOptIn,
    suspected_opt_out: group.suspectedOptOut,
    default_reply: group.defaultReply,
    created_at: group.createdAt.toISOString(),
    updated_at: group.updatedAt.toISOString(),
  };
}
