import { ApiProperty } from '@nestjs/swagger';
import type { Campaign } from '../campaign.js';

class TriggerResponse {
  @ApiProperty({ type: String, nullable: true }) event!: string | null;
  @ApiProperty({ enum: ['custom', 'other'], type: String, nullable: true }) category!: string | null;
  @ApiProperty({ type: String, nullable: true }) custom_category!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'As it is compared.' }) message_body!: string | null;
  @ApiProperty({ type: String, nullable: true }) body_regex!: string | null;
}

/** A campaign. */
export class CampaignResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'uuid' }) subscription_group_id!: string;
  @ApiProperty({ type: TriggerResponse }) trigger!: TriggerResponse;
  @ApiProperty() reply!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) active_from!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) active_until!: string | null;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

/** A page of campaigns, newest first. */
export class CampaignsResponse {
  @ApiProperty({ type: [CampaignResponse] }) campaigns!: CampaignResponse[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}

export function campaignResponse(campaign: Campaign): CampaignResponse {
  const { id, name, groupId, trigger, reply, activeFrom, activeUntil, createdAt, updatedAt } = campaign;
  return {
    id,
    name,
    subscription_group_id: groupId,
    trigger: {
      event: trigger.event,
      category: trigger.category,
      custom_category: trigger.customCategory,
      message_body: trigger.messageBody,
      body_regex: trigger.bodyRegex,
    },
    reply,
    active_from: activeFrom?.toISOString() ?? null,
    active_until: activeUntil?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}
