import type { GroupWish } from '../contracts/profile/1-track-requested.event.js';
import { Fault, faults } from './fault.js';
import { isAbsent, isObject, type RawObject } from './raw-object.js';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The group ids that attributes objects name, as far as they have the shape of one; to be looked up together. */
export function groupIdsOf(objects: readonly unknown[]): readonly string[] {
  const ids = objects.flatMap((object) => {
    const groups = isObject(object) ? object['subscription_groups'] : null;
    return Array.isArray(groups) ? groups.map(groupIdOf) : [];
  });
  return [...new Set(ids.filter((id) => id !== null))];
}

/** What an attributes object wants for its person's groups. @source contract "Braze API", sections 2.2 and 2.5 */
export function readGroupWishes(object: RawObject, knownGroups: ReadonlySet<string>): readonly GroupWish[] | Fault {
  const groups: unknown = object['subscription_groups'];
  if (isAbsent(groups)) return [];
  if (!Array.isArray(groups)) return faults.groupsNoArray;
  const wishes: GroupWish[] = [];
  for (const group of groups) {
    const wish = readGroupWish(group, knownGroups);
    if (wish instanceof Fault) return wish;
    wishes.push(wish);
  }
  return wishes;
}

function readGroupWish(group: unknown, knownGroups: ReadonlySet<string>): GroupWish | Fault {
  if (!isObject(group) || isAbsent(group['subscription_group_id']) || isAbsent(group['subscription_state']))
    return faults.groupKeys;
  const groupId = groupIdOf(group);
  if (groupId === null || !knownGroups.has(groupId)) return faults.groupId;
  const state = group['subscription_state'];
  if (state !== 'subscribed' && state !== 'unsubscribed') return faults.groupState;
  return { groupId, state, useDoubleOptIn: group['use_double_opt_in_logic'] === true };
}

function groupIdOf(group: unknown): string | null {
  const id = isObject(group) ? group['subscription_group_id'] : null;
  return typeof id === 'string' && UUID.test(id) ? id.toLowerCase() : null;
}
