import { type InVain, notSelected } from './in-vain.js';
import type { Profile } from './profile.js';
import type { ProfileSet } from './profile-set.js';
import { select } from './prioritization.js';
import type { IdentifyEntry, IdentifyRequest } from './requests/identify-request.js';
import type { MergeUpdate } from './requests/merge-request.js';

/**
 * Gives anonymous people the external ids they belong to; where an id has a profile already, the two become one. Who is
 * not found, not anonymous or cannot be combined is left as he is.
 * @returns for each entry why nobody was identified; null when somebody was
 * @source contract "Braze API", section 3.4
 */
export function identifyPeople(
  people: ProfileSet,
  { accepted, dataMoved }: Pick<IdentifyRequest, 'accepted' | 'dataMoved'>,
): readonly (InVain | null)[] {
  return accepted.map((entry) => identifyPerson(people, entry, dataMoved));
}

function identifyPerson(people: ProfileSet, entry: IdentifyEntry, dataMoved: boolean): InVain | null {
  const { externalId } = entry;
  const { identifier } = entry.source;
  const source = select(people, entry.source);
  if (source === null) return notSelected(people, entry.source);
  const target = people.find({ kind: 'external_id', externalId });
  if (target?.brazeId === source.brazeId) return { reason: 'unchanged', identifier };
  if (source.externalId !== null) return { reason: 'already_identified', identifier };
  if (target === null) people.put({ ...source, externalId });
  else if (canBeCombined(people, entry, source, target)) people.merge(target, source, { dataMoved });
  else return { reason: 'not_combined', identifier };
  return null;
}

/**
 * Merges people into others. One that is not found is left out, and nobody is merged into himself.
 * @returns for each update why nobody was merged; null when somebody was
 * @source contract "Braze API", section 3.5
 */
export function mergePeople(people: ProfileSet, updates: readonly MergeUpdate[]): readonly (InVain | null)[] {
  return updates.map(({ toMerge, toKeep }) => {
    const gone = select(people, toMerge);
    if (gone === null) return notSelected(people, toMerge);
    const kept = select(people, toKeep);
    if (kept === null) return notSelected(people, toKeep);
    if (gone.brazeId === kept.brazeId) return { reason: 'same_person', identifier: toMerge.identifier };
    people.merge(kept, gone);
    return null;
  });
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
