import type { NoEffectReason } from '../contracts/gateways/no-effect.gateway.js';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import { fits } from './custom-attributes.js';
import type { Description, Profile } from './profile.js';

/** Why an object is about nobody. @source contract "Braze API", sections 2.4 and 2.6 (case e) */
export function whyNobody({
  identifier,
  updateExistingOnly,
}: {
  readonly identifier: ProfileIdentifier;
  readonly updateExistingOnly: boolean | undefined;
}): NoEffectReason {
  if (identifier.kind === 'braze_id') return 'unknown_braze_id';
  if (updateExistingOnly === true) return 'update_existing_only';
  return 'unknown_alias';
}

/** Why a description left its profile as it was. */
export function whyUnchanged(profile: Profile, { fields, phone, custom }: Description): NoEffectReason {
  const changes = Object.entries(custom);
  if (changes.some(([name, change]) => !fits(profile.custom.get(name), change))) return 'value_does_not_fit';
  const isEmpty = changes.length === 0 && phone === undefined && Object.keys(fields).length === 0;
  return isEmpty ? 'nothing_to_apply' : 'unchanged';
}
