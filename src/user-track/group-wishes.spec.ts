import { faults } from './fault.js';
import { groupIdsOf, readGroupWishes } from './group-wishes.js';

const G = '5a2d9f1e-0000-4000-8000-000000000001';
const wish = { subscription_group_id: G, subscription_state: 'subscribed' };
const known = new Set([G]);

describe('readGroupWishes', () => {
  it.each<[unknown, unknown]>([
    [undefined, []],
    [null, []],
    [[], []],
    [[wish], [{ groupId: G, state: 'subscribed', useDoubleOptIn: false }]],
    [
      [{ ...wish, subscription_group_id: G.toUpperCase(), subscription_state: 'unsubscribed' }],
      [{ groupId: G, state: 'unsubscribed', useDoubleOptIn: false }],
    ],
    [[{ ...wish, use_double_opt_in_logic: true }], [{ groupId: G, state: 'subscribed', useDoubleOptIn: true }]],
    [[{ ...wish, use_double_opt_in_logic: 'true' }], [{ groupId: G, state: 'subscribed', useDoubleOptIn: false }]],
    [wish, faults.groupsNoArray],
    ['x', faults.groupsNoArray],
    [['x'], faults.groupKeys],
    [[null], faults.groupKeys],
    [[{ subscription_group_id: G }], faults.groupKeys],
    [[{ subscription_state: 'subscribed' }], faults.groupKeys],
    [[{ ...wish, subscription_group_id: 'G' }], faults.groupId],
    [[{ ...wish, subscription_group_id: G.replace('1', '2') }], faults.groupId],
    [[{ ...wish, subscription_group_id: 5 }], faults.groupId],
    [[{ ...wish, subscription_state: 'maybe' }], faults.groupState],
    [[wish, { ...wish, subscription_state: 'Subscribed' }], faults.groupState],
  ])('of %j', (subscription_groups, expected) => {
    expect(readGroupWishes({ subscription_groups }, known)).toEqual(expected);
  });
});

it('groupIdsOf gathers every plausible id once', () => {
  const objects = [
    {
      subscription_groups: [wish, { ...wish, subscription_group_id: G.toUpperCase() }, { subscription_group_id: 'x' }],
    },
    { subscription_groups: 'none' },
    { subscription_groups: [wish, 7] },
    null,
    'text',
  ];

  expect(groupIdsOf(objects)).toEqual([G]);
});
