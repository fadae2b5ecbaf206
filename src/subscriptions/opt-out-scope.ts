import type { OptOutScope } from '../contracts/readers/opt-out-scope.reader.js';
import type { ConsentKey } from './consent-key.js';

/** How far an opt-out said about a number at an instant reaches. */
export type ScopeOf = (key: ConsentKey, at: Date) => OptOutScope['scope'];

/**
 * How far an opt-out reaches: as the entry of the number's country says that came into force last.
 * @param country ISO 3166-1; null when unknown
 * @param at when the person said it
 * @source design, ruling 8; contract "keywords and consent", sections 8.1 and 10.4
 */
export function scopeAt(scopes: readonly OptOutScope[], country: string | null, at: Date): OptOutScope['scope'] {
  const inForce = scopes.filter((each) => each.country === country && each.from.getTime() <= at.getTime());
  const newest = inForce.toSorted((a, b) => a.from.getTime() - b.from.getTime()).at(-1);
  return newest?.scope ?? 'group';
}
