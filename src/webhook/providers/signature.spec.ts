import { sameInConstantTime, headerValue } from './signature.js';

describe('sameInConstantTime', () => {
  it.each([
    ['abc', 'abc', true],
    ['abc', 'abd', false],
    ['abc', 'ab', false],
    ['', 'abc', false],
    ['', '', true],
    ['é', 'e\u0301', false],
  ])('compares %j with %j: %s', (given, expected, same) => {
    expect(sameInConstantTime(given, expected)).toBe(same);
    expect(sameInConstantTime(Buffer.from(given), expected)).toBe(same);
  });
});

describe('headerValue', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['a', 'a'],
    [['a'], 'a'],
    [['a', 'a'], 'a, a'],
    [[], null],
  ])('reads %j as %j', (value, expected) => {
    expect(headerValue(value)).toBe(expected);
  });
});
