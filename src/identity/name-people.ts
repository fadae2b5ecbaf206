import type { FormerId } from './former-id.repository.js';
import type { ProfileSet } from './profile-set.js';
import type { AliasUpdate, NewAlias } from './requests/alias-requests.js';
import type { Placed, Rename } from './requests/external-id-requests.js';

/**
 * Gives names: to the profile of an external id, or to one made for the name. What is taken or not found stays as it is.
 * @source contract "Braze API", section 3.1
 */
export function addAliases(people: ProfileSet, aliases: readonly NewAlias[]): void {
  for (const { externalId, label, name } of aliases) {
    const alias = { kind: 'alias', label, name } as const;
    if (people.find(alias) !== null) continue;
    if (externalId === null) {
      people.create(alias);
      continue;
    }
    const owner = people.find({ kind: 'external_id', externalId });
    if (owner !== null && people.aliasName(owner.brazeId, label) === null) people.addAlias(owner.brazeId, alias);
  }
}

/** Changes names that exist to names that are free. @source contract "Braze API", section 3.2 */
export function updateAliases(people: ProfileSet, updates: readonly AliasUpdate[]): void {
  for (const { label, name, newName } of updates) {
    const owner = people.find({ kind: 'alias', label, name });
    const taken = people.find({ kind: 'alias', label, name: newName });
    if (owner !== null && taken === null) people.renameAlias({ label, name }, newName);
  }
}

/** What became of a list of renames. */
export interface DoneRenames {
  readonly done: readonly Rename[];
  /** Ids that still lead to their profiles. */
  readonly former: readonly FormerId[];
  /** Strings that name the place. */
  readonly errors: readonly string[];
}

/**
 * Changes external ids; the old ones still lead to their profiles.
 * @source contract "Braze API", section 3.6
 */
export function renameExternalIds(people: ProfileSet, renames: readonly Placed<Rename>[]): DoneRenames {
  const done: Rename[] = [];
  const former: FormerId[] = [];
  const errors: string[] = [];
  for (const entry of renames) {
    const fault = 'fault' in entry ? entry.fault.text : faultOf(people, entry);
    if (fault !== null) errors.push(`${entry.index}: ${fault}`);
    if (fault !== null || 'fault' in entry) continue;
    const { currentId, newId } = entry;
    const profile = people.find({ kind: 'external_id', externalId: currentId })!;
    people.put({ ...profile, externalId: newId });
    former.push({ externalId: currentId, brazeId: profile.brazeId });
    done.push({ currentId, newId });
  }
  return { done, former, errors };
}

function faultOf(people: ProfileSet, { currentId, newId }: Rename): string | null {
  if (currentId === newId) return `'current_external_id' and 'new_external_id' must differ`;
  const profile = people.find({ kind: 'external_id', externalId: currentId });
  if (profile === null) return `'current_external_id' not found`;
  if (profile.externalId !== currentId) return `'current_external_id' is deprecated`;
  if (people.find({ kind: 'external_id', externalId: newId }) !== null) return `'new_external_id' is already in use`;
  return null;
}

/** Which external ids can be removed: those from before a rename, each once. @source contract "Braze API", section 3.6 */
export function removableIds(
  people: ProfileSet,
  removals: readonly Placed<{ readonly externalId: string }>[],
): { readonly removed: readonly string[]; readonly errors: readonly string[] } {
  const removed: string[] = [];
  const errors: string[] = [];
  for (const entry of removals) {
    if ('fault' in entry) {
      errors.push(`${entry.index}: ${entry.fault.text}`);
      continue;
    }
    const { index, externalId } = entry;
    const owner = people.find({ kind: 'external_id', externalId });
    if (owner === null || removed.includes(externalId)) errors.push(`${index}: 'external_ids' not found`);
    else if (owner.externalId === externalId) errors.push(`${index}: 'external_ids' is not deprecated`);
    else removed.push(externalId);
  }
  return { removed, errors };
}
