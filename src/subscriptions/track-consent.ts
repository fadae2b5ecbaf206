import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { ProfileGroupWish, ProfilePhoneChanged } from '../contracts/profile/2-profiles-tracked.event.js';
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

/**
 * A profile's new number takes over what the previous one had, then what the profile wished while it had none; always
 * only in groups where nothing is known of the new number.
 * @param waiting wishes of the profiles that have a number now
 * @source contract "Braze API", sections 4.6 and 2.5
 */
export function carryConsentToNewNumbers(
  book: ConsentBook,
  call: Call,
  changes: readonly ProfilePhoneChanged[],
  waiting: readonly StoredWish[],
): void {
  const { workspaceId } = call;
  const carried = new Set<string>();
  for (const { brazeId, before, after } of changes) {
    if (after === null) continue;
    const evidence = evidenceOfCall({ ...call, source: 'phone_change', brazeId });
    if (before !== null) book.moveNumber(workspaceId, before, after, evidence);
    if (carried.has(brazeId)) continue;
    carried.add(brazeId);
    for (const wish of waiting.filter((each) => each.brazeId === brazeId)) {
      const standing = { state: wish.state, occurredAt: startOf(wish, call), request: null };
      const key = { workspaceId, number: after, groupId: wish.groupId };
      book.bequeath(key, standing, 'waiting_wish', { ...evidence, actor: wish.actor });
    }
  }
}

/** Says a wish about the number it concerns. */
export function sayWish(
  book: ConsentBook,
  call: Call,
  wish: ProfileGroupWish & { readonly number: PhoneNumber },
  group: SubscriptionGroup,
): void {
  const key = { workspaceId: call.workspaceId, number: wish.number, groupId: group.id };
  const evidence = evidenceOfCall({ ...call, source: 'api', brazeId: wish.brazeId });
  book.take(key, { says: statementOf(wish, group), occurredAt: call.receivedAt, request: call.id }, evidence);
}

/** The wish as the profile itself holds it. */
export function wishToHold(call: Call, wish: ProfileGroupWish, group: SubscriptionGroup): StoredWish {
  const asksTwice = group.channel === 'sms' && statementOf(wish, group) === 'prompt_word';
  const state = asksTwice ? 'pending_double_opt_in' : wish.state;
  return { brazeId: wish.brazeId, groupId: group.id, state, wishedAt: call.receivedAt, actor: call.actor };
}

function statementOf(wish: ProfileGroupWish, group: SubscriptionGroup): Statement['says'] {
  if (wish.state === 'unsubscribed') return 'opt_out';
  return wish.useDoubleOptIn && group.doubleOptIn ? 'prompt_word' : 'opt_in';
}

/** Nobody can be asked to confirm before there is a number, so only then do the 30 days begin. */
function startOf(wish: StoredWish, call: Call): Date {
  return wish.state === 'pending_double_opt_in' ? call.receivedAt : wish.wishedAt;
}
