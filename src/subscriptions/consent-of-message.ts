import type { IdentifiedMessage } from '../contracts/inbound/4-sender-identified.event.js';
import type { GroupOnRoad, SenderOnRoad } from '../contracts/inbound/sender.js';
import { treatsAsOptOut } from '../contracts/inbound/treats-as-opt-out.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { Statement } from './consent.js';

/** The number and group a text speaks about. */
export interface Subject {
  readonly number: PhoneNumber;
  readonly sender: SenderOnRoad;
}

/** Values of `ConsentDecision.reason` when a text was no consent matter. */
export type NoConsentReason =
  'not_our_sender' | 'own_sender' | 'not_a_phone_number' | 'unroutable' | 'no_consent_keyword' | 'clarify';

/**
 * Opt-in words that also answer "reply YES to confirm", one per language that has one among its default words.
 * The others (START, SUBSCRIBE, a group's own words) only ever ask for the prompt.
 * @source contract "keywords and consent", section 10.3; contract "Braze API", section 6.7
 */
const CONFIRMATION_WORDS = new Set(['yes', 'oui', 'si', 'sim', 'ja', 'tak']);

/** Whom a text speaks about, or why it cannot speak about anybody's consent. */
export function subjectOf(message: IdentifiedMessage): Subject | NoConsentReason {
  if (message.sender === null) return 'not_our_sender';
  if (message.fromOwnSender) return 'own_sender';
  if (message.from.kind !== 'e164') return 'not_a_phone_number';
  return { number: message.from.number, sender: message.sender };
}

/**
 * What a text says about its author's consent, or why it says nothing.
 * @param countryOf ISO 3166-1 of a number, null when unknown; asked only about suspicions, reading a number is slow
 */
export function statementOf(
  message: IdentifiedMessage,
  { number, sender }: Subject,
  countryOf: (number: PhoneNumber) => string | null,
): Statement | NoConsentReason {
  const { classification, occurredAt, id } = message;
  switch (classification.category) {
    case 'opt_out':
      return { says: 'opt_out', occurredAt, request: id };
    case 'suspected_opt_out':
      if (!treatsAsOptOut(classification, sender.group, () => countryOf(number))) return 'clarify';
      return { says: 'suspected_opt_out', occurredAt, request: id };
    case 'opt_in':
      return { says: optInOf(sender.group, classification.matchedKeyword), occurredAt, request: id };
    case 'unroutable':
      return 'unroutable';
    default:
      return 'no_consent_keyword';
  }
}

function optInOf(group: GroupOnRoad, matchedKeyword: string | null): Statement['says'] {
  if (!group.doubleOptIn) return 'opt_in';
  return CONFIRMATION_WORDS.has(fold(matchedKeyword ?? '')) ? 'confirmation_word' : 'prompt_word';
}

/** `SÍ` and `si` are one word. */
function fold(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
