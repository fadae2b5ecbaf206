import type { CustomAttributeChange } from '../contracts/profile/1-track-requested.event.js';
import { readDate } from './dates.js';
import { isObject, type RawObject } from './raw-object.js';
import { isReserved } from './reserved-fields.js';

/** The custom attributes of an attributes object: every key without a meaning of its own. @source contract "Braze API", section 2.5 */
export function readCustomAttributes(object: RawObject): Readonly<Record<string, CustomAttributeChange>> {
  // fromEntries defines own properties: a key named __proto__ stays data and touches no prototype.
  return Object.fromEntries(
    Object.entries(object)
      .filter(([name]) => !isReserved(name))
      .map(([name, value]) => [name, changeOf(value)]),
  );
}

/** Unwraps `{"$time": "…"}` into an ISO date, at any depth. */
export function unwrapTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapTimes);
  if (!isObject(value)) return value;
  const { $time } = value;
  if (typeof $time === 'string' && Object.keys(value).length === 1) return asDate($time);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unwrapTimes(item)]));
}

function changeOf(value: unknown): CustomAttributeChange {
  if (value === null) return { kind: 'erase' };
  if (typeof value === 'string') return { kind: 'set', value: asDate(value) };
  return (isObject(value) ? operation(value) : null) ?? { kind: 'set', value: unwrapTimes(value) };
}

/** An object with exactly one of the operations; any other object is a nested attribute. */
function operation(value: RawObject): CustomAttributeChange | null {
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return null;
  const [name, operand] = entry;
  if (name === 'inc' && typeof operand === 'number') return { kind: 'increment', by: operand };
  if (name === 'add') return { kind: 'array_add', values: listOf(operand) };
  if (name === 'remove') return { kind: 'array_remove', values: listOf(operand) };
  return null;
}

function listOf(operand: unknown): readonly unknown[] {
  return (Array.isArray(operand) ? operand : [operand]).map(unwrapTimes);
}

/** Texts that look like a date become one: ISO 8601 in UTC with milliseconds. */
function asDate(text: string): string {
  return readDate(text)?.toISOString() ?? text;
}
