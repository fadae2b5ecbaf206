import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { addRevenue, describeProfile, newProfile, type Profile, randomBucketOf } from './profile.js';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const blank = newProfile('6561c9e0aaaaaaaaaaaaaaaa', NOW);
const phone = { e164: PhoneNumber.fromE164('+14155552671'), unformatted: '4155552671', valid: true };

describe('describeProfile', () => {
  const ada: Profile = {
    ...blank,
    externalId: 'ada',
    phone,
    fields: { first_name: 'Ada', email: 'ada@x.com' },
    attributes: new Map([['facebook', 'ada']]),
    custom: new Map([['points', 1]]),
  };

  it('changes nothing when nothing is said', () => {
    expect(describeProfile(ada, { fields: {}, phone: undefined, custom: {} })).toEqual(ada);
  });

  it('writes columns, other reserved fields and custom attributes to their places', () => {
    const fields = { last_name: 'Lovelace', date_of_last_session: '2026-01-01T00:00:00.000Z' };
    const custom = { points: { kind: 'increment', by: 1 } } as const;

    expect(describeProfile(ada, { fields, phone: undefined, custom })).toEqual({
      ...ada,
      fields: { first_name: 'Ada', email: 'ada@x.com', last_name: 'Lovelace' },
      attributes: new Map([
        ['facebook', 'ada'],
        ['date_of_last_session', '2026-01-01T00:00:00.000Z'],
      ]),
      custom: new Map([['points', 2]]),
    });
  });

  it('erases with null', () => {
    const erased = describeProfile(ada, { fields: { first_name: null, facebook: null }, phone: null, custom: {} });

    expect(erased).toEqual({ ...ada, phone: null, fields: { email: 'ada@x.com' }, attributes: new Map() });
  });
});

describe('addRevenue', () => {
  it.each([
    [0, 59.97, 59.97],
    [0.1, 0.2, 0.3],
    [10, -2.5, 7.5],
  ])('%d and %d make %d', (before, revenue, after) => {
    expect(addRevenue({ ...blank, totalRevenue: before }, revenue).totalRevenue).toBe(after);
  });
});

describe('randomBucketOf', () => {
  it.each([
    ['6561c9e0aaaaaaaaaaaaaaaa', 0xaaaaaaaa % 10_000],
    ['6561c9e00000000000000000', 0],
    ['6561c9e0ffffffffffffffff', 0xffffffff % 10_000],
  ])('of %s is %d', (brazeId, bucket) => {
    expect(randomBucketOf(brazeId)).toBe(bucket);
  });
});
