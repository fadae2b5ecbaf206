import type { IdentifiedProfile } from '../../src/contracts/inbound/4-sender-identified.event.js';
import type { ConsentDecision } from '../../src/contracts/inbound/5-consent-decided.event.js';
import type { RecordedMessage } from '../../src/contracts/inbound/6-event-recorded.event.js';
import type { Category, Classification } from '../../src/contracts/inbound/classification.js';
import type { GroupOnRoad } from '../../src/contracts/inbound/sender.js';
import { PhoneNumber } from '../../src/contracts/phone/phone-number.js';
import { aReceivedMessage, aSender } from './messages.js';

/** The number of the person who texts, unless a test says otherwise. */
export const ALICE = '+19173337578';

export function aGroup(changes: Partial<GroupOnRoad> = {}): GroupOnRoad {
  return { ...aSender().group, ...changes };
}

export function aProfile(changes: Partial<IdentifiedProfile> = {}): IdentifiedProfile {
  return {
    brazeId: '5f1e0000aaaaaaaaaaaaaaaa',
    externalId: 'alice',
    created: false,
    holdsPhoneAlias: true,
    ...changes,
  };
}

export function aClassification(category: Category, changes: Partial<Classification> = {}): Classification {
  return {
    category,
    rule: category === 'other' ? 'none' : 'exact',
    score: category === 'other' ? 0 : 1,
    parts: [],
    matchedKeyword: null,
    customCategory: category === 'custom' ? 'PROMO' : null,
    language: category === 'other' ? null : 'en',
    normalised: { phrase: '', joined: '', emoji: [] },
    keywordSetVersion: '1.0.0',
    policy: { name: 'safe', numberType: 'long_code', keywordsActivated: true },
    hintDisagreement: null,
    ...changes,
  };
}

/** What a test may say about a message; the rest is an ordinary text of a known, subscribed person. */
export interface MessageWishes {
  readonly saying?: string;
  /** E.164, or an address of another kind. */
  readonly from?: string | RecordedMessage['from'];
  readonly category?: Category;
  readonly language?: string | null;
  readonly consent?: Partial<ConsentDecision>;
  /** Null: nobody is known behind the number. */
  readonly profile?: IdentifiedProfile | null;
  /** Why the author is who it is; only worth saying when nobody is known. */
  readonly identifiedBy?: string;
  readonly changes?: Partial<RecordedMessage>;
}

/** One text at the sixth stage of its road; the message of every earlier stage is contained in it. */
export function aMessage(wishes: MessageWishes = {}): RecordedMessage {
  const { saying = 'hello', from = ALICE, category = 'other', language, consent, profile = aProfile() } = wishes;
  return {
    ...aReceivedMessage({ text: saying }),
    from: typeof from === 'string' ? { kind: 'e164', number: PhoneNumber.fromE164(from) } : from,
    sender: aSender(),
    fromOwnSender: false,
    classification: aClassification(category, language === undefined ? {} : { language }),
    configuredReply: null,
    configuredReplyLanguage: null,
    configuredPrompt: null,
    identification: {
      profile,
      profileIds: profile === null ? [] : [profile.brazeId],
      reason: wishes.identifiedBy ?? (profile === null ? 'unknown_number' : 'alias'),
    },
    consent: {
      before: 'subscribed',
      after: 'subscribed',
      effect: 'none',
      changeId: null,
      alsoLeft: [],
      reason: 'no_consent_keyword',
      ...consent,
    },
    customEvent: { event: null, reason: 'default_keyword' },
    ...wishes.changes,
  };
}
