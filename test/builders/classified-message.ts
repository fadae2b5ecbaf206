import type { ClassifiedMessage } from '../../src/contracts/inbound/3-inbound-classified.event.js';
import { PhoneNumber } from '../../src/contracts/phone/phone-number.js';
import { aReceivedMessage, aSender } from './messages.js';
import { ALICE, aClassification, type MessageWishes } from './recorded-message.js';

/** What a test may say about a text at the third stage. */
type TextWishes = Pick<MessageWishes, 'from' | 'category' | 'changes'>;

/** A text as keywords hands it over: by default START from a number of nobody. */
export function aText({ from = ALICE, category = 'opt_in', changes }: TextWishes = {}): ClassifiedMessage {
  return {
    ...aReceivedMessage({}),
    from: typeof from === 'string' ? { kind: 'e164', number: PhoneNumber.fromE164(from) } : from,
    sender: aSender(),
    fromOwnSender: false,
    classification: aClassification(category),
    configuredReply: null,
    configuredReplyLanguage: null,
    configuredPrompt: null,
    ...changes,
  };
}
