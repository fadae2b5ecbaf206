import type { Category } from '../contracts/inbound/classification.js';
import type { Day } from './business-days.js';

/** An inferred opt-out on its way into the queue. */
export interface NewReview {
  readonly workspaceId: string;
  /** UUIDv7. */
  readonly id: string;
  readonly inboundMessageId: string;
  readonly groupId: string;
  /** The row of the history; those of other groups that were left by the same text name it as their origin. */
  readonly consentChangeId: string;
  readonly category: Category;
  /** Of the classifier; `clarify_timeout` or `clarify_no` when silence made the text an opt-out. */
  readonly rule: string;
  /** Confidence from 0 to 1. */
  readonly score: number;
  readonly language: string | null;
  readonly keywordSetVersion: string;
  readonly receivedAt: Date;
  readonly dueOn: Day;
}

/** `confirmed`: it was an opt-out. `undone`: it was none, and the consent stands again as before. */
export type ReviewStatus = 'open' | 'confirmed' | 'undone';

/** An inferred opt-out and what somebody made of it. */
export interface Review extends NewReview {
  readonly status: ReviewStatus;
  readonly decidedAt: Date | null;
  /** Id of the API key. */
  readonly decidedBy: string | null;
  readonly reason: string | null;
}
