import type { RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import type { SenderOnRoad } from '../contracts/inbound/sender.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { CampaignReply } from '../contracts/readers/campaign.reader.js';
import { type ReplyKind, type Wording, wordingOf } from './reply-text.js';

/**
 * After this long a confirmation of STOP is not sent by itself any more. Unit: ms, counted from arrival.
 * @source contract "keywords and consent", 7.3; 47 CFR 64.1200(a)(12): five minutes
 */
export const CONFIRMATION_WINDOW_MS = 5 * 60_000;

/** What answers a message, before it is filled in for the person and before the loop guard has seen it. */
export interface WantedReply {
  readonly outcome: 'reply';
  readonly kind: ReplyKind;
  readonly wording: Wording;
}

/** Why a message gets no answer. */
export interface NoReply {
  readonly outcome: 'none';
  readonly reason: string;
}

/**
 * Decides which answer one message gets, looking at nothing but the message.
 * @param countryOf ISO 3166-1 of a number, null when unknown
 * @param campaign the one that wants to answer this text
 * @source contract "keywords and consent", sections 1 and 7.3; contract "Braze API", 6.2, 6.3 and 6.8; "providers", 1.8
 */
export function decideReply(
  message: RecordedMessage,
  now: Date,
  countryOf: (number: PhoneNumber) => string | null,
  campaign: CampaignReply | null = null,
): WantedReply | NoReply {
  const { sender, from } = message;
  if (message.fromOwnSender) return none('own_sender');
  if (sender === null) return none('not_our_sender');
  if (from.kind !== 'e164') return none('not_a_phone_number');
  // The person has said something newer since; answering the older text would contradict it.
  if (message.consent.effect === 'late') return none('late');
  const kind = kindOfReply({ ...message, sender }, campaign !== null);
  if (typeof kind !== 'string') return kind;
  const answeredBy = message.answeredUpstream[sender.kind];
  if (answeredBy !== null) return none(`answered_by_${answeredBy}`);
  if (kind === 'opt_out' && now.getTime() - message.receivedAt.getTime() > CONFIRMATION_WINDOW_MS)
    return none('too_late');
  const wording =
    kind === 'campaign' && campaign !== null
      ? { template: campaign.text, fallback: null }
      : wordingOf(kind, { ...message, sender }, () => countryOf(from.number));
  return wording === null ? none('no_reply_configured') : { outcome: 'reply', kind, wording };
}

/** A message that came to one of our addresses. */
type AddressedMessage = RecordedMessage & { readonly sender: SenderOnRoad };

function kindOfReply(message: AddressedMessage, hasCampaign: boolean): ReplyKind | NoReply {
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
      if (consent.after !== 'subscribed') return none('not_subscribed');
      return hasCampaign ? 'campaign' : 'custom';
    case 'suspected_opt_out':
      if (consent.effect !== 'none') return 'opt_out';
      if (identification.profile === null) return none(identification.reason);
      // Nothing is sent to this number, so there is nothing to ask about.
      return consent.after === 'unsubscribed' ? none('already_unsubscribed') : 'suspected_opt_out';
    case 'other':
      // A campaign is for subscribers, like the reply of a custom keyword; everybody else is answered as without it.
      if (hasCampaign && identification.profile !== null && consent.after === 'subscribed') return 'campaign';
      return kindForOther(message);
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

/** Only to people we know and who did not leave, and never to a reaction: those quote our own text. */
function kindForOther({ sender, identification, consent, classification }: AddressedMessage): ReplyKind | NoReply {
  if (sender.group.defaultReply === null) return none('no_reply_for_other');
  if (classification.rule === 'reaction') return none('reaction');
  if (identification.profile === null) return none(identification.reason);
  return consent.after === 'unsubscribed' ? none('unsubscribed') : 'default';
}

function none(reason: string): NoReply {
  return { outcome: 'none', reason };
}
