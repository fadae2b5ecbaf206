import { ApiProperty } from '@nestjs/swagger';
import type { Sender } from '../sender.entity.js';

/** One of the workspace's own addresses. */
export class SenderResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: '+14155550100' }) address!: string;
  @ApiProperty({ enum: ['long_code', 'toll_free', 'short_code', 'alphanumeric'] }) kind!: string;
  @ApiProperty() connection_id!: string;
  @ApiProperty({ format: 'uuid' }) subscription_group_id!: string;
  @ApiProperty() keywords_activated!: boolean;
  @ApiProperty({ type: String, nullable: true }) opt_out_instructions!: string | null;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

/** A page of senders, newest first. */
export class SendersResponse {
  @ApiProperty({ type: [SenderResponse] }) senders!: SenderResponse[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}

export function senderResponse(sender: Sender): SenderResponse {
  return {
    id: sender.id,
    address: sender.address,
    kind: sender.kind,
    connection_id: sender.connectionId,
    subscription_group_id: sender.subscriptionGroupId,
    keywords_activated: sender.keywordsActivated,
    opt_out_instructions: sender.optOutInstructions,
    created_at: sender.createdAt.toISOString(),
    updated_at: sender.updatedAt.toISOString(),
  };
}
