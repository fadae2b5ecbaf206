import { ApiProperty } from '@nestjs/swagger';

/** One question to somebody whose text may have meant STOP. */
export class ClarificationResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'E.164 of the person.' }) number!: string;
  @ApiProperty({ format: 'uuid' }) subscription_group_id!: string;
  @ApiProperty({ format: 'uuid', description: 'The text that was asked about.' }) inbound_message_id!: string;
  @ApiProperty({ description: 'While true, send no marketing to the number from this group.' }) paused!: boolean;
  @ApiProperty({ format: 'date-time' }) asked_at!: string;
  @ApiProperty({ format: 'date-time', description: 'From here on silence counts as an opt-out.' }) expires_at!: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) answered_at!: string | null;
  @ApiProperty({ enum: ['opted_out', 'opted_in', 'no_answer'], nullable: true, type: String }) outcome!: string | null;
}

/** A page of questions, newest first. */
export class ClarificationsResponse {
  @ApiProperty({ type: [ClarificationResponse] }) clarifications!: ClarificationResponse[];
  @ApiProperty({ nullable: true, type: String }) next_cursor!: string | null;
}
