import type { Category } from '../../src/contracts/inbound/classification.js';
import type { IdentifiedMessage } from '../../src/contracts/inbound/4-sender-identified.event.js';
import type { GroupOnRoad, SenderOnRoad } from '../../src/contracts/inbound/sender.js';
import { aSender } from './messages.js';
import { aClassification, aMessage as aRecordedMessage } from './recorded-message.js';

/** What a test may say about a text at the fourth stage; everything else is ordinary. */
export interface IdentifiedWishes {
  /** E.164, or the digits of a short code. */
  readonly from?: string;
  readonly category?: Category;
  readonly keyword?: string | null;
  readonly rule?: string;
  /** Orders consent; also the arrival, unless that is given. */
  readonly at?: Date;
  readonly receivedAt?: Date;
  readonly sender?: SenderOnRoad | null;
  readonly group?: Partial<GroupOnRoad>;
  readonly profileIds?: readonly string[];
  readonly changes?: Partial<IdentifiedMessage>;
}

/** A text as identity hands it over: by default STOP from a number of nobody to a long code. */
export function anIdentifiedMessage(wishes: IdentifiedWishes = {}): IdentifiedMessage {
  const { category = 'opt_out', keyword = 'STOP', rule = 'exact', from, profileIds = [], changes } = wishes;
  const {
    consent: _consent,
    customEvent: _event,
    ...message
  } = aRecordedMessage({
    profile: null,
    ...(from === undefined ? {} : { from: from.startsWith('+') ? from : { kind: 'short_code', value: from } }),
  });
  const occurredAt = wishes.at ?? message.occurredAt;
  const ordinary = aSender();
  return {
    ...message,
    occurredAt,
    receivedAt: wishes.receivedAt ?? occurredAt,
    sender:
      wishes.sender === undefined ? { ...ordinary, group: { ...ordinary.group, ...wishes.group } } : wishes.sender,
    classification: aClassification(category, { rule, matchedKeyword: keyword }),
    identification: { ...message.identification, profileIds },
    ...changes,
  };
}
