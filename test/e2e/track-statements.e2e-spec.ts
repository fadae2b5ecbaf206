import { bootHark, type TestHark } from '../support/hark.js';
import { transactionOf } from '../support/statements.js';

const TIME = '2026-11-20T10:00:00Z';
/** Objects of each array. */
const MOST = 75;
/** A handful: what a request that uses every room may cost. Unit: statements, with start and commit. */
const MOST_STATEMENTS = 22;

/** The body of a request about `count` people of a name. */
type Body = (name: string, count: number, hark: TestHark) => Record<string, object[]>;

const each = (count: number, object: (index: number) => object) => Array.from({ length: count }, (_, i) => object(i));
let numbers = 0;
const aNumber = () => `+1917${String(5_570_000 + (numbers += 1))}`;
const event = { name: 'seen', time: TIME };
const purchase = { product_id: 'p', currency: 'USD', price: 1, time: TIME };
const inPromo = (hark: TestHark) => ({
  subscription_groups: [{ subscription_group_id: hark.promo, subscription_state: 'subscribed' }],
});

const REQUESTS: readonly [what: string, body: Body][] = [
  [
    'attributes of new people',
    (name, count) => ({ attributes: each(count, (i) => ({ external_id: `${name}${i}`, x: 1 })) }),
  ],
  [
    'attributes of aliases',
    (name, count) => ({
      attributes: each(count, (i) => ({
        user_alias: { alias_label: name, alias_name: `${i}` },
        _update_existing_only: false,
        x: { inc: 1 },
      })),
    }),
  ],
  ['emails', (name, count) => ({ attributes: each(count, (i) => ({ email: `${name}${i}@x.com`, x: 1 })) })],
  ['phones', (_, count) => ({ attributes: each(count, () => ({ phone: aNumber(), x: 1 })) })],
  [
    'phones and groups of people',
    (name, count, hark) => ({
      attributes: each(count, (i) => ({ external_id: `${name}${i}`, phone: aNumber(), ...inPromo(hark) })),
    }),
  ],
  ['events', (name, count) => ({ events: each(count, (i) => ({ external_id: `${name}${i}`, ...event })) })],
  ['purchases', (name, count) => ({ purchases: each(count, (i) => ({ external_id: `${name}${i}`, ...purchase })) })],
  [
    'everything at once, about shared people, with silent objects among it',
    (name, count, hark) => ({
      attributes: each(count, (i) =>
        i % 5 === 4
          ? { user_alias: { alias_label: name, alias_name: 'nobody' }, x: 1 }
          : { external_id: `${name}${i % 20}`, phone: aNumber(), ...inPromo(hark) },
      ),
      events: each(count, (i) => ({ external_id: `${name}${i % 20}`, ...event })),
      purchases: each(count, (i) => ({ external_id: `${name}${i % 20}`, ...purchase })),
    }),
  ],
];

describe('a request to /users/track', () => {
  let hark: TestHark;

  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());

  /** Statements of the request's own transaction. One of every so many requests also prunes the log of silent objects. */
  const statementsOf = async (body: object) => {
    const statements = await transactionOf('insert into profile ', async () => {
      hark.clock.advance(10_000);
      expect((await hark.request('POST', '/users/track', { body })).status).toBe(201);
    });
    return statements.filter((text) => !text.startsWith('delete from track_log'));
  };

  it.each(REQUESTS)('costs as many statements for 75 objects as for five: %s', async (what, body) => {
    const few = await statementsOf(body(`few ${what} `.replaceAll(/\W/g, '-'), 5, hark));
    const many = await statementsOf(body(`many ${what} `.replaceAll(/\W/g, '-'), MOST, hark));

    expect(few.length).toBeGreaterThan(4);
    expect(many).toEqual(few);
    expect(many.length).toBeLessThanOrEqual(MOST_STATEMENTS);
  });

  it('costs a handful for people it has met', async () => {
    const body = { attributes: each(MOST, (i) => ({ external_id: `met${i}`, x: { inc: 1 } })) };
    await statementsOf(body);
    const again = await statementsOf(body);

    expect(again.length).toBeGreaterThan(4);
    expect(again.length).toBeLessThanOrEqual(6);
  });
});
