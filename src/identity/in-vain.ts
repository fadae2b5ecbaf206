import { namedBy } from '../contracts/gateways/named-by.js';
import type { NoEffect, NoEffectReason } from '../contracts/gateways/no-effect.gateway.js';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import type { ProfileSet } from './profile-set.js';
import { type Selector, whyNotSelected } from './prioritization.js';
import type { EntryPlace } from './requests/entries.js';

/** Why an entry changed nothing, and by the name of whom that can be found again. */
export interface InVain {
  readonly reason: NoEffectReason;
  readonly identifier: ProfileIdentifier;
}

/** A person who could not be told. */
export function notSelected(people: ProfileSet, selector: Selector): InVain {
  return { reason: whyNotSelected(people, selector), identifier: selector.identifier };
}

/**
 * What the entries of a request leave in the log.
 * @param outcomes one for each place; null for an entry that had its effect
 */
export function silentEntries(
  places: readonly EntryPlace[],
  outcomes: readonly (InVain | null)[],
): readonly NoEffect[] {
  return outcomes.flatMap((inVain, position) => (inVain === null ? [] : [silentEntry(places[position]!, inVain)]));
}

/** What one entry leaves in the log. */
export function silentEntry({ inputArray, index }: EntryPlace, { reason, identifier }: InVain): NoEffect {
  return { reason, inputArray, index, named: namedBy(identifier), groupId: null };
}
