import type { NoEffectReason } from '../contracts/gateways/no-effect.gateway.js';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import type { FormerId } from './former-id.repository.js';
import type { InVain } from './in-vain.js';
import type { ProfileSet } from './profile-set.js';
import type { AliasUpdate, NewAlias } from './requests/alias-requests.js';
import type { Placed, Rename } from './requests/external-id-requests.js';

/**
 * Gives names: to the profile of an external id, or to one made for the name. What is taken or not found stays as it is.
 * @returns for each alias why it was not given; null when it was
 * @source contract "Braze API", section 3.1
 */
export function addAliases(people: ProfileSet, aliases: readonly NewAlias[]): readonly (InVain | null)[] {
  return aliases.map((alias) => addAlias(people, alias));
}

function addAlias(people: ProfileSet, { externalId, label, name }: NewAlias): InVain | null {
  const alias = { kind: 'alias', label, name } as const;
  const holder = people.find(alias);
  if (externalId === null) {
    if (holder !== null) return { reason: 'alias_taken', identifier: alias };
    people.create(alias);
    return null;
  }
  const identifier = { kind: 'external_id', externalId } as const;
  const owner = people.find(identifier);
  if (owner === null) return { reason: 'unknown_external_id', identifier };
  if (holder !== null)
    return { reason: holder.brazeId === owner.brazeId ? 'unchanged' : 'alias_taken', identifier: alias };
  if (people.aliasName(owner.brazeId, label) !== null) return { reason: 'label_taken', identifier };
  people.addAlias(owner.brazeId, alias);
  return null;
}

/**
 * Changes names that exist to names that are free.
 * @returns for each update why the name stayed; null when it was changed
 * @source contract "Braze API", section 3.2
 */
export function updateAliases(people: ProfileSet, updates: readonly AliasUpdate[]): readonly (InVain | null)[] {
  return updates.map((update) => updateAlias(people, update));
}

function updateAlias(people: ProfileSet, { label, name, newName }: AliasUpdate): InVain | null {
  const alias = { kind: 'alias', label, name } as const;
  const wanted = { kind: 'alias', label, name: newName } as const;
  if (people.find(alias) === null) return { reason: 'unknown_alias', identifier: alias };
  if (name === newName) return { reason: 'same_name', identifier: alias };
  if (people.find(wanted) !== null) return { reason: 'alias_taken', identifier: wanted };
  people.renameAlias(alias, newName);
  return null;
}

/** An entry in vain, with its place in the request. */
export type PlacedInVain = InVain & { readonly index: number };

/** What became of a list of renames. */
export interface DoneRenames {
  readonly done: readonly Rename[];
  /** Ids that still lead to their profiles. */
  readonly former: readonly FormerId[];
  /** Strings that name the place. */
  readonly errors: readonly string[];
  /** Those that could be read, and changed nothing. */
  readonly inVain: readonly PlacedInVain[];
}

/**
 * Changes external ids; the old ones still lead to their profiles.
 * @source contract "Braze API", section 3.6
 */
export function renameExternalIds(people: ProfileSet, renames: readonly Placed<Rename>[]): DoneRenames {
  const done: Rename[] = [];
  const former: FormerId[] = [];
  const errors: string[] = [];
  const inVain: PlacedInVain[] = [];
  for (const entry of renames) {
    if ('fault' in entry) {
      errors.push(`${entry.index}: ${entry.fault.text}`);
      continue;
    }
    const { index, currentId, newId } = entry;
    const refusal = refusalOf(people, entry);
    if (refusal !== null) {
      errors.push(`${index}: ${refusal.text}`);
      inVain.push({ index, reason: refusal.reason, identifier: byId(refusal.externalId) });
      continue;
    }
    const profile = people.find(byId(currentId))!;
    people.put({ ...profile, externalId: newId });
    former.push({ externalId: currentId, brazeId: profile.brazeId });
    done.push({ currentId, newId });
  }
  return { done, former, errors, inVain };
}

/** Why an external id is not changed, and the one that stands in the way. */
interface Refusal {
  /** For the caller. */
  readonly text: string;
  readonly reason: NoEffectReason;
  readonly externalId: string;
}

function refusalOf(people: ProfileSet, { currentId, newId }: Rename): Refusal | null {
  const current = { externalId: currentId };
  if (currentId === newId)
    return { text: `'current_external_id' and 'new_external_id' must differ`, reason: 'same_name', ...current };
  const profile = people.find(byId(currentId));
  if (profile === null) return { text: `'current_external_id' not found`, reason: 'unknown_external_id', ...current };
  if (profile.externalId !== currentId)
    return { text: `'current_external_id' is deprecated`, reason: 'former_external_id', ...current };
  if (people.find(byId(newId)) !== null)
    return { text: `'new_external_id' is already in use`, reason: 'external_id_taken', externalId: newId };
  return null;
}

/** What became of a list of removals. */
export interface RemovableIds {
  readonly removed: readonly string[];
  /** Strings that name the place. */
  readonly errors: readonly string[];
  /** Those that could be read, and changed nothing. */
  readonly inVain: readonly PlacedInVain[];
}

/** Which external ids can be removed: those from before a rename, each once. @source contract "Braze API", section 3.6 */
export function removableIds(
  people: ProfileSet,
  removals: readonly Placed<{ readonly externalId: string }>[],
): RemovableIds {
  const removed: string[] = [];
  const errors: string[] = [];
  const inVain: PlacedInVain[] = [];
  for (const entry of removals) {
    if ('fault' in entry) {
      errors.push(`${entry.index}: ${entry.fault.text}`);
      continue;
    }
    const { index, externalId } = entry;
    const identifier = byId(externalId);
    const owner = people.find(identifier);
    if (owner === null || removed.includes(externalId)) {
      errors.push(`${index}: 'external_ids' not found`);
      inVain.push({ index, reason: 'unknown_external_id', identifier });
    } else if (owner.externalId === externalId) {
      errors.push(`${index}: 'external_ids' is not deprecated`);
      inVain.push({ index, reason: 'current_external_id', identifier });
    } else removed.push(externalId);
  }
  return { removed, errors, inVain };
}

function byId(externalId: string): Extract<ProfileIdentifier, { kind: 'external_id' }> {
  return { kind: 'external_id', externalId };
}
