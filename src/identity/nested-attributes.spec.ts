import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import type { ObjectListStep } from '../contracts/profile/1-track-requested.event.js';
import { canonical, changeObjectList, isTooLarge, mergeObjects, NESTED_MAX_BYTES } from './nested-attributes.js';

const nested = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>);
const withoutNulls = (value: unknown): boolean =>
  value !== null && (typeof value !== 'object' || Array.isArray(value) || Object.values(value).every(withoutNulls));

describe('mergeObjects', () => {
  it.each<[string, unknown, Record<string, unknown>, unknown]>([
    ['writes keys beside others', { a: 1, b: 2 }, { b: 3, c: 4 }, { a: 1, b: 3, c: 4 }],
    ['goes into objects', { a: { x: 1, y: 1 } }, { a: { y: 2 } }, { a: { x: 1, y: 2 } }],
    ['removes keys by null, at any depth', { a: { x: 1, y: 1 }, b: 1 }, { a: { x: null }, b: null }, { a: { y: 1 } }],
    ['replaces lists', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ['replaces what is no object', 'text', { a: 1 }, { a: 1 }],
    ['begins with nothing', undefined, { a: { b: null, c: 1 } }, { a: { c: 1 } }],
  ])('%s', (_, current, patch, after) => {
    expect(mergeObjects(current, patch)).toEqual(after);
  });

  it('twice is as good as once, and leaves what it was given alone', () => {
    fc.assert(
      fc.property(nested, nested, (current, patch) => {
        const before = JSON.stringify([current, patch]);
        const once = mergeObjects(current, patch);

        expect(mergeObjects(once, patch)).toEqual(once);
        expect(JSON.stringify([current, patch])).toBe(before);
      }),
    );
  });

  it('has every key of the patch but the null ones, and every other key as it was', () => {
    fc.assert(
      fc.property(nested, nested, (current, patch) => {
        const merged = mergeObjects(current, patch);
        const own = (object: object, key: string) =>
          Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;

        for (const [key, value] of Object.entries(patch)) {
          expect(Object.hasOwn(merged, key)).toBe(value !== null);
        }
        for (const key of Object.keys(current))
          if (!Object.hasOwn(patch, key)) expect(own(merged, key)).toEqual(own(current, key));
      }),
    );
  });

  it('stores no null that a patch brought to nothing', () => {
    fc.assert(
      fc.property(nested, (patch) => {
        expect(withoutNulls(mergeObjects(undefined, patch))).toBe(true);
      }),
    );
  });

  it('touches no prototype', () => {
    const patch = JSON.parse('{"__proto__": {"polluted": true}}') as Record<string, unknown>;
    mergeObjects({}, patch);

    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('changeObjectList', () => {
  const gus = { id: 1, name: 'Gus', toys: { ball: 1 } };
  const gerald = { id: 2, name: 'Gerald' };
  const add = (...objects: Record<string, unknown>[]): ObjectListStep => ({ kind: 'add', objects });
  const remove = (value: unknown): ObjectListStep => ({ kind: 'remove', key: 'id', value });
  const update = (value: unknown, object: Record<string, unknown>, merges = true): ObjectListStep => ({
    kind: 'update',
    key: 'id',
    value,
    object,
    merges,
  });

  it.each<[string, readonly unknown[], readonly ObjectListStep[], readonly unknown[]]>([
    ['adds to the end', [gus], [add(gerald)], [gus, gerald]],
    ['adds equal objects again', [gus], [add(gus)], [gus, gus]],
    ['removes by key and value', [gus, gerald], [remove(1)], [gerald]],
    ['tells 1 from "1"', [gus], [remove('1')], [gus]],
    ['removes all that match', [gus, gerald, gus], [remove(1)], [gerald]],
    [
      'changes in place, at every depth',
      [gus, gerald],
      [update(1, { toys: { rope: 2 } })],
      [{ ...gus, toys: { ball: 1, rope: 2 } }, gerald],
    ],
    ['replaces when it does not merge', [gus, gerald], [update(1, { id: 9 }, false)], [{ id: 9 }, gerald]],
    ['leaves the list alone when nobody matches', [gus], [update(5, { x: 1 }), remove(6)], [gus]],
    ['does one step after another', [gus], [add(gerald), update(2, { age: 3 }), remove(1)], [{ ...gerald, age: 3 }]],
    ['passes by what is no object', ['text', 1, null, gus], [remove(1)], ['text', 1, null]],
  ])('%s', (_, current, steps, after) => {
    expect(changeObjectList(current, steps)).toEqual(after);
  });

  const pets = fc.array(fc.record({ id: fc.integer({ min: 0, max: 5 }), name: fc.string() }));

  it('what is added can be removed, and what was removed is not there', () => {
    fc.assert(
      fc.property(pets, pets, (list, added) => {
        const marked = added.map((pet) => ({ ...pet, id: pet.id + 100 }));
        const there = changeObjectList(list, [add(...marked)]);
        const back = changeObjectList(
          there,
          marked.map(({ id }) => remove(id)),
        );

        expect(there).toHaveLength(list.length + added.length);
        expect(back).toEqual(list);
      }),
    );
  });

  it('a change keeps length and order of the list', () => {
    fc.assert(
      fc.property(pets, fc.integer({ min: 0, max: 5 }), (list, id) => {
        const after = changeObjectList(list, [update(id, { seen: true })]) as { id: number; seen?: boolean }[];

        expect(after.map((pet) => pet.id)).toEqual(list.map((pet) => pet.id));
        expect(after.every((pet) => (pet.id === id) === (pet.seen === true))).toBe(true);
      }),
    );
  });
});

describe('canonical', () => {
  it('knows no order of keys, and tells different values apart', () => {
    expect(canonical({ b: 1, a: { d: 1, c: 2 } })).toBe(canonical({ a: { c: 2, d: 1 }, b: 1 }));
    expect(canonical({ o: [] })).not.toBe(canonical({}));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 1 }), fc.jsonValue({ maxDepth: 1 }), (left, right) => {
        const [a, b] = [left, right].map((value) => JSON.parse(JSON.stringify(value)) as unknown);
        expect(canonical(a) === canonical(b)).toBe(isDeepStrictEqual(a, b));
      }),
    );
  });
});

describe('isTooLarge', () => {
  const ofBytes = (bytes: number) => ({ a: 'x'.repeat(bytes - '{"a":""}'.length) });

  it.each<[unknown, boolean]>([
    [ofBytes(NESTED_MAX_BYTES), false],
    [ofBytes(NESTED_MAX_BYTES + 1), true],
    [[ofBytes(NESTED_MAX_BYTES)], true],
    ['x'.repeat(NESTED_MAX_BYTES + 1), false],
    [undefined, false],
  ])('judges case %#', (value, tooLarge) => {
    expect(isTooLarge(value)).toBe(tooLarge);
  });
});
