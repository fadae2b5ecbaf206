import { ApiProperty } from '@nestjs/swagger';
import type { WrittenText } from '../../contracts/readers/inbound-text.reader.js';
import type { Review } from '../review.js';

/** An inferred opt-out. */
export class ReviewResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['open', 'confirmed', 'undone'] }) status!: string;
  @ApiProperty({ format: 'date', description: 'Ten business days after the text arrived.' }) due_on!: string;
  @ApiProperty({ format: 'uuid' }) inbound_message_id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: the text is gone.' }) from!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null: the text is gone.' }) body!: string | null;
  @ApiProperty({ enum: ['opt_out', 'suspected_opt_out'] }) category!: string;
  @ApiProperty({
    example: 'intent',
    description: '`clarify_timeout`: nobody answered our question · `clarify_no`: with "no", which may mean either.',
  })
  rule!: string;
  @ApiProperty({ description: 'Confidence from 0 to 1.' }) score!: number;
  @ApiProperty({ type: String, nullable: true }) language!: string | null;
  @ApiProperty() keyword_set_version!: string;
  @ApiProperty({ format: 'uuid' }) subscription_group_id!: string;
  @ApiProperty({ format: 'uuid' }) consent_change_id!: string;
  @ApiProperty({ format: 'date-time' }) received_at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decided_at!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the API key.' }) decided_by!: string | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
}

/** A page of reviews, newest first. */
export class ReviewsResponse {
  @ApiProperty({ type: [ReviewResponse] }) reviews!: ReviewResponse[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}

export function reviewResponse(review: Review, written: WrittenText | undefined): ReviewResponse {
  return {
    id: review.id,
    status: review.status,
    due_on: review.dueOn,
    inbound_message_id: review.inboundMessageId,
    from: written?.from.reveal() ?? null,
    body: written?.text.reveal() ?? null,
    category: review.category,
    rule: review.rule,
    // A real of PostgreSQL: 0.9 must not come out as 0.8999999762.
    score: Number(review.score.toPrecision(6)),
    language: review.language,
    keyword_set_version: review.keywordSetVersion,
    subscription_group_id: review.groupId,
    consent_change_id: review.consentChangeId,
    received_at: review.receivedAt.toISOString(),
    decided_at: review.decidedAt?.toISOString() ?? null,
    decided_by: review.decidedBy,
    reason: review.reason,
  };
}
