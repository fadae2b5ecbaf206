import { PhoneNumber } from '../../contracts/phone/phone-number.js';
import { mergeProfiles } from '../merge-profiles.js';
import { newProfile, type Profile } from '../profile.js';
import { separate } from './separate-people.js';

const LATER = new Date('2026-11-22T12:00:00.000Z');
const phoneOf = (number: string) => ({ e164: PhoneNumber.fromE164(number), unformatted: number.slice(1), valid: true });
const custom = (values: Record<string, unknown>) => new Map(Object.entries(values));
const kept: Profile = {
  ...newProfile('aaaaaaaaaaaaaaaaaaaaaaaa', new Date('2026-01-02T00:00:00Z')),
  externalId: 'k',
  fields: { first_name: 'Kept' },
  attributes: custom({ date_of_last_session: '2026-01-01T00:00:00.000Z' }),
  custom: custom({ a: 1 }),
  totalRevenue: 0.1,
};
const gone: Profile = {
  ...newProfile('bbbbbbbbbbbbbbbbbbbbbbbb', new Date('2026-01-01T00:00:00Z')),
  phone: phoneOf('+14155552671'),
  fields: { first_name: 'Gone', email: 'gone@x.com' },
  attributes: custom({ date_of_last_session: '2026-02-01T00:00:00.000Z' }),
  custom: custom({ a: 2, b: { deep: [1] } }),
  totalRevenue: 0.2,
};
const after: Profile = { ...mergeProfiles(kept, gone), updatedAt: new Date('2026-03-01T00:00:00Z') };
const snapshot = { keptBefore: kept, gone, keptAfter: after, aliases: [], formerIds: [] };

describe('separate', () => {
  it('of an untouched profile gives the one before the merge', () => {
    expect(separate(after, snapshot, LATER)).toEqual(kept);
  });

  it.each<[string, Partial<Profile>, Partial<Profile>]>([
    [
      'a field written since stays',
      { fields: { ...after.fields, email: 'new@x.com' } },
      { fields: { first_name: 'Kept', email: 'new@x.com' } },
    ],
    ['one erased since stays erased', { fields: { email: 'gone@x.com' } }, { fields: {} }],
    ['a phone written since stays', { phone: phoneOf('+14155550000') }, { phone: phoneOf('+14155550000') }],
    ['one cleared since stays cleared', { phone: null }, { phone: null }],
    [
      'a custom attribute written since stays',
      { custom: custom({ a: 1, b: 9, c: 3 }) },
      { custom: custom({ a: 1, b: 9, c: 3 }) },
    ],
    ['one erased since stays erased', { custom: custom({ b: { deep: [1] } }) }, { custom: custom({}) }],
    ['what was bought since stays', { totalRevenue: 5.3 }, { totalRevenue: 5.1 }],
    ['an external id renamed since stays', { externalId: 'renamed' }, { externalId: 'renamed' }],
  ])('%s', (_, since, expected) => {
    const updatedAt = new Date('2026-04-01T00:00:00Z');

    expect(separate({ ...after, ...since, updatedAt }, snapshot, LATER)).toEqual({
      ...kept,
      ...expected,
      updatedAt: LATER,
    });
  });
});
