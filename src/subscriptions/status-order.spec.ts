import { readStatusOrder, readStatusOrders } from './status-order.js';

const GROUP = '5a2d9f1e-0000-4000-8000-000000000001';
const order = (changes: object = {}) => ({
  subscription_group_id: GROUP,
  subscription_state: 'subscribed',
  external_id: 'a',
  ...changes,
});
const ids = (count: number, prefix = 'id') => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
/** `external_id:a phone:+1…` */
const names = (body: object) =>
  readStatusOrder(body)
    .people.map(({ by, value }) => `${by}:${value}`)
    .join(' ');

describe('readStatusOrder', () => {
  it('reads group, state and people', () => {
    expect(readStatusOrder(order({ subscription_group_id: GROUP.toUpperCase() }))).toEqual({
      groupId: GROUP,
      state: 'subscribed',
      useDoubleOptIn: false,
      people: [{ by: 'external_id', value: 'a' }],
    });
  });

  it.each([
    [{ external_id: ['a', 'b'] }, 'external_id:a external_id:b'],
    [{ external_id: 12345 }, 'external_id:12345'],
    [{ external_id: [1, '1', 'b'] }, 'external_id:1 external_id:b'],
    [{ external_id: ' a ' }, 'external_id: a '],
    [{ external_id: [], phone: ['+19173337578'] }, 'phone:+19173337578'],
    [{ external_id: null, phone: ' +19173337578 ' }, 'phone:+19173337578'],
    [{ external_id: 'a', phone: 19173337578 }, 'external_id:a phone:19173337578'],
    [{ external_id: ['', null, 'a'], email: '' }, 'external_id:a'],
    [{ external_id: 'a', external_ids: ['b'] }, 'external_id:a external_id:b'],
    [{ external_id: undefined, external_ids: ['a'], emails: ['a@x.com'] }, 'external_id:a email:a@x.com'],
    [{ external_id: undefined, phones: '+19173337578' }, 'phone:+19173337578'],
    [{ external_id: undefined }, ''],
  ])('of %j takes %s', (changes, expected) => {
    expect(names(order(changes))).toBe(expected);
  });

  it.each([
    [{ subscription_group_id: 'no' }, 'Invalid subscription group ID'],
    [{ subscription_group_id: undefined }, 'Invalid subscription group ID'],
    [{ subscription_group_id: [GROUP] }, 'Invalid subscription group ID'],
    [{ subscription_state: 'maybe' }, `'subscription_state' must be 'subscribed' or 'unsubscribed'`],
    [{ subscription_state: undefined }, `'subscription_state' must be 'subscribed' or 'unsubscribed'`],
    [{ subscription_state: 'Subscribed' }, `'subscription_state' must be 'subscribed' or 'unsubscribed'`],
    [
      { email: 'a@x.com', phones: ['+19173337578'] },
      'Either an email address or a phone number should be provided, but not both.',
    ],
    [{ external_id: ids(51) }, 'The max number of ids per request was exceeded'],
    [{ external_id: ids(26), external_ids: ids(25) }, 'The max number of ids per request was exceeded'],
    [{ external_id: { id: 'a' } }, `'external_id' must be a string or an array of strings`],
    [{ external_id: [['a']] }, `'external_id' must be a string or an array of strings`],
    [{ external_id: true }, `'external_id' must be a string or an array of strings`],
    [{ external_id: Infinity }, `'external_id' must be a string or an array of strings`],
    [{ external_id: 2 ** 60 }, `'external_id' must be a string or an array of strings`],
    [{ phones: [{}] }, `'phones' must be a string or an array of strings`],
    [{ use_double_opt_in_logic: 'true' }, `'use_double_opt_in_logic' must be a boolean`],
  ])('refuses %j', (changes, message) => {
    expect(() => readStatusOrder(order(changes))).toThrow(
      expect.objectContaining({ code: 'REQUEST.INVALID', message }),
    );
  });

  it.each([null, undefined, 'text', []])('refuses the body %j', (body) => {
    expect(() => readStatusOrder(body)).toThrow('Invalid subscription group ID');
  });

  it('takes 50 of each kind', () => {
    expect(readStatusOrder(order({ external_id: ids(50), phone: ids(50) })).people).toHaveLength(100);
  });

  it.each([
    [true, true],
    [false, false],
    [null, false],
  ])('reads the flag %j as %j', (flag, expected) => {
    expect(readStatusOrder(order({ use_double_opt_in_logic: flag })).useDoubleOptIn).toBe(expected);
  });
});

describe('readStatusOrders', () => {
  const read = (...subscription_groups: unknown[]) => readStatusOrders({ subscription_groups });

  it('reads every element, in order', () => {
    const read2 = read(order(), order({ subscription_state: 'unsubscribed', external_id: 'b' }));

    expect(read2.map(({ state, people }) => [state, people[0]?.value])).toEqual([
      ['subscribed', 'a'],
      ['unsubscribed', 'b'],
    ]);
  });

  it.each([
    [{}],
    [{ subscription_groups: [] }],
    [{ subscription_groups: order() }],
    [{ subscription_groups: [order(), null] }],
    [null],
  ])('refuses %j', (body) => {
    expect(() => readStatusOrders(body)).toThrow(`'subscription_groups' must be an array of objects`);
  });

  it('counts a person once, in however many groups', () => {
    expect(read(order({ external_id: ids(50) }), order({ external_id: ids(50) }))).toHaveLength(2);
    expect(() => read(order({ external_id: ids(50) }), order({ external_id: 'one more' }))).toThrow(
      'The max number of ids per request was exceeded',
    );
    expect(() => read(order({ external_id: ids(26) }), order({ external_id: undefined, phone: ids(25) }))).toThrow(
      'The max number of ids per request was exceeded',
    );
  });

  it('takes no more elements than a workspace can have groups', () => {
    expect(() => read(...Array<object>(451).fill(order()))).toThrow('The max number of ids per request was exceeded');
  });

  it('refuses all when one element is wrong', () => {
    expect(() => read(order(), order({ subscription_group_id: 'no' }))).toThrow('Invalid subscription group ID');
  });
});
