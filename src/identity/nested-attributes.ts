import type { ObjectListStep } from '../contracts/profile/1-track-requested.event.js';

/** An object inside a custom attribute. */
type Nested = Readonly<Record<string, unknown>>;

/** Largest nested attribute; a change beyond it leaves the stored one alone. Unit: bytes of JSON. @source Braze, "array of objects" */
export const NESTED_MAX_BYTES = 100 * 1024;

/**
 * Writes the keys of `patch` into an object, at every depth; null removes a key. What is no object is replaced.
 * @returns a new object without nulls that `patch` brought
 */
export function mergeObjects(current: unknown, patch: Nested): Nested {
  const merged = new Map(isObject(current) ? Object.entries(current) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, isObject(value) ? mergeObjects(merged.get(key), value) : value);
  }
  return Object.fromEntries(merged);
}

/**
 * Adds objects to a list, changes and removes those that have a certain value under a key, in the order of the steps.
 * Objects that none of them names keep their place.
 */
export function changeObjectList(current: readonly unknown[], steps: readonly ObjectListStep[]): readonly unknown[] {
  return steps.reduce<readonly unknown[]>(changeOnce, current);
}

function changeOnce(list: readonly unknown[], step: ObjectListStep): readonly unknown[] {
  if (step.kind === 'add') return [...list, ...step.objects];
  const isMeant = (item: unknown) =>
    isObject(item) && Object.hasOwn(item, step.key) && canonical(item[step.key]) === canonical(step.value);
  if (step.kind === 'remove') return list.filter((item) => !isMeant(item));
  return list.map((item) => {
    if (!isMeant(item)) return item;
    return step.merges ? mergeObjects(item, step.object) : step.object;
  });
}

/** Whether a nested value may be stored. Texts, numbers and lists of them have limits of their own. */
export function isTooLarge(value: unknown): boolean {
  return isNested(value) && Buffer.byteLength(JSON.stringify(value)) > NESTED_MAX_BYTES;
}

/** An object, or a list with an object in it. */
export function isNested(value: unknown): boolean {
  return isObject(value) || (Array.isArray(value) && value.some(isObject));
}

/** One text for equal values: tells `1` from `"1"`, and knows no order of keys, as `jsonb` keeps none. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  // Pairs, not an object: an object would put keys that look like numbers first again, which is no harm, but __proto__ is.
  return {
    o: Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  };
}

function isObject(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
