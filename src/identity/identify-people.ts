import type { Profile } from './profile.js';
import type { ProfileSet } from './profile-set.js';
import { select } from './prioritization.js';
import type { IdentifyEntry, IdentifyRequest } from './requests/identify-request.js';
import type { MergeUpdate } from './requests/merge-request.js';

/**
 * Gives anonymous people the external ids they belong to; where an id has a profile already, the two become one. Who is
 * not found, not anonymous or cannot be combined is left as he is, silently.
 * @source contract "Braze API", section 3.4
 */
export function identifyPeople(people: ProfileSet, { accepted, dataMoved }: IdentifyRequest): void {
  for (const entry of accepted) {
    const { externalId } = entry;
    const source = select(people, entry.source);
    if (source === null || source.externalId !== null) continue;
    const target = people.find({ kind: 'external_id', externalId });
    if (target === null) people.put({ ...source, externalId });
    else if (canBeCombined(people, entry, source, target)) people.merge(target, source, { dataMoved });
  }
}

/**
 * Merges people into others. One that is not found is left out silently, and nobody is merged into himself.
 * @source contract "Braze API", section 3.5
 */
export function mergePeople(people: ProfileSet, updates: readonly MergeUpdate[]): void {
  for (const { toMerge, toKeep } of updates) {
    const gone = select(people, toMerge);
    const kept = select(people, toKeep);
    if (gone !== null && kept !== null && gone.brazeId !== kept.brazeId) people.merge(kept, gone);
  }
}

/**
 * Not when the target goes by another name under the same label: one of the two names would be lost. Who was named by an
 * alias is judged by that label alone, as a link in `/users/track` is.
 */
function canBeCombined(people: ProfileSet, { source }: IdentifyEntry, { brazeId }: Profile, target: Profile): boolean {
  const { identifier } = source;
  if (identifier.kind === 'alias') return people.aliasName(target.brazeId, identifier.label) === null;
  return people.sharedLabels(brazeId, target.brazeId).length === 0;
}
