import type { ConsentDecision } from '../contracts/inbound/5-consent-decided.event.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { GroupWish } from '../contracts/profile/1-track-requested.event.js';
import type { ConsentBook } from './consent-book.js';
import type { Statement } from './consent.js';
import { evidenceOfCall } from './evidence.js';
import type { StoredWish } from './group-wish.repository.js';
import type { SubscriptionGroup } from './subscription-group.entity.js';

/** Who asked, and when. */
export interface Call {
  /** One per request: its wishes are obeyed in order, without the tie rule between different requests. */
  readonly id: string;
  readonly workspaceId: string;
  /** Id of the API key. */
  readonly actor: string;
  readonly receivedAt: Date;
}

/** The number a wish concerns, and the profiles that led to it, for the evidence. */
export interface WishedNumber {
  readonly number: PhoneNumber;
  readonly profileIds: readonly string[];
}

/** Whether a wish is one to leave. */
export function leaves({ state }: Pick<StoredWish, 'state'>): boolean {
  return state === 'unsubscribed';
}

/** Says a wish about a number: always a row of history. */
export function sayWish(
  book: ConsentBook,
  call: Call,
  { number, profileIds }: WishedNumber,
  wish: GroupWish,
  group: SubscriptionGroup,
): ConsentDecision {
  const key = { workspaceId: call.workspaceId, number, groupId: group.id };
  const said = { says: statementOf(wish, group), occurredAt: call.receivedAt, request: call.id };
  return book.take(key, said, evidenceOfCall({ ...call, source: 'api', profileIds }));
}

/** The wish as the profile itself holds it. */
export function wishToHold(call: Call, brazeId: string, wish: GroupWish, group: SubscriptionGroup): StoredWish {
  const asksTwice = group.channel === 'sms' && statementOf(wish, group) === 'prompt_word';
  const state = asksTwice ? 'pending_double_opt_in' : wish.state;
  return { brazeId, groupId: group.id, state, wishedAt: call.receivedAt, actor: call.actor };
}

function statementOf(wish: GroupWish, group: SubscriptionGroup): Statement['says'] {
  if (leaves(wish)) return 'opt_out';
  return wish.useDoubleOptIn && group.doubleOptIn ? 'prompt_word' : 'opt_in';
}
