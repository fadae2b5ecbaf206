import type { CustomAttributeChange } from '../contracts/profile/1-track-requested.event.js';
import { readCustomAttributes } from './custom-attributes.js';

describe('readCustomAttributes', () => {
  it.each<[unknown, CustomAttributeChange]>([
    ['tea', { kind: 'set', value: 'tea' }],
    [5, { kind: 'set', value: 5 }],
    [false, { kind: 'set', value: false }],
    [null, { kind: 'erase' }],
    ['2026-09-15', { kind: 'set', value: '2026-09-15T00:00:00.000Z' }],
    ['3001-01-01', { kind: 'set', value: '3001-01-01' }],
    [['a', '2026-09-15'], { kind: 'set', value: ['a', '2026-09-15'] }],
    [{ inc: 2 }, { kind: 'increment', by: 2 }],
    [{ inc: -2 }, { kind: 'increment', by: -2 }],
    [{ inc: 'two' }, { kind: 'set', value: { inc: 'two' } }],
    [
      { inc: 2, other: 1 },
      { kind: 'set', value: { inc: 2, other: 1 } },
    ],
    [{ add: ['a'] }, { kind: 'array_add', values: ['a'] }],
    [{ add: 'a' }, { kind: 'array_add', values: ['a'] }],
    [{ remove: ['a', 'b'] }, { kind: 'array_remove', values: ['a', 'b'] }],
    [{}, { kind: 'set', value: {} }],
    [
      { deep: [{ at: { $time: '2026-09-15' } }] },
      { kind: 'set', value: { deep: [{ at: '2026-09-15T00:00:00.000Z' }] } },
    ],
    [{ $time: '2026-09-15T10:00:00+02:00' }, { kind: 'set', value: '2026-09-15T08:00:00.000Z' }],
    [{ $time: 'soon' }, { kind: 'set', value: 'soon' }],
    [
      { $add: [{ id: 3, at: { $time: '2026-09-15' } }] },
      { kind: 'object_list', steps: [{ kind: 'add', objects: [{ id: 3, at: '2026-09-15T00:00:00.000Z' }] }] },
    ],
    [
      {
        $remove: [{ $identifier_key: 'id', $identifier_value: 1 }],
        $update: { $identifier_key: 'id', $identifier_value: 4, $new_object: { breed: 'goldfish' } },
      },
      {
        kind: 'object_list',
        steps: [
          { kind: 'remove', key: 'id', value: 1 },
          { kind: 'update', key: 'id', value: 4, object: { breed: 'goldfish' }, merges: false },
        ],
      },
    ],
    [
      { $remove: ['x', { $identifier_key: 'id' }, { $identifier_key: 5, $identifier_value: 1 }] },
      { kind: 'object_list', steps: [] },
    ],
    [
      { $add: [{ id: 1 }], other: 1 },
      { kind: 'set', value: { $add: [{ id: 1 }], other: 1 } },
    ],
  ])('%j', (value, change) => {
    expect(readCustomAttributes({ k: value })).toEqual({ k: change });
  });

  it.each([true, 'true'])('writes objects into those that are there when told to (%j)', (_merge_objects) => {
    const update = { $identifier_key: 'id', $identifier_value: 4, $new_object: { age: 2 } };

    expect(readCustomAttributes({ _merge_objects, song: { plays: 1 }, pets: { $update: [update] }, n: 1 })).toEqual({
      song: { kind: 'merge_object', value: { plays: 1 } },
      pets: { kind: 'object_list', steps: [{ kind: 'update', key: 'id', value: 4, object: { age: 2 }, merges: true }] },
      n: { kind: 'set', value: 1 },
    });
  });

  it('takes every unknown key, also misspelt ones, and no reserved one', () => {
    const object = {
      external_id: 'a',
      phone: '1',
      email: 'e',
      first_name: 'A',
      push_tokens: [],
      Phone: '1',
      _custom: 1,
    };

    expect(Object.keys(readCustomAttributes(object))).toEqual(['Phone', '_custom']);
  });

  it('takes a key named __proto__ for data', () => {
    const changes = readCustomAttributes(JSON.parse('{"__proto__": 5}') as Record<string, unknown>);

    expect(Object.entries(changes)).toEqual([['__proto__', { kind: 'set', value: 5 }]]);
  });
});
