import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import type { Profile } from './profile.js';
import type { ProfileSet } from './profile-set.js';

/** @source contract "Braze API", section 2.6, case d */
export const OTHER_EXTERNAL_ID = "'user_alias' already belongs to a user with a different 'external_id'";

/** @source contract "Braze API", section 2.6, case f */
export const NOT_COMBINED = "'user_alias' could not be combined";

/** What came of a link: a person, nobody (silently), or a refusal with its text. */
export type LinkOutcome =
  | { readonly kind: 'linked'; readonly profile: Profile }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'refused'; readonly type: string };

/**
 * Gives the owner of an alias an external id; when that id has a profile already, the two become one.
 * @source contract "Braze API", section 2.6, cases a to f
 */
export function linkProfile(
  people: ProfileSet,
  link: Extract<ProfileIdentifier, { kind: 'link' }>,
  updateExistingOnly: boolean | undefined,
): LinkOutcome {
  const { label, externalId } = link;
  const owner = people.find(link);
  const target = people.find({ kind: 'external_id', externalId });

  if (owner === null) return updateExistingOnly === false ? attachAlias(people, link, target) : { kind: 'nobody' };
  // Also when the id named is one the owner had before a rename.
  if (owner.brazeId === target?.brazeId) return { kind: 'linked', profile: owner };
  if (owner.externalId !== null) return { kind: 'refused', type: OTHER_EXTERNAL_ID };
  if (target === null) {
    people.put({ ...owner, externalId });
    return { kind: 'linked', profile: people.current(owner.brazeId) };
  }
  if (people.aliasName(target.brazeId, label) !== null) return { kind: 'refused', type: NOT_COMBINED };
  return { kind: 'linked', profile: people.merge(target, owner) };
}

/** Case e with leave to create: the object is one about the external id, and its profile gets the alias. */
function attachAlias(
  people: ProfileSet,
  { label, name, externalId }: Extract<ProfileIdentifier, { kind: 'link' }>,
  target: Profile | null,
): LinkOutcome {
  // The label is taken by another name. A refusal can be seen; an alias left out in silence cannot.
  if (target !== null && people.aliasName(target.brazeId, label) !== null)
    return { kind: 'refused', type: NOT_COMBINED };
  const profile = target ?? people.create({ kind: 'external_id', externalId });
  people.addAlias(profile.brazeId, { label, name });
  return { kind: 'linked', profile };
}
