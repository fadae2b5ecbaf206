import { ApiProperty } from '@nestjs/swagger';
import { INBOUND_STATUSES } from '../intake/inbound-draft.js';
import type { InboundRow } from '../inbound-log.repository.js';

class ProfileOfMessage {
  @ApiProperty() braze_id!: string;
  @ApiProperty({ type: String, nullable: true }) external_id!: string | null;
  @ApiProperty({ description: 'Made by this text.' }) created!: boolean;
}

class ConsentChangeOfMessage {
  @ApiProperty() id!: string;
  @ApiProperty() subscription_group_id!: string;
  @ApiProperty() before!: string;
  @ApiProperty() after!: string;
  @ApiProperty({ enum: ['changed', 'repeated', 'late'] }) effect!: string;
}

class CustomEventOfMessage {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
}

class MediumOfMessage {
  @ApiProperty() url!: string;
  @ApiProperty({ type: String, nullable: true }) content_type!: string | null;
}

class ReplyOfMessage {
  @ApiProperty() id!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() body!: string;
  @ApiProperty({ enum: ['response', 'api'] }) via!: string;
}

/** One text and everything it caused. */
export class InboundMessageResponse {
  @ApiProperty() id!: string;
  @ApiProperty() connection_id!: string;
  @ApiProperty() provider!: string;
  @ApiProperty() provider_message_id!: string;
  @ApiProperty({ description: 'Empty once the person was erased; so is `body`.' }) from!: string;
  @ApiProperty() to!: string;
  @ApiProperty() body!: string;
  @ApiProperty({ type: [MediumOfMessage] }) media!: MediumOfMessage[];
  @ApiProperty() received_at!: string;
  @ApiProperty({ enum: INBOUND_STATUSES }) status!: string;
  @ApiProperty({ type: String, nullable: true }) error_code!: string | null;
  @ApiProperty({ type: String, nullable: true }) category!: string | null;
  @ApiProperty({ type: String, nullable: true }) rule!: string | null;
  @ApiProperty({ type: String, nullable: true }) language!: string | null;
  @ApiProperty({ type: ProfileOfMessage, nullable: true }) profile!: ProfileOfMessage | null;
  @ApiProperty({ type: ConsentChangeOfMessage, nullable: true }) consent_change!: ConsentChangeOfMessage | null;
  @ApiProperty({ type: CustomEventOfMessage, nullable: true }) custom_event!: CustomEventOfMessage | null;
  @ApiProperty({ type: ReplyOfMessage, nullable: true }) reply!: ReplyOfMessage | null;
  @ApiProperty({ type: Object, nullable: true, description: 'Why, stage by stage.' }) trace!: object | null;
}

/** A page of texts, newest first. */
export class InboundMessagesResponse {
  @ApiProperty({ type: [InboundMessageResponse] }) inbound_messages!: InboundMessageResponse[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}

/** A row as the management API shows it. */
export function shownMessage(row: InboundRow): InboundMessageResponse {
  return {
    id: row.id,
    connection_id: row.connection_id,
    provider: row.provider,
    provider_message_id: row.provider_message_id,
    from: row.from_number ?? row.from_raw,
    to: row.to_raw,
    body: row.body,
    media: row.media.map(({ url, contentType }) => ({ url, content_type: contentType })),
    received_at: row.received_at.toISOString(),
    status: row.status,
    error_code: row.error_code,
    category: row.category,
    rule: row.rule,
    language: row.language,
    profile: row.outcome?.profile ?? null,
    consent_change: row.outcome?.consent_change ?? null,
    custom_event: row.outcome?.custom_event ?? null,
    reply: row.outcome?.reply ?? null,
    trace: row.trace,
  };
}
