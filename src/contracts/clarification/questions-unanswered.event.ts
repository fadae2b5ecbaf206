import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { type Road, RoadEvent } from '../../kernel/road/road-event.js';
import type { ConsentDecision } from '../inbound/5-consent-decided.event.js';
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
  /** When it arrived. */
  readonly receivedAt: Date;
  /** How sure the classifier was, 0 to 1, in which language and by which keyword set. */
  readonly score: number;
  readonly language: string | null;
  readonly keywordSetVersion: string;
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

/** A question and what its silence did to the consent of the number. */
export interface CountedSilence {
  readonly question: UnansweredQuestion;
  readonly consent: ConsentDecision;
}

/** Silence was counted as an opt-out. From: subscriptions. Heard by: reviews. */
export class SilenceCounted extends RoadEvent {
  static readonly eventName = 'clarification.silence_counted';
  constructor(
    work: UnitOfWork,
    readonly workspaceId: string,
    readonly counted: readonly CountedSilence[],
  ) {
    super(work);
  }
}

/** Opt-outs by silence wait for somebody to read the texts again; the end of the road. From: reviews. */
export class SilenceReviewed extends RoadEvent {
  static readonly eventName = 'clarification.silence_reviewed';
}

/** The road of questions that nobody answered. Compared with the listeners at boot. */
export const clarificationRoad: Road = {
  name: 'clarification',
  stages: [QuestionsUnanswered, SilenceCounted, SilenceReviewed],
};
