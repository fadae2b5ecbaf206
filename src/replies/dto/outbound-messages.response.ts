import { ApiProperty } from '@nestjs/swagger';

/** One automatic text. */
export class OutboundMessageResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'E.164 of the person.' }) to!: string;
  @ApiProperty({ description: 'Our address.' }) from!: string;
  @ApiProperty() body!: string;
  @ApiProperty({ example: 'opt_out' }) kind!: string;
  @ApiProperty({
    enum: [
      'queued',
      'sending',
      'answered',
      'ambiguous',
      'sent',
      'delivered',
      'undelivered',
      'failed',
      'rejected',
      'expired',
      'canceled',
      'read',
    ],
  })
  status!: string;
  @ApiProperty({ nullable: true, type: String }) provider_message_id!: string | null;
  @ApiProperty({ nullable: true, type: String }) error_code!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'Null for a text that answers none.' })
  inbound_message_id!: string | null;
  @ApiProperty() created_at!: string;
}

/** A page of automatic texts, newest first. */
export class OutboundMessagesResponse {
  @ApiProperty({ type: [OutboundMessageResponse] }) outbound_messages!: OutboundMessageResponse[];
  @ApiProperty({ nullable: true, type: String }) next_cursor!: string | null;
}
