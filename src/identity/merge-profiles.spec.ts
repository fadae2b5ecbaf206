import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { mergeProfiles } from './merge-profiles.js';
import { newProfile, type Profile } from './profile.js';

const phoneOf = (number: string) => ({ e164: PhoneNumber.fromE164(number), unformatted: number.slice(1), valid: true });
const kept = newProfile('aaaaaaaaaaaaaaaaaaaaaaaa', new Date('2026-01-02T00:00:00Z'));
const gone = newProfile('bbbbbbbbbbbbbbbbbbbbbbbb', new Date('2026-01-01T00:00:00Z'));

describe('mergeProfiles', () => {
  it.each<[string, Partial<Profile>, Partial<Profile>, Partial<Profile>]>([
    [
      'the kept fields win, blanks are filled',
      { fields: { first_name: 'Kept' } },
      { fields: { first_name: 'Gone', email: 'gone@x.com' } },
      { fields: { first_name: 'Kept', email: 'gone@x.com' } },
    ],
    ['a blank phone is filled', {}, { phone: phoneOf('+14155552671') }, { phone: phoneOf('+14155552671') }],
    [
      'the kept phone wins whole',
      { phone: { e164: null, unformatted: '12', valid: null } },
      { phone: phoneOf('+14155552671') },
      { phone: { e164: null, unformatted: '12', valid: null } },
    ],
    [
      'custom attributes are merged by name',
      {
        custom: new Map<string, unknown>([
          ['a', 1],
          ['list', ['k']],
        ]),
      },
      {
        custom: new Map<string, unknown>([
          ['a', 2],
          ['b', 3],
          ['list', ['g']],
        ]),
      },
      {
        custom: new Map<string, unknown>([
          ['a', 1],
          ['b', 3],
          ['list', ['k']],
        ]),
      },
    ],
    [
      'of last dates the later, of first dates the earlier',
      {
        attributes: new Map([
          ['date_of_last_session', '2026-01-01T00:00:00.000Z'],
          ['date_of_first_session', '2025-06-01T00:00:00.000Z'],
        ]),
      },
      {
        attributes: new Map([
          ['date_of_last_session', '2026-02-01T00:00:00.000Z'],
          ['date_of_first_session', '2025-01-01T00:00:00.000Z'],
        ]),
      },
      {
        attributes: new Map([
          ['date_of_last_session', '2026-02-01T00:00:00.000Z'],
          ['date_of_first_session', '2025-01-01T00:00:00.000Z'],
        ]),
      },
    ],
    ['revenue is added', { totalRevenue: 0.1 }, { totalRevenue: 0.2 }, { totalRevenue: 0.3 }],
    ['the external id is the kept one', { externalId: 'k' }, { externalId: 'g' }, { externalId: 'k' }],
  ])('%s', (_, ofKept, ofGone, expected) => {
    expect(mergeProfiles({ ...kept, ...ofKept }, { ...gone, ...ofGone })).toEqual({ ...kept, ...ofKept, ...expected });
  });
});
