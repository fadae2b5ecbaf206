import { RoadEvent } from '../../kernel/road/road-event.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { IdentifiedMessage } from './4-sender-identified.event.js';

/** State of one number in one group. @source contract "keywords and consent", section 7.1 */
export type ConsentState = 'unknown' | 'pending_double_opt_in' | 'subscribed' | 'unsubscribed';

/** What a text did to the consent of its number in its group. */
export interface ConsentDecision {
  /** Where the number stood and stands in the sender's group, also with effect `none`; `unknown` without such a pair. */
  readonly before: ConsentState;
  readonly after: ConsentState;
  /**
   * `changed`: the state moved · `repeated`: it already was so · `late`: an older message, kept in the history only ·
   * `none`: the text is no consent matter.
   */
  readonly effect: 'changed' | 'repeated' | 'late' | 'none';
  /** Id of the `consent_change` row, when one was written. */
  readonly changeId: string | null;
  /** Ids of the other groups that the number left by the same text, where an opt-out reaches all of them. */
  readonly alsoLeft: readonly string[];
  /**
   * One word why, for the trace and for the reply.
   *
   * With effect `changed` or `repeated`: `opt_out` · `suspected_opt_out` (a suspicion that counts as one) · `opt_in` ·
   * `double_opt_in_prompt` (now, or still, waiting: ask for the confirmation) · `double_opt_in_confirmed` (the prompt was
   * answered in time, or the person is subscribed already: send the confirmation, not the prompt).
   * With effect `late`: `older_than_state` · `opt_out_wins_tie` (an opt-in within two seconds of an opt-out).
   * With effect `none`: `no_consent_keyword` · `clarify` (a suspicion to ask about) · `unroutable` · `not_our_sender` ·
   * `own_sender` · `not_a_phone_number`.
   */
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
