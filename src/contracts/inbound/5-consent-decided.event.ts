import { RoadEvent } from '../../kernel/road/road-event.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { IdentifiedMessage } from './4-sender-identified.event.js';

/** State of one number in one group. @source contract "keywords and consent", section 7.1 */
export type ConsentState = 'unknown' | 'pending_double_opt_in' | 'subscribed' | 'unsubscribed';

/** What a text did to the consent of its number in its group. */
export interface ConsentDecision {
  readonly before: ConsentState;
  readonly after: ConsentState;
  /**
   * `changed`: the state moved · `repeated`: it already was so · `late`: an older message, kept in the history only ·
   * `none`: the text is no consent matter.
   */
  readonly effect: 'changed' | 'repeated' | 'late' | 'none';
  /** Id of the `consent_change` row, when one was written. */
  readonly changeId: string | null;
  /** One word why, for the trace. */
  readonly reason: string;
}

/** A text with its consent decision. */
export interface DecidedMessage extends IdentifiedMessage {
  readonly consent: ConsentDecision;
}

/** Each text now has a consent decision. From: subscriptions. Heard by: events. */
export class ConsentDecided extends RoadEvent {
  static readonly eventName = 'consent.decided';
  constructor(
    work: UnitOfWork,
    readonly messages: readonly DecidedMessage[],
  ) {
    super(work);
  }
}
