import { queryValue, queryValues, repairPlus } from './query-values.js';

describe('queryValues', () => {
  it.each<[string, unknown, string[]]>([
    ['absent', undefined, []],
    ['blank', '', []],
    ['one value', 'a', ['a']],
    ['a list', ['a', 'b'], ['a', 'b']],
    ['an object with numeric keys', { 0: 'a', 1: 'b', 10: 'c' }, ['a', 'b', 'c']],
    ['a list of lists', [['a'], ['b']], ['a', 'b']],
    ['repeats', ['a', 'a'], ['a']],
    ['blanks in a list', ['', 'a', ' '], ['a']],
    ['null', null, []],
  ])('%s', (_what, value, expected) => {
    expect(queryValues(value)).toEqual(expected);
  });
});

describe('queryValue', () => {
  it.each<[string, unknown, string | undefined]>([
    ['absent', undefined, undefined],
    ['blank', ' ', undefined],
    ['one value', 'a', 'a'],
    ['a list of one', ['a'], 'a'],
    ['the same twice', ['a', 'a'], 'a'],
  ])('%s', (_what, value, expected) => {
    expect(queryValue('k', value)).toBe(expected);
  });

  it('refuses two values, naming the parameter', () => {
    expect(() => queryValue('k', ['a', 'b'])).toThrow(`'k' must be given once`);
  });
});

describe('repairPlus', () => {
  it.each([
    [' 19173337578', '+19173337578'],
    ['+19173337578', '+19173337578'],
    ['19173337578', '19173337578'],
    [' name', ' name'],
  ])('%j becomes %j', (value, expected) => {
    expect(repairPlus(value)).toBe(expected);
  });
});
