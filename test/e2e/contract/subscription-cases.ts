import {
  aBrazeId,
  type ContractCase,
  exported,
  GET,
  type Groups,
  historyOf,
  numberOf,
  people,
  POST,
  statusesOf,
  statusOf,
  stored,
  success,
  text,
  track,
} from './language.js';

const SET = '/subscription/status/set';
const CONFIRMED = 'Asks twice: Thank you, your subscription is confirmed. Reply HELP for help, STOP to unsubscribe.';
const NOT_BOTH = 'Either an email address or a phone number should be provided, but not both.';
const badGroup = [400, { message: 'Invalid subscription group ID' }];
const done = [201, { message: 'success' }];
const listed = (ids: readonly string[]) => ids.map((id) => `external_id[]=${id}`).join('&');

/** Cases 43 to 54, 73, 76, 77, 88 and 94: subscription groups. */
export const subscriptionCases = (groups: Groups): readonly ContractCase[] => {
  const { promo, news } = groups;
  const order = (subscription_state: string, who: object, subscription_group_id = promo) => ({
    subscription_group_id,
    subscription_state,
    ...who,
  });
  const set = (...[state, who, group]: Parameters<typeof order>) => POST(SET, order(state, who, group));
  const setV2 = (...subscription_groups: object[]) => POST('/v2/subscription/status/set', { subscription_groups });
  const inPromo = (status: string) => [{ id: promo, name: 'Promo', channel: 'sms', status }];
  const user = (
    external_id: string | null,
    phone: string | null,
    subscription_groups: object[] = [],
    email = null,
  ) => ({
    ...{ email, phone, external_id, subscription_groups },
  });
  /** Three people: subscribed, unsubscribed, never asked. */
  const three = (number: number) => [
    people(...[0, 1, 2].map((index) => ({ external_id: `c${number}-${index + 1}`, phone: numberOf(number, index) }))),
    setV2(
      order('subscribed', { external_ids: [`c${number}-1`] }),
      order('unsubscribed', { external_ids: [`c${number}-2`] }),
    ),
  ];
  const namesOfThree = (number: number) => [1, 2, 3].map((index) => `c${number}-${index}`);
  const sixty = Array.from({ length: 60 }, (_, index) => `c53-${index}`);

  return [
    oneExternalId(groups),
    ...['non-existing-subscription-group', '01900000-0000-7000-8000-0000000000ff', '', null].map(
      (subscription_group_id): ContractCase => ({
        case: 44,
        title: `the group ${JSON.stringify(subscription_group_id)} is refused`,
        given: [people({ external_id: 'c44', phone: numberOf(44) })],
        when: [[POST(SET, { subscription_group_id, subscription_state: 'subscribed', external_id: 'c44' }), badGroup]],
        then: [[GET('/subscription/user/status?external_id=c44'), [200, one(user('c44', numberOf(44)))]]],
      }),
    ),
    {
      case: 45,
      title: 'email and phone together are refused',
      given: [people({ external_id: 'c45', phone: numberOf(45) })],
      when: [
        [set('subscribed', { email: 'c45@x.com', phone: numberOf(45) }), [400, { message: NOT_BOTH }]],
        [set('subscribed', { email: ['c45@x.com'], phone: [numberOf(45)] }), [400, { message: NOT_BOTH }]],
      ],
      then: [[historyOf(numberOf(45)), []]],
    },
    {
      case: 46,
      title: 'a phone takes everybody on it out of the group',
      given: [
        people({ external_id: 'c46-a', phone: numberOf(46) }, { external_id: 'c46-b', phone: numberOf(46) }),
        set('subscribed', { phone: numberOf(46) }),
        set('subscribed', { phone: numberOf(46) }, news),
      ],
      when: [[set('unsubscribed', { phone: [numberOf(46)] }), done]],
      then: [
        [statusesOf(promo, 'c46-a', 'c46-b'), { 'c46-a': 'Unsubscribed', 'c46-b': 'Unsubscribed' }],
        [statusesOf(news, 'c46-a', 'c46-b'), { 'c46-a': 'Subscribed', 'c46-b': 'Subscribed' }],
        [
          stored(
            `select state_after, cardinality(profile_ids) as profiles from consent_change where number = $1 and group_id = $2 order by seq`,
            numberOf(46),
            promo,
          ),
          [
            { state_after: 'subscribed', profiles: 2 },
            { state_after: 'unsubscribed', profiles: 2 },
          ],
        ],
      ],
    },
    {
      case: 47,
      title: 'v2 takes a singular external_id',
      given: [people({ external_id: 'c47', phone: numberOf(47) })],
      when: [[setV2(order('subscribed', { external_id: 'c47' })), done]],
      then: [[statusOf(promo, numberOf(47)), 'Subscribed']],
    },
    {
      case: 48,
      title: 'v2 with one bad group does nothing at all',
      given: [people({ external_id: 'c48', phone: numberOf(48) })],
      when: [
        [setV2(order('subscribed', { external_ids: ['c48'] }, 'non-existing')), badGroup],
        [
          setV2(
            order('subscribed', { external_ids: ['c48'] }),
            order('subscribed', { external_ids: ['c48'] }, 'non-existing'),
          ),
          badGroup,
        ],
      ],
      then: [[historyOf(numberOf(48)), []]],
    },
    {
      case: 49,
      title: 'status/get tells subscribed, unsubscribed and never asked apart',
      given: three(49),
      when: [
        [
          GET(`/subscription/status/get?subscription_group_id=${promo}&${listed(namesOfThree(49))}`),
          [200, success({ status: { 'c49-1': 'Subscribed', 'c49-2': 'Unsubscribed', 'c49-3': 'Unknown' } })],
        ],
      ],
    },
    {
      case: 50,
      title: 'status/get refuses a group that does not exist',
      when: [[GET('/subscription/status/get?subscription_group_id=no-such&external_id[]=c50'), badGroup]],
    },
    {
      case: 51,
      title: 'user/status lists people in the order of the request, each with the groups',
      given: three(51),
      when: [
        [
          GET(`/subscription/user/status?${listed([...namesOfThree(51)].reverse())}`),
          [
            200,
            success({
              users: [
                user('c51-3', numberOf(51, 2)),
                user('c51-2', numberOf(51, 1), inPromo('Unsubscribed')),
                user('c51-1', numberOf(51), inPromo('Subscribed')),
              ],
              total_count: 3,
            }),
          ],
        ],
      ],
    },
    {
      case: 52,
      title: 'user/status under a double slash with numbered brackets',
      given: three(52),
      when: [
        [
          GET('//subscription/user/status?external_id%5B0%5D=c52-1&external_id%5B1%5D=c52-2'),
          [
            200,
            success({
              users: [
                user('c52-1', numberOf(52), inPromo('Subscribed')),
                user('c52-2', numberOf(52, 1), inPromo('Unsubscribed')),
              ],
              total_count: 2,
            }),
          ],
        ],
      ],
    },
    {
      case: 53,
      title: 'user/status for 60 external ids gives 60 people',
      given: [people(...sixty.map((external_id) => ({ external_id })))],
      when: [
        [
          GET(`/subscription/user/status?${listed(sixty)}`),
          [200, success({ users: sixty.map((id) => user(id, null)), total_count: 60 })],
        ],
      ],
    },
    {
      case: 54,
      title: 'status/get finds a phone whose plus was not encoded',
      given: [people({ external_id: 'c54', phone: numberOf(54) }), set('subscribed', { phone: numberOf(54) })],
      when: [
        [
          GET(`/subscription/status/get?subscription_group_id=${promo}&phone=${numberOf(54)}`),
          [200, success({ status: { [numberOf(54)]: 'Subscribed' } })],
        ],
      ],
    },
    ...doubleOptIn(groups),
    {
      case: 76,
      title: 'a changed phone takes the state along to a number of which nothing is known',
      given: [people({ external_id: 'c76', phone: numberOf(76) }), set('subscribed', { external_id: 'c76' })],
      when: [[people({ external_id: 'c76', phone: numberOf(76, 1) }), [201, success({ attributes_processed: 1 })]]],
      then: [
        [statusOf(promo, numberOf(76, 1)), 'Subscribed'],
        [
          GET('/subscription/user/status?external_id=c76'),
          [200, one(user('c76', numberOf(76, 1), inPromo('Subscribed')))],
        ],
      ],
    },
    {
      case: 77,
      title: 'a changed phone whose new number has left is unsubscribed',
      given: [
        people({ external_id: 'c77', phone: numberOf(77) }),
        set('subscribed', { external_id: 'c77' }),
        text(numberOf(77, 1), 'STOP'),
      ],
      when: [[people({ external_id: 'c77', phone: numberOf(77, 1) }), [201, success({ attributes_processed: 1 })]]],
      then: [
        [statusesOf(promo, 'c77'), { c77: 'Unsubscribed' }],
        [
          GET('/subscription/user/status?external_id=c77'),
          [200, one(user('c77', numberOf(77, 1), inPromo('Unsubscribed')))],
        ],
      ],
    },
    {
      case: 88,
      title: 'user/status with external_id and email, JSON content type and the body null',
      given: [people({ external_id: 'c88', email: 'c88@x.com' }, { external_id: 'other88', email: 'c88@x.com' })],
      when: [
        [
          GET('/subscription/user/status?external_id=c88&email=c88@x.com', { body: 'null' }),
          [200, one({ ...user('c88', null), email: 'c88@x.com' })],
        ],
      ],
    },
    {
      case: 94,
      title: 'an empty external_id list beside a phone',
      given: [people({ external_id: 'c94', phone: numberOf(94) })],
      when: [[set('subscribed', { external_id: [], phone: [numberOf(94)] }), done]],
      then: [[statusOf(promo, numberOf(94)), 'Subscribed']],
    },
  ];
};

function one(user: object): object {
  return success({ users: [user], total_count: 1 });
}

function oneExternalId({ promo, news }: Groups): ContractCase {
  const ada = aBrazeId();
  return {
    case: 43,
    title: 'one external id is subscribed, and who asked is kept as evidence',
    given: [
      people({ external_id: 'c43', phone: numberOf(43) }),
      [exported({ external_ids: ['c43'], fields_to_export: ['braze_id'] }), [{ braze_id: ada }]],
    ],
    when: [[POST(SET, { subscription_group_id: promo, subscription_state: 'subscribed', external_id: 'c43' }), done]],
    then: [
      [statusOf(promo, numberOf(43)), 'Subscribed'],
      [statusOf(news, numberOf(43)), 'Unknown'],
      [
        stored(
          `select c.source, c.action, c.effect, c.profile_ids, k.name as actor
             from consent_change c left join api_key k on k.id::text = c.actor where c.number = $1`,
          numberOf(43),
        ),
        [{ source: 'api', action: 'opt_in', effect: 'changed', profile_ids: [ada], actor: 'bootstrap' }],
      ],
    ],
  };
}

/** By each road that a client can take. */
function doubleOptIn({ twice }: Groups): readonly ContractCase[] {
  const wish = (flag: object) => ({ subscription_group_id: twice, subscription_state: 'subscribed', ...flag });
  const roads: readonly [road: string, ask: (id: string, flag: object) => ReturnType<typeof POST>, answer: unknown][] =
    [
      ['status/set', (external_id, flag) => POST(SET, { ...wish(flag), external_id }), done],
      [
        'v2 status/set',
        (id, flag) =>
          POST('/v2/subscription/status/set', { subscription_groups: [{ ...wish(flag), external_ids: [id] }] }),
        done,
      ],
      [
        'attributes',
        (external_id, flag) => track({ attributes: [{ external_id, subscription_groups: [wish(flag)] }] }),
        [201, success({ attributes_processed: 1 })],
      ],
    ];
  return roads.flatMap(([road, ask, answer], index) => {
    const [asked, taken] = [numberOf(73, 2 * index), numberOf(73, 2 * index + 1)];
    const given = [
      people({ external_id: `c73-${index}-asked`, phone: asked }, { external_id: `c73-${index}-taken`, phone: taken }),
    ];
    return [
      {
        case: 73,
        title: `in a double opt-in group, by ${road}: with the flag a prompt opens, which a text confirms`,
        given,
        when: [[ask(`c73-${index}-asked`, { use_double_opt_in_logic: true }), answer]],
        then: [
          [statusOf(twice, asked), 'Unsubscribed'],
          [
            stored('select state_after, reason from consent_change where number = $1', asked),
            [{ state_after: 'pending_double_opt_in', reason: 'double_opt_in_prompt' }],
          ],
          [
            stored(`select count(*)::int as prompts from outbound_message where to_number = $1`, asked),
            [{ prompts: 1 }],
          ],
          [text(asked, 'YES', '77777'), CONFIRMED],
          [statusOf(twice, asked), 'Subscribed'],
        ],
      },
      ...[{}, { use_double_opt_in_logic: false }].map((flag): ContractCase => ({
        case: 73,
        title: `in a double opt-in group, by ${road}: with ${JSON.stringify(flag)} subscribed at once`,
        given,
        when: [[ask(`c73-${index}-taken`, flag), answer]],
        then: [[statusOf(twice, taken), 'Subscribed']],
      })),
    ] satisfies ContractCase[];
  });
}
