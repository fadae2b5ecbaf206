import type { ProfilePhoneChanged } from '../contracts/profile/2-profiles-tracked.event.js';
import type { ConsentBook } from './consent-book.js';
import { evidenceOfCall } from './evidence.js';
import { type Call, leaves } from './group-wish.js';
import type { StoredWish } from './group-wish.repository.js';

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
    const evidence = evidenceOfCall({ ...call, source: 'phone_change', profileIds: [brazeId] });
    if (before !== null) book.moveNumber(workspaceId, before, after, evidence);
    if (carried.has(brazeId)) continue;
    carried.add(brazeId);
    const taken = waiting
      .filter((each) => each.brazeId === brazeId)
      .map((wish) => {
        const standing = { state: wish.state, occurredAt: startOf(wish, call), request: null };
        const key = { workspaceId, number: after, groupId: wish.groupId };
        const changeId = book.bequeath(key, standing, 'waiting_wish', { ...evidence, actor: wish.actor });
        return { wish, key, changeId };
      });
    // When all have their place: one that was made earlier is ended by a later one to leave, whatever their order here.
    for (const { wish, key, changeId } of taken) {
      if (changeId === null || !leaves(wish)) continue;
      const said = { occurredAt: wish.wishedAt, request: call.id };
      book.endOthers(key, said, { ...evidence, actor: wish.actor, originChangeId: changeId });
    }
  }
}

/** Nobody can be asked to confirm before there is a number, so only then do the 30 days begin. */
function startOf(wish: StoredWish, call: Call): Date {
  return wish.state === 'pending_double_opt_in' ? call.receivedAt : wish.wishedAt;
}
