import type { CustomAttributeChange, ObjectListStep } from '../contracts/profile/1-track-requested.event.js';
import { readDate } from './dates.js';
import { isObject, type RawObject } from './raw-object.js';
import { isReserved } from './reserved-fields.js';

/** The custom attributes of an attributes object: every key without a meaning of its own. @source contract "Braze API", section 2.5 */
export function readCustomAttributes(object: RawObject): Readonly<Record<string, CustomAttributeChange>> {
  const merges = object['_merge_objects'] === true || object['_merge_objects'] === 'true';
  // fromEntries defines own properties: a key named __proto__ stays data and touches no prototype.
  return Object.fromEntries(
    Object.entries(object)
      .filter(([name]) => !isReserved(name))
      .map(([name, value]) => [name, changeOf(value, merges)]),
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

/** @param merges whether objects are written into those that are there, instead of taking their place */
function changeOf(value: unknown, merges: boolean): CustomAttributeChange {
  if (value === null) return { kind: 'erase' };
  if (typeof value === 'string') return { kind: 'set', value: asDate(value) };
  if (!isObject(value)) return { kind: 'set', value: unwrapTimes(value) };
  const change = operation(value) ?? objectList(value, merges);
  if (change !== null) return change;
  const unwrapped = unwrapTimes(value);
  return merges && isObject(unwrapped) ? { kind: 'merge_object', value: unwrapped } : { kind: 'set', value: unwrapped };
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

const LIST_OPERATIONS: ReadonlySet<string> = new Set(['$add', '$update', '$remove']);

/** An object with nothing but operations on a list of objects; they are done in the order they stand in. */
function objectList(value: RawObject, merges: boolean): CustomAttributeChange | null {
  const entries = Object.entries(value);
  if (entries.length === 0 || !entries.every(([name]) => LIST_OPERATIONS.has(name))) return null;
  const steps = entries.flatMap(([name, operand]): ObjectListStep[] => {
    const objects = listOf(operand).filter(isObject);
    if (name === '$add') return [{ kind: 'add', objects }];
    return objects.flatMap((step) => (name === '$update' ? updateStep(step, merges) : removeStep(step)));
  });
  return { kind: 'object_list', steps };
}

function updateStep(step: RawObject, merges: boolean): ObjectListStep[] {
  const { $identifier_key: key, $identifier_value: value, $new_object: object } = step;
  return typeof key === 'string' && value !== undefined && isObject(object)
    ? [{ kind: 'update', key, value, object, merges }]
    : [];
}

function removeStep({ $identifier_key: key, $identifier_value: value }: RawObject): ObjectListStep[] {
  return typeof key === 'string' && value !== undefined ? [{ kind: 'remove', key, value }] : [];
}

function listOf(operand: unknown): readonly unknown[] {
  return (Array.isArray(operand) ? operand : [operand]).map(unwrapTimes);
}

/** Texts that look like a date become one: ISO 8601 in UTC with milliseconds. */
function asDate(text: string): string {
  return readDate(text)?.toISOString() ?? text;
}
