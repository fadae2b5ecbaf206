import type { Classification } from './classification.js';
import type { GroupOnRoad } from './sender.js';

/**
 * Where a suspected opt-out is an opt-out unless the group says otherwise. ISO 3166-1 alpha-2; the rules of the United
 * States hold in their territories, which have codes of their own.
 */
const AUTO_COUNTRIES: ReadonlySet<string> = new Set(['US', 'PR', 'VI', 'GU', 'MP', 'AS', 'CA']);

/**
 * Whether a text ends the subscription: a clear opt-out, or a suspected one where those count as clear. The two parity
 * policies suspect only where their platform would ask back, so there the country does not matter.
 * @param countryOf the country of the person's number, ISO 3166-1 alpha-2, null when unknown; asked only about
 *   suspicions, because reading a number is slow
 * @source contract "keywords and consent", sections 5.6 and 6.2
 */
export function treatsAsOptOut(
  { category }: Pick<Classification, 'category'>,
  { suspectedOptOut, policy }: Pick<GroupOnRoad, 'suspectedOptOut' | 'policy'>,
  countryOf: () => string | null,
): boolean {
  if (category !== 'suspected_opt_out') return category === 'opt_out';
  if (suspectedOptOut !== null) return suspectedOptOut === 'auto';
  if (policy !== 'safe') return false;
  const country = countryOf();
  return country === null || AUTO_COUNTRIES.has(country);
}
