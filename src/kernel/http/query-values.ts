import { InvalidRequest } from '../app-error.js';
import { toStorableText } from '../text-safety.js';

/**
 * The values of one query parameter, however a client spells a list: `k=a`, `k=a&k=b`, `k[]=a`, `k[0]=a` (an object
 * with numeric keys once a list is long). Blank values count as absent, repeats are dropped.
 * @source contract "Braze API", section 1.5
 */
export function queryValues(value: unknown): readonly string[] {
  // Storable: a query value ends as a parameter of a statement, where PostgreSQL refuses U+0000.
  return [...new Set(flatten(value).map(toStorableText))];
}

/**
 * The only value of a query parameter, in whatever spelling of a list it came; undefined when it is absent or blank.
 * @throws InvalidRequest naming the parameter when there are several
 */
export function queryValue(name: string, value: unknown): string | undefined {
  const [only, ...others] = queryValues(value);
  if (others.length > 0) throw new InvalidRequest(`'${name}' must be given once`);
  return only;
}

/** A number whose `+` was sent unencoded, and so was decoded to a blank. @source contract "Braze API", section 1.5 */
export function repairPlus(value: string): string {
  return /^ +\d/.test(value) ? `+${value.trimStart()}` : value;
}

function flatten(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(flatten);
}
