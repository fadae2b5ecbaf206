import type { OptOutScope } from '../contracts/readers/opt-out-scope.reader.js';
import { scopeAt } from './opt-out-scope.js';

const scopes: readonly OptOutScope[] = [
  { country: 'US', scope: 'all_groups', from: new Date('2027-01-31') },
  { country: 'US', scope: 'group', from: new Date('2028-01-01') },
  { country: 'CA', scope: 'all_groups', from: new Date('2020-01-01') },
];

describe('scopeAt', () => {
  it.each([
    ['US', '2027-01-30T23:59:59.999Z', 'group'],
    ['US', '2027-01-31T00:00:00.000Z', 'all_groups'],
    ['US', '2028-01-01T00:00:00.000Z', 'group'],
    ['CA', '2026-11-22T12:00:00.000Z', 'all_groups'],
    ['FR', '2027-06-01T12:00:00.000Z', 'group'],
    [null, '2027-06-01T12:00:00.000Z', 'group'],
  ] as const)('of a number of %s at %s: %s', (country, at, scope) => {
    expect(scopeAt(scopes, country, new Date(at))).toBe(scope);
    expect(scopeAt(scopes.toReversed(), country, new Date(at))).toBe(scope);
    expect(scopeAt([], country, new Date(at))).toBe('group');
  });
});
