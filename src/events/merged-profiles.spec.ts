import { finalOwners } from './merged-profiles.js';

describe('finalOwners', () => {
  it.each([
    ['nothing', [], {}],
    ['one merge', [['a', 'b']], { a: 'b' }],
    [
      'a chain',
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'd'],
      ],
      { a: 'd', b: 'd', c: 'd' },
    ],
    [
      'several into one',
      [
        ['a', 'x'],
        ['b', 'x'],
      ],
      { a: 'x', b: 'x' },
    ],
    [
      'two families that meet',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['b', 'd'],
      ],
      { a: 'd', b: 'd', c: 'd' },
    ],
  ] as const)('%s', (_what, merges, owners) => {
    const found = finalOwners(merges.map(([goneId, keptId]) => ({ goneId, keptId })));

    expect(Object.fromEntries(found.map(({ goneId, keptId }) => [goneId, keptId]))).toEqual(owners);
    expect(found.map(({ goneId }) => goneId)).toEqual(Object.keys(owners).sort());
  });
});
