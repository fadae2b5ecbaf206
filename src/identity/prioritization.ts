import type { NoEffectReason } from '../contracts/gateways/no-effect.gateway.js';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import type { Profile } from './profile.js';
import type { ProfileSet } from './profile-set.js';

/** Ways to choose one of several profiles. @source contract "Braze API", section 3.4 */
export const priorities = ['identified', 'unidentified', 'most_recently_updated', 'least_recently_updated'] as const;

/** One way to choose. */
export type Priority = (typeof priorities)[number];

/** A name for one person; one that many can share says how to choose among them. */
export interface Selector {
  readonly identifier: ProfileIdentifier;
  /** Null for a name that only one person can have. */
  readonly prioritization: readonly Priority[] | null;
}

/**
 * Chooses one of several profiles: each filter in turn, from left to right.
 * @param candidates the most recently updated first
 * @returns null when nobody is left, or more than one
 * @source contract "Braze API", section 3.4
 */
export function prioritize(candidates: readonly Profile[], prioritization: readonly Priority[]): Profile | null {
  const left = leftOf(candidates, prioritization);
  return left.length === 1 ? left[0]! : null;
}

/** The person whom a selector names now; null when it is nobody, or not clear who. */
export function select(people: ProfileSet, { identifier, prioritization }: Selector): Profile | null {
  if (prioritization === null) return people.find(identifier);
  return prioritize(people.findAll(identifier), prioritization);
}

/** Why `select` finds nobody. */
export function whyNotSelected(people: ProfileSet, { identifier, prioritization }: Selector): NoEffectReason {
  switch (identifier.kind) {
    case 'external_id':
      return 'unknown_external_id';
    case 'alias':
    case 'link':
      return 'unknown_alias';
    case 'braze_id':
      return 'unknown_braze_id';
    case 'email':
    case 'phone': {
      const candidates = people.findAll(identifier);
      if (candidates.length === 0) return 'nobody';
      return leftOf(candidates, prioritization ?? []).length === 0 ? 'none_match' : 'several_match';
    }
  }
}

/** @returns null unless it is a list of known ways that do not contradict each other */
export function readPrioritization(
  value: unknown,
  known: readonly Priority[] = priorities,
): readonly Priority[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const read = value.filter((item): item is Priority => (known as readonly unknown[]).includes(item));
  const contradicts = read.includes('identified') && read.includes('unidentified');
  return read.length === value.length && !contradicts ? read : null;
}

function leftOf(candidates: readonly Profile[], prioritization: readonly Priority[]): readonly Profile[] {
  return prioritization.reduce(filter, candidates);
}

function filter(candidates: readonly Profile[], priority: Priority): readonly Profile[] {
  switch (priority) {
    case 'identified':
      return candidates.filter(({ externalId }) => externalId !== null);
    case 'unidentified':
      return candidates.filter(({ externalId }) => externalId === null);
    case 'most_recently_updated':
      return candidates.slice(0, 1);
    case 'least_recently_updated':
      return candidates.slice(-1);
  }
}
