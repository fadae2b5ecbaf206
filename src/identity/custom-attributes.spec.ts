import fc from 'fast-check';
import type { CustomAttributeChange } from '../contracts/profile/1-track-requested.event.js';
import { applyCustomChanges, ARRAY_LIMIT, fits } from './custom-attributes.js';
import { canonical, isNested } from './nested-attributes.js';

const pets = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));
const big = { note: 'x'.repeat(110_000) };
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('applyCustomChanges', () => {
  it.each<[string, unknown, CustomAttributeChange, unknown]>([
    ['sets', undefined, { kind: 'set', value: 1 }, 1],
    ['replaces whatever was there', ['a'], { kind: 'set', value: { deep: true } }, { deep: true }],
    ['erases', 1, { kind: 'erase' }, undefined],
    ['erases what is not there', undefined, { kind: 'erase' }, undefined],
    ['counts an absent number as 0', undefined, { kind: 'increment', by: 2 }, 2],
    ['adds to a number', 40, { kind: 'increment', by: 2 }, 42],
    ['subtracts', 1, { kind: 'increment', by: -3 }, -2],
    ['does not increment a text', 'seven', { kind: 'increment', by: 1 }, 'seven'],
    ['does not run into infinity', Number.MAX_VALUE, { kind: 'increment', by: Number.MAX_VALUE }, Number.MAX_VALUE],
    ['makes an array', undefined, { kind: 'array_add', values: ['a', 'b'] }, ['a', 'b']],
    ['appends', ['a'], { kind: 'array_add', values: ['b'] }, ['a', 'b']],
    ['moves what is added again to the end', ['a', 'b'], { kind: 'array_add', values: ['a'] }, ['b', 'a']],
    ['keeps one of what is added twice', [], { kind: 'array_add', values: ['a', 'b', 'a'] }, ['b', 'a']],
    ['tells 1 from "1"', [1], { kind: 'array_add', values: ['1'] }, [1, '1']],
    ['does not add to a number', 5, { kind: 'array_add', values: ['a'] }, 5],
    ['removes', ['a', 'b', 'c'], { kind: 'array_remove', values: ['b', 'x'] }, ['a', 'c']],
    ['removes the last one', ['a'], { kind: 'array_remove', values: ['a'] }, []],
    ['removes from nothing', undefined, { kind: 'array_remove', values: ['a'] }, undefined],
    ['does not remove from a text', 'abc', { kind: 'array_remove', values: ['a'] }, 'abc'],
    ['collapses duplicates of a set array', 1, { kind: 'set', value: ['a', 'b', 'a'] }, ['a', 'b']],
    ['collapses equal objects', 1, { kind: 'set', value: [{ a: 1 }, { a: 1 }, { a: 2 }] }, [{ a: 1 }, { a: 2 }]],
    ['keeps all of a list of objects', 1, { kind: 'set', value: pets(30) }, pets(30)],
    [
      'knows equal objects in any order of keys',
      [{ a: 1, b: 2 }],
      { kind: 'array_remove', values: [{ b: 2, a: 1 }] },
      [],
    ],
    [
      'merges objects',
      { a: 1, b: { c: 1 } },
      { kind: 'merge_object', value: { b: { d: 2 } } },
      { a: 1, b: { c: 1, d: 2 } },
    ],
    [
      'changes a list of objects',
      pets(1),
      { kind: 'object_list', steps: [{ kind: 'add', objects: [{ id: 7 }] }] },
      [{ id: 0 }, { id: 7 }],
    ],
    [
      'makes a list of objects',
      undefined,
      { kind: 'object_list', steps: [{ kind: 'add', objects: [{ id: 7 }] }] },
      [{ id: 7 }],
    ],
    [
      'makes no list by removing',
      undefined,
      { kind: 'object_list', steps: [{ kind: 'remove', key: 'id', value: 1 }] },
      undefined,
    ],
    [
      'does not change a text as a list of objects',
      'x',
      { kind: 'object_list', steps: [{ kind: 'add', objects: [{}] }] },
      'x',
    ],
    ['does not grow beyond 100 KB', { a: 1 }, { kind: 'merge_object', value: big }, { a: 1 }],
    ['does not begin beyond 100 KB', undefined, { kind: 'set', value: big }, undefined],
    ['drops the oldest of a set array', 1, { kind: 'set', value: numbers(1, 30) }, numbers(6, 30)],
    [
      'drops the oldest when adding',
      numbers(1, ARRAY_LIMIT),
      { kind: 'array_add', values: [99] },
      [...numbers(2, 25), 99],
    ],
  ])('%s', (_, before, change, after) => {
    const current = new Map<string, unknown>(before === undefined ? [] : [['k', before]]);

    expect(applyCustomChanges(current, { k: change }).get('k')).toEqual(after);
  });

  it('keeps as many values as it is told', () => {
    const set = { k: { kind: 'set', value: numbers(1, 150) } } as const;
    const add = { k: { kind: 'array_add', values: [151] } } as const;
    const after = applyCustomChanges(applyCustomChanges(new Map(), set, 100), add, 100);

    expect(after.get('k')).toEqual(numbers(52, 151));
  });

  it('leaves its input and every other attribute alone', () => {
    const current = new Map<string, unknown>([
      ['k', 1],
      ['other', 2],
    ]);

    expect([...applyCustomChanges(current, { k: { kind: 'erase' } })]).toEqual([['other', 2]]);
    expect(current.get('k')).toBe(1);
  });

  it('takes a key named __proto__ for data', () => {
    const changes = Object.fromEntries([['__proto__', { kind: 'increment', by: 1 } as const]]);

    expect([...applyCustomChanges(new Map(), changes)]).toEqual([['__proto__', 1]]);
  });

  it('collapses a very long array in no time', () => {
    const value = Array.from({ length: 200_000 }, (_, index) => `v${index % 1000}`);

    expect(applyCustomChanges(new Map(), { k: { kind: 'set', value } }).get('k')).toHaveLength(ARRAY_LIMIT);
  });
});

describe('any changes, one after another', () => {
  const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>;
  // Few values, so that lists meet the same ones again.
  const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom('a', 'b', '1')), { maxLength: 40 });
  const change = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), value: fc.oneof(json, values) }),
    fc.record({ kind: fc.constant('increment' as const), by: fc.integer({ min: -1000, max: 1000 }) }),
    fc.record({ kind: fc.constantFrom('array_add' as const, 'array_remove' as const), values }),
    fc.record({ kind: fc.constant('merge_object' as const), value: fc.dictionary(fc.string(), json) }),
    fc.constant({ kind: 'erase' as const }),
  );
  const stored = (changes: readonly CustomAttributeChange[]) =>
    changes.reduce<ReadonlyMap<string, unknown>>((custom, each) => applyCustomChanges(custom, { k: each }), new Map());

  it('leave a value that JSON keeps, and lists without repeats and within their limit', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const value = stored(changes).get('k');
        expect(canonical(JSON.parse(JSON.stringify(value ?? null)))).toBe(canonical(value ?? null));
        if (!Array.isArray(value)) return;
        expect(new Set(value.map(canonical)).size).toBe(value.length);
        if (!isNested(value)) expect(value.length).toBeLessThanOrEqual(ARRAY_LIMIT);
      }),
    );
  });

  it('leave alone what they do not fit', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), change, (before, next) => {
        const custom = stored(before);
        const after = applyCustomChanges(custom, { k: next }).get('k');
        if (!fits(custom.get('k'), next)) expect(after).toEqual(custom.get('k'));
      }),
    );
  });

  it('end a list with what was added last, in its order, and rid it of what was removed', () => {
    fc.assert(
      fc.property(values, values, values, (set, added, removed) => {
        const list = stored([
          { kind: 'set', value: set },
          { kind: 'array_add', values: added },
        ]).get('k') as unknown[];
        const lastOfEach = added.filter((value, index) => added.lastIndexOf(value) === index).slice(-ARRAY_LIMIT);
        expect(list.slice(list.length - lastOfEach.length)).toEqual(lastOfEach);
        const left = applyCustomChanges(new Map([['k', list]]), { k: { kind: 'array_remove', values: removed } });
        expect(left.get('k')).toEqual(list.filter((value) => !(removed as unknown[]).includes(value)));
      }),
    );
  });

  it('add up increments in any order', () => {
    const steps = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(steps, (numbers) => {
        const sum = numbers.reduce((total, by) => total + by, 0);
        for (const order of [numbers, [...numbers].reverse()])
          expect(stored(order.map((by) => ({ kind: 'increment', by }))).get('k')).toBe(sum);
      }),
    );
  });
});
