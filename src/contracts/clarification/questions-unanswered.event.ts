import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { type Road, RoadEvent } from '../../kernel/road/road-event.js';
import type { PhoneNumber } from '../phone/phone-number.js';

/** Somebody whose text may have meant STOP was asked, and did not say that they want to stay. */
export interface UnansweredQuestion {
  /** UUIDv7 of the question. */
  readonly id: string;
  readonly number: PhoneNumber;
  readonly groupId: string;
  /** Our address that was texted. */
  readonly sender: string;
  /** The text that was asked about. */
  readonly inboundMessageId: string;
  /** Instant of that text; it orders consent: whatever was said since wins. */
  readonly suspectedAt: Date;
  readonly askedAt: Date;
  /** `clarify_timeout`: silence for a day. `clarify_no`: "no", which may mean either. */
  readonly reason: 'clarify_timeout' | 'clarify_no';
}

/**
 * The wait for answers is over; the numbers are locked. From: replies. Heard by: subscriptions.
 * @source contract "keywords and consent", section 5.6
 */
export class QuestionsUnanswered extends RoadEvent {
  static readonly eventName = 'clarification.unanswered';
  constructor(
    work: UnitOfWork,
    readonly workspaceId: string,
    readonly questions: readonly UnansweredQuestion[],
  ) {
    super(work);
  }
}

/** Silence was counted as an opt-out; the end of the road. From: subscriptions. */
export class SilenceCounted extends RoadEvent {
  static readonly eventName = 'clarification.silence_counted';
}

/** The road of questions that nobody answered. Compared with the listeners at boot. */
export const clarificationRoad: Road = {
  name: 'clarification',
  stages: [QuestionsUnanswered, SilenceCounted],
};
