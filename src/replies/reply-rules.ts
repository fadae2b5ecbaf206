import type { RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import { type ReplyKind, replyText } from './reply-text.js';

/**
 * After this long a confirmation of STOP is not sent by itself any more. Unit: ms, counted from arrival.
 * @source contract "keywords and consent", 7.3; 47 CFR 64.1200(a)(12): five minutes
 */
export const CONFIRMATION_WINDOW_MS = 5 * 60_000;

/** The text that answers a message, before the loop guard has seen it. */
export interface WantedReply {
  readonly outcome: 'reply';
  readonly kind: ReplyKind;
  readonly text: string;
}

/** Why a message gets no answer. */
export interface NoReply {
  readonly outcome: 'none';
  readonly reason: string;
}

/**
 * Decides which answer one message gets, looking at nothing but the message.
 * @source contract "keywords and consent", sections 1 and 7.3; contract "Braze API", 6.2, 6.3 and 6.8; "providers", 1.8
 */
export function decideReply(message: RecordedMessage, now: Date): WantedReply | NoReply {
  const { sender } = message;
  if (message.fromOwnSender) return none('own_sender');
  if (sender === null) return none('not_our_sender');
  if (message.from.kind !== 'e164') return none('not_a_phone_number');
  // The person has said something newer since; answering the older text would contradict it.
  if (message.consent.effect === 'late') return none('late');
  const kind = kindOfReply(message);
  if (typeof kind !== 'string') return kind;
  const answeredBy = message.answeredUpstream[sender.kind];
  if (answeredBy !== null) return none(`answered_by_${answeredBy}`);
  if (kind === 'opt_out' && now.getTime() - message.receivedAt.getTime() > CONFIRMATION_WINDOW_MS)
    return none('too_late');
  const text = replyText(kind, sender, message.classification.language, message.configuredReply);
  return text === null ? none('no_reply_configured') : { outcome: 'reply', kind, text };
}

function kindOfReply(message: RecordedMessage): ReplyKind | NoReply {
  const { identification, consent, classification } = message;
  switch (classification.category) {
    case 'opt_out':
      // Also a repeat, and also a number we know nothing of: whoever says STOP hears that it was understood.
      return 'opt_out';
    case 'opt_in':
      return kindForOptIn(message);
    case 'help':
      return 'help';
    case 'custom':
      if (identification.profile === null) return none(identification.reason);
      return consent.after === 'subscribed' ? 'custom' : none('not_subscribed');
    case 'suspected_opt_out':
      if (consent.effect !== 'none') return 'opt_out';
      if (identification.profile === null) return none(identification.reason);
      // Nothing is sent to this number, so there is nothing to ask about.
      return consent.after === 'unsubscribed' ? none('already_unsubscribed') : 'suspected_opt_out';
    case 'other':
      return none('no_reply_for_other');
    case 'unroutable':
      return none('unroutable');
  }
}

/** Follows the state the number is in now, so that no text ever claims more than was written. */
function kindForOptIn({ identification, consent }: RecordedMessage): ReplyKind | NoReply {
  if (identification.reason === 'unknown_number_handling_off') return none(identification.reason);
  if (consent.effect === 'none') return none('no_consent_change');
  if (consent.after === 'pending_double_opt_in') return 'double_opt_in_prompt';
  if (consent.after !== 'subscribed') return none('not_subscribed');
  return consent.reason === 'double_opt_in_confirmed' ? 'double_opt_in_confirmation' : 'opt_in';
}

function none(reason: string): NoReply {
  return { outcome: 'none', reason };
}
