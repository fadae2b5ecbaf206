import type { CustomAttributeChange, ObjectListStep } from '../contracts/profile/1-track-requested.event.js';
import { canonical, changeObjectList, isNested, isTooLarge, mergeObjects } from './nested-attributes.js';

/** Most values an array attribute keeps unless configured otherwise. Lists of objects are bounded by size instead. @source contract "Braze API", section 2.5 */
export const ARRAY_LIMIT = 25;

/**
 * Applies the changes of one attributes object to the custom attributes of a profile. A change that does not fit what
 * is stored (an increment of a text, an array operation on a number, a nested value that grows too large) leaves the stored value alone: data is never lost
 * to a client's mistake.
 * @param arrayMax most values an array keeps; beyond it the oldest go
 * @source contract "Braze API", section 2.5
 */
export function applyCustomChanges(
  current: ReadonlyMap<string, unknown>,
  changes: Readonly<Record<string, CustomAttributeChange>>,
  arrayMax = ARRAY_LIMIT,
): ReadonlyMap<string, unknown> {
  const next = new Map(current);
  for (const [name, change] of Object.entries(changes)) {
    const value = valueAfter(next.get(name), change, arrayMax);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** Whether a change can be made to what is stored; `undefined` is nothing. One that cannot leaves it alone. */
export function fits(current: unknown, change: CustomAttributeChange): boolean {
  switch (change.kind) {
    case 'increment':
      return current === undefined || typeof current === 'number';
    case 'array_add':
    case 'array_remove':
      return isListOrAbsent(current);
    case 'object_list':
      return isListOrAbsent(current) && !isTooLarge(valueOf(current, change));
    case 'set':
    case 'merge_object':
      return !isTooLarge(valueOf(current, change));
    case 'erase':
      return true;
  }
}

/** @returns the new value, or undefined when the attribute is gone */
function valueAfter(current: unknown, change: CustomAttributeChange, arrayMax: number): unknown {
  const value = valueOf(current, change, arrayMax);
  return isTooLarge(value) ? current : value;
}

function valueOf(current: unknown, change: CustomAttributeChange, arrayMax = ARRAY_LIMIT): unknown {
  switch (change.kind) {
    case 'erase':
      return undefined;
    case 'set':
      return Array.isArray(change.value) ? setList(change.value, arrayMax) : change.value;
    case 'increment':
      return incremented(current, change.by);
    case 'array_add':
      return isListOrAbsent(current) ? newest(lastOfEach([...(current ?? []), ...change.values]), arrayMax) : current;
    case 'array_remove':
      return Array.isArray(current) ? without(current, change.values) : current;
    case 'merge_object':
      return mergeObjects(current, change.value);
    case 'object_list':
      return isListOrAbsent(current) ? (listAfter(current, change.steps) ?? current) : current;
  }
}

function setList(values: readonly unknown[], arrayMax: number): readonly unknown[] {
  const distinct = firstOfEach(values);
  return isNested(distinct) ? distinct : newest(distinct, arrayMax);
}

/** A list that does not exist is made only by adding to it. */
function listAfter(
  current: readonly unknown[] | undefined,
  steps: readonly ObjectListStep[],
): readonly unknown[] | undefined {
  const list = changeObjectList(current ?? [], steps);
  return current === undefined && list.length === 0 ? undefined : list;
}

function incremented(current: unknown, by: number): unknown {
  if (current !== undefined && typeof current !== 'number') return current;
  const sum = (current ?? 0) + by;
  // JSON has no infinity; it would be stored as null.
  return Number.isFinite(sum) ? sum : current;
}

function isListOrAbsent(value: unknown): value is readonly unknown[] | undefined {
  return value === undefined || Array.isArray(value);
}

function newest(values: readonly unknown[], arrayMax: number): readonly unknown[] {
  return values.slice(-arrayMax);
}

function firstOfEach(values: readonly unknown[]): readonly unknown[] {
  const seen = new Map<string, unknown>();
  for (const value of values) if (!seen.has(canonical(value))) seen.set(canonical(value), value);
  return [...seen.values()];
}

/** Adding a value again moves it to the end. */
function lastOfEach(values: readonly unknown[]): readonly unknown[] {
  const seen = new Map<string, unknown>();
  for (const value of values) {
    seen.delete(canonical(value));
    seen.set(canonical(value), value);
  }
  return [...seen.values()];
}

function without(values: readonly unknown[], removed: readonly unknown[]): readonly unknown[] {
  const keys = new Set(removed.map(canonical));
  return values.filter((value) => !keys.has(canonical(value)));
}
