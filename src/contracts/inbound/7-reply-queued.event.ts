import type { Masked } from '../../kernel/masked.js';
import { RoadEvent } from '../../kernel/road/road-event.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { RecordedMessage } from './6-event-recorded.event.js';

/** The one answer to a text. */
export interface QueuedReply {
  /** Id of the `outbound_message` row, UUIDv7. */
  readonly id: string;
  /** `opt_in` · `opt_out` · `help` · `custom` · `campaign` … */
  readonly kind: string;
  readonly text: Masked;
  /** Inside the provider's response, or by its API from the outbox. */
  readonly via: 'response' | 'api';
}

/** Hours in which a text that nobody is owed does not arrive. @source contract "keywords and consent", section 8 */
export interface QuietHours {
  /** ISO 3166-1 of the number, with the state of its area code in the United States: `FR`, `US-FL`. */
  readonly place: string;
  /** Where the person may be; a text waits until it may arrive in all of them. */
  readonly zones: readonly string[];
  /** Law or charter that says so. */
  readonly source: string;
  readonly opensAt: Date;
}

/** A text at the end of its road. */
export interface AnsweredMessage extends RecordedMessage {
  readonly reply: QueuedReply | null;
  /**
   * Why there is a reply or none: `queued` · `campaign:<id>` (queued for it) · `answered_by_provider` ·
   * `answered_by_network` · `loop_guard` · `not_subscribed` · `template_failed` and `template_blank` (the built-in words
   * are said instead, if there are any) · `quiet_hours` (it leaves in the morning, or not at all) …
   */
  readonly replyReason: string;
  /** Set with the reason `quiet_hours`. */
  readonly quietHours: QuietHours | null;
}

/** Replies are rows now; the end of the road. From: replies. */
export class ReplyQueued extends RoadEvent {
  static readonly eventName = 'reply.queued';
  constructor(
    work: UnitOfWork,
    readonly messages: readonly AnsweredMessage[],
  ) {
    super(work);
  }
}
