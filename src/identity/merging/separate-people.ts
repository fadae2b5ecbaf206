import { isDeepStrictEqual } from 'node:util';
import { addRevenue, type Profile } from '../profile.js';
import type { MergeSnapshot } from './merge-snapshot.js';

/**
 * What the kept profile is without what a merge gave it. A value that nobody touched since the merge becomes what it was
 * before; one that was written since came after the merge and stays.
 * @param current the kept profile now
 * @param now when anything else happened to it since, the instant of this change
 */
export function separate(current: Profile, { keptBefore, keptAfter }: MergeSnapshot, now: Date): Profile {
  const isUntouched = isDeepStrictEqual(current, { ...keptAfter, externalId: current.externalId });
  const separated = {
    ...current,
    phone: isDeepStrictEqual(current.phone, keptAfter.phone) ? keptBefore.phone : current.phone,
    fields: Object.fromEntries(
      valuesWithout(entriesOf(current.fields), entriesOf(keptBefore.fields), entriesOf(keptAfter.fields)),
    ) as Profile['fields'],
    attributes: valuesWithout(current.attributes, keptBefore.attributes, keptAfter.attributes),
    custom: valuesWithout(current.custom, keptBefore.custom, keptAfter.custom),
    updatedAt: isUntouched ? keptBefore.updatedAt : now,
  };
  return addRevenue(separated, keptBefore.totalRevenue - keptAfter.totalRevenue);
}

function valuesWithout(
  current: ReadonlyMap<string, unknown>,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> {
  const values = new Map(current);
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    if (!isDeepStrictEqual(current.get(name), after.get(name))) continue;
    if (before.has(name)) values.set(name, before.get(name));
    else values.delete(name);
  }
  return values;
}

function entriesOf(fields: Profile['fields']): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(fields));
}
