import { prioritize, type Priority, readPrioritization } from './prioritization.js';
import { newProfile } from './profile.js';

const NOW = new Date('2026-11-22T12:00:00.000Z');

/** People by letter, the most recently updated first; a capital is an identified one. */
const peopleOf = (letters: string) =>
  Array.from(letters, (letter) => ({
    ...newProfile(letter.repeat(24), NOW),
    externalId: letter === letter.toUpperCase() ? letter : null,
  }));

describe('prioritize', () => {
  it.each<[candidates: string, prioritization: Priority[], chosen: string | null]>([
    ['', ['identified'], null],
    ['a', ['unidentified'], 'a'],
    ['a', ['identified'], null],
    ['A', ['identified'], 'A'],
    ['ab', ['unidentified'], null],
    ['ab', ['unidentified', 'most_recently_updated'], 'a'],
    ['ab', ['unidentified', 'least_recently_updated'], 'b'],
    ['aBcD', ['identified', 'most_recently_updated'], 'B'],
    ['aBcD', ['identified', 'least_recently_updated'], 'D'],
    ['AbcD', ['unidentified', 'least_recently_updated'], 'c'],
    ['aB', ['most_recently_updated'], 'a'],
    ['aB', ['most_recently_updated', 'identified'], null],
    ['Ba', ['most_recently_updated', 'identified'], 'B'],
    ['AB', ['most_recently_updated', 'least_recently_updated'], 'A'],
  ])('of "%s" by %j chooses %s', (candidates, prioritization, chosen) => {
    expect(prioritize(peopleOf(candidates), prioritization)?.brazeId[0] ?? null).toBe(chosen);
  });
});

describe('readPrioritization', () => {
  it.each<[unknown, boolean]>([
    [['identified'], true],
    [['unidentified', 'most_recently_updated'], true],
    [['identified', 'unidentified'], false],
    [['newest'], false],
    [['identified', null], false],
    [[], false],
    ['identified', false],
    [undefined, false],
  ])('%j is one: %p', (value, isOne) => {
    expect(readPrioritization(value)).toEqual(isOne ? value : null);
  });

  it('takes only the ways of the route', () => {
    expect(readPrioritization(['least_recently_updated'], ['identified'])).toBeNull();
  });
});
