import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { exportedUser, type ExportOptions } from './exported-user.js';
import { newProfile, type Profile } from './profile.js';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const ID = '6561c9e0aaaaaaaa00000007';
const options: ExportOptions = { fields: null, phoneStyle: 'e164', now: NOW };
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000);

const ada: Profile = {
  ...newProfile(ID, NOW),
  externalId: 'ada',
  phone: { e164: PhoneNumber.fromE164('+14155552671'), unformatted: '4155552671', valid: true },
  fields: { first_name: 'Ada', dob: '1815-12-10' },
  attributes: new Map([['current_location', { longitude: 1.5, latitude: 2 }]]),
  custom: new Map([['points', 1]]),
  totalRevenue: 9.99,
};
const nothing = { aliases: [], events: [], purchases: [] };

describe('exportedUser', () => {
  it('shows what a profile has', () => {
    const event = { brazeId: ID, name: 'seen', first: daysAgo(200), last: daysAgo(1), count: 2 };
    const old = { ...event, name: 'old', last: daysAgo(91) };
    const purchase = { brazeId: ID, name: 'shoe', first: daysAgo(2), last: daysAgo(1), count: 3, revenue: 9.99 };
    const aliases = [{ label: 'phone', name: '+14155552671', brazeId: ID }];

    expect(exportedUser({ profile: ada, aliases, events: [event, old], purchases: [purchase] }, options)).toEqual({
      created_at: '2026-11-22T12:00:00.000Z',
      external_id: 'ada',
      user_aliases: [{ alias_name: '+14155552671', alias_label: 'phone' }],
      appboy_id: ID,
      braze_id: ID,
      first_name: 'Ada',
      dob: '1815-12-10',
      phone: '+14155552671',
      random_bucket: 7,
      custom_attributes: { points: 1 },
      custom_events: [{ name: 'seen', first: daysAgo(200).toISOString(), last: daysAgo(1).toISOString(), count: 2 }],
      purchases: [{ name: 'shoe', first: daysAgo(2).toISOString(), last: daysAgo(1).toISOString(), count: 3 }],
      total_revenue: 9.99,
      last_coordinates: [1.5, 2],
    });
  });

  it('leaves blanks out, but not the empty list of aliases', () => {
    expect(exportedUser({ profile: newProfile(ID, NOW), ...nothing }, options)).toEqual({
      created_at: '2026-11-22T12:00:00.000Z',
      user_aliases: [],
      appboy_id: ID,
      braze_id: ID,
      random_bucket: 7,
    });
  });

  it.each([
    ['e164', ada.phone, '+14155552671'],
    ['digits', ada.phone, '4155552671'],
    ['e164', { e164: null, unformatted: '12', valid: null }, '12'],
    ['e164', null, undefined],
  ] as const)('writes phones in style %s', (phoneStyle, phone, shown) => {
    expect(exportedUser({ profile: { ...ada, phone }, ...nothing }, { ...options, phoneStyle })['phone']).toBe(shown);
  });

  it('gives only the fields asked for', () => {
    const fields = new Set(['email', 'external_id', 'user_aliases', 'unknown']);

    expect(exportedUser({ profile: ada, ...nothing }, { ...options, fields })).toEqual({
      external_id: 'ada',
      user_aliases: [],
    });
  });
});
