import type { ProfilePhoneChanged } from '../contracts/profile/2-profiles-tracked.event.js';
import type { ProfileSet } from './profile-set.js';

/** One entry per person whose number is another one after the request; numbers held in between are not told. */
export function phoneChanges(people: ProfileSet, touchedIds: readonly string[]): readonly ProfilePhoneChanged[] {
  const ids = new Set(touchedIds.map((id) => people.current(id).brazeId));
  return [...ids].flatMap((brazeId) => {
    const before = people.before(brazeId)?.phone?.e164 ?? null;
    const after = people.current(brazeId).phone?.e164 ?? null;
    const same = before === null || after === null ? before === after : before.equals(after);
    return same ? [] : [{ brazeId, before, after }];
  });
}
