import {
  aBrazeId,
  anInstant,
  type ContractCase,
  exported,
  type Groups,
  GET,
  happened,
  newAliases,
  numberOf,
  people,
  person,
  POST,
  statusOf,
  stored,
  success,
  text,
  theSame,
  TIME,
  track,
} from './language.js';

const NOTHING_ACCEPTABLE = "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";
const TWO_IDENTIFIERS = "You must specify only one of 'external_id', 'user_alias' or 'braze_id'";
const NO_IDENTIFIER = "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required";

type InputArray = 'attributes' | 'events' | 'purchases';
const refusal = (type: string, input_array: InputArray, index = 0) => ({ type, input_array, index });
const refused = (...errors: object[]) => [400, { message: NOTHING_ACCEPTABLE, errors }];
const processed = (count = 1) => [201, success({ attributes_processed: count })];
const phoneAlias = (alias_name: string) => ({ alias_label: 'phone', alias_name });
const many = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ external_id: `${prefix}-${index}` }));

/** The table of section 6.6. */
const PHONES: readonly [phone: string | number, e164: string | null, digits: string | null][] = [
  ['+1 (724) 123-4567', '+17241234567', '17241234567'],
  ['4155552671', '+14155552671', '4155552671'],
  [4155552671, '+14155552671', '4155552671'],
  ['(415) 555-2671', '+14155552671', '4155552671'],
  ['+442071838750', '+442071838750', '442071838750'],
  ['+44 (0)20 7183 8750', '+442071838750', '4402071838750'],
  ['+551155256325', '+551155256325', '551155256325'],
  ['2071838750', '+12071838750', '2071838750'],
  ['1155256325', null, '1155256325'],
  ['+19173337578', '+19173337578', '19173337578'],
  ['+15043277269', '+15043277269', '15043277269'],
  ['+12408884782', '+12408884782', '12408884782'],
  ['14155552671', '+14155552671', '14155552671'],
  ['12183095514', '+12183095514', '12183095514'],
  ['12345678901', '+12345678901', '12345678901'],
  ['447711123456', null, '447711123456'],
  ['00442071838750', null, '00442071838750'],
  ['011442071838750', null, '011442071838750'],
  ['+1415555267', null, '1415555267'],
  ['1234567890123456', null, '1234567890123456'],
  ['+1234567890123456', null, '1234567890123456'],
  ['12345', null, '12345'],
  ['+999123456789', null, '999123456789'],
  ['(415) 555-2671 ext 5', null, '41555526715'],
  ['n/a', null, null],
];

/** Cases 1 to 24, 74, 75, 86, 87 and 95: `/users/track`. */
export const trackCases = (groups: Groups): readonly ContractCase[] => [
  {
    case: 1,
    title: 'an unknown key is echoed in a 401',
    when: [
      [
        POST(
          '/users/track',
          { attributes: [{ external_id: 'c1' }] },
          { headers: { authorization: 'Bearer non-existent' } },
        ),
        [401, { message: 'Invalid API key: non-existent' }],
      ],
    ],
    then: [[exported({ external_ids: ['c1'] }), []]],
  },
  {
    case: 1,
    title: 'a header without a bearer key is no key',
    when: [[POST('/users/track', {}, { headers: { authorization: '' } }), [401, { message: 'Invalid API key: ' }]]],
  },
  {
    case: 2,
    title: 'a key without the permission is refused with 403',
    when: [
      [
        POST(
          '/users/track',
          { attributes: [{ external_id: 'c2' }] },
          { permissions: ['users.track.bulk', 'users.merge'] },
        ),
        [403, { message: 'Access Denied' }],
      ],
    ],
    then: [[exported({ external_ids: ['c2'] }), []]],
  },
  {
    case: 3,
    title: 'one attribute, one event and one purchase of a numeric external id',
    when: [
      [
        track({
          attributes: [{ external_id: 1, first_name: 'A' }],
          events: [{ external_id: 1, name: 'seen', time: TIME }],
          purchases: [{ external_id: 1, product_id: 'p', currency: 'USD', price: 9.99, quantity: 2, time: TIME }],
        }),
        [201, success({ attributes_processed: 1, events_processed: 1, purchases_processed: 1 })],
      ],
    ],
    then: [
      [
        exported({ external_ids: ['1'] }),
        [
          person({
            external_id: '1',
            first_name: 'A',
            custom_events: [happened('seen', 1)],
            purchases: [happened('p', 2)],
            total_revenue: 19.98,
          }),
        ],
      ],
    ],
  },
  {
    case: 4,
    title: 'empty arrays are no arrays',
    when: [[track({ attributes: [{ external_id: 'c4', x: 1 }], events: [], purchases: [] }), processed()]],
    then: [[exported({ external_ids: ['c4'] }), [person({ external_id: 'c4', custom_attributes: { x: 1 } })]]],
  },
  {
    case: 5,
    title: 'bad objects do not stop the others',
    when: [
      [
        track({
          attributes: [
            { external_id: 'c5-0', x: 1 },
            { external_id: 'c5-1', email_subscribe: 'yes' },
            { external_id: 'c5-2', x: 1 },
            { external_id: 'c5-3', push_subscribe: 'no' },
            { external_id: 'c5-4', braze_id: '0'.repeat(24) },
          ],
        }),
        [
          201,
          success({
            attributes_processed: 2,
            errors: [
              refusal("'email_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'", 'attributes', 1),
              refusal("'push_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'", 'attributes', 3),
              refusal(TWO_IDENTIFIERS, 'attributes', 4),
            ],
          }),
        ],
      ],
    ],
    then: [
      [
        POST('/users/export/ids', { external_ids: many('c5', 5).map(({ external_id }) => external_id) }),
        [
          201,
          success({
            users: [
              person({ external_id: 'c5-0', custom_attributes: { x: 1 } }),
              person({ external_id: 'c5-2', custom_attributes: { x: 1 } }),
            ],
            invalid_user_ids: ['c5-1', 'c5-3', 'c5-4'],
          }),
        ],
      ],
    ],
  },
  {
    case: 6,
    title: 'one event about nobody',
    when: [[track({ events: [{ name: 'c6', time: TIME }] }), refused(refusal(NO_IDENTIFIER, 'events'))]],
    then: [[stored(`select 1 from custom_event where name = 'c6'`), []]],
  },
  {
    case: 7,
    title: 'a good event beside a bad purchase',
    when: [
      [
        track({
          events: [{ external_id: 'c7', name: 'seen', time: TIME }],
          purchases: [{ external_id: 'c7', product_id: 'p', currency: 'USD', price: 1, quantity: 0, time: TIME }],
        }),
        [
          201,
          success({
            events_processed: 1,
            purchases_processed: 0,
            errors: [refusal("'quantity' is not valid", 'purchases')],
          }),
        ],
      ],
    ],
    then: [[exported({ external_ids: ['c7'] }), [person({ external_id: 'c7', custom_events: [happened('seen', 1)] })]]],
  },
  {
    case: 8,
    title: '76 attributes are too many, and none is applied',
    when: [[track({ attributes: many('c8', 76) }), [400, { message: 'Max Input Length Exceeded' }]]],
    then: [[stored(`select external_id from profile where external_id like 'c8-%'`), []]],
  },
  {
    case: 9,
    title: '75 attributes and 75 events',
    when: [
      [
        track({
          attributes: many('c9', 75),
          events: many('c9', 75).map((who) => ({ ...who, name: 'c9', time: TIME })),
        }),
        [201, success({ attributes_processed: 75, events_processed: 75 })],
      ],
    ],
    then: [
      [stored(`select count(*)::int from profile where external_id like 'c9-%'`), [{ count: 75 }]],
      [stored(`select count(distinct braze_id)::int from custom_event where name = 'c9'`), [{ count: 75 }]],
    ],
  },
  ...[{}, { attributes: [], events: [], purchases: [] }, [], null, { attributes: 'x' }, { attributes: null }].map(
    (body): ContractCase => ({
      case: 10,
      title: `nothing in ${JSON.stringify(body)}`,
      when: [[track(body), [400, { message: NOTHING_ACCEPTABLE }]]],
    }),
  ),
  {
    case: 11,
    title: 'a phone alone makes an anonymous profile without an alias',
    when: [[track({ attributes: [{ phone: numberOf(11).slice(2), first_name: 'A' }] }), processed()]],
    then: [
      [exported({ phone: numberOf(11) }), [person({ phone: numberOf(11), first_name: 'A' })]],
      [
        stored('select phone_unformatted, phone_valid from profile where phone_e164 = $1', numberOf(11)),
        [{ phone_unformatted: numberOf(11).slice(2), phone_valid: true }],
      ],
    ],
  },
  phoneFindsAgain(),
  {
    case: 13,
    title: 'the email decides, the phone is written',
    given: [people({ external_id: 'c13-1', email: 'C13@x.com' }, { external_id: 'c13-2', phone: '+442071830013' })],
    when: [[track({ attributes: [{ email: 'c13@x.com', phone: '+442071830013', first_name: 'N' }] }), processed()]],
    then: [
      [
        exported({ external_ids: ['c13-1', 'c13-2'] }),
        [
          person({ external_id: 'c13-1', email: 'C13@x.com', phone: '+442071830013', first_name: 'N' }),
          person({ external_id: 'c13-2', phone: '+442071830013' }),
        ],
      ],
      [stored('select count(*)::int from profile where phone_e164 = $1', '+442071830013'), [{ count: 2 }]],
    ],
  },
  {
    case: 14,
    title: 'an unknown external id never falls back to the phone',
    given: [people({ external_id: 'c14-old', phone: numberOf(14), x: 1 })],
    when: [[track({ attributes: [{ external_id: 'c14-new', phone: numberOf(14) }] }), processed()]],
    then: [
      [
        exported({ external_ids: ['c14-old', 'c14-new'] }),
        [
          person({ external_id: 'c14-old', phone: numberOf(14), custom_attributes: { x: 1 } }),
          person({ external_id: 'c14-new', phone: numberOf(14) }),
        ],
      ],
    ],
  },
  {
    case: 15,
    title: 'an unknown alias makes nobody, silently',
    when: [[track({ attributes: [{ user_alias: phoneAlias('+19990000015'), x: 1 }] }), processed()]],
    then: [[exported({ user_aliases: [phoneAlias('+19990000015')] }), []]],
  },
  {
    case: 16,
    title: 'an unknown alias with leave to create makes an alias-only profile',
    when: [
      [
        track({ attributes: [{ user_alias: phoneAlias('+19990000016'), x: 1, _update_existing_only: false }] }),
        processed(),
      ],
    ],
    then: [
      [
        exported({ user_aliases: [phoneAlias('+19990000016')] }),
        [person({ user_aliases: [phoneAlias('+19990000016')], custom_attributes: { x: 1 } })],
      ],
    ],
  },
  linkNamesAnonymous(groups),
  linkAgain(),
  linkMerges(groups),
  linkTaken(),
  noLinking(),
  ...(['events', 'purchases'] as const).map((kind): ContractCase => ({
    case: 22,
    title: `${kind} never link`,
    given: [people({ user_alias: phoneAlias(`c22-${kind}`) })],
    when: [
      [
        track({
          [kind]: [
            {
              ...{ user_alias: phoneAlias(`c22-${kind}`), external_id: `c22-${kind}` },
              ...{ name: 'n', product_id: 'p', currency: 'USD', price: 1, time: TIME },
            },
          ],
        }),
        refused(refusal(TWO_IDENTIFIERS, kind)),
      ],
    ],
    then: [
      [exported({ external_ids: [`c22-${kind}`] }), []],
      [
        exported({ user_aliases: [phoneAlias(`c22-${kind}`)] }),
        [person({ user_aliases: [phoneAlias(`c22-${kind}`)] })],
      ],
    ],
  })),
  {
    case: 23,
    title: 'null erases',
    given: [people({ external_id: 'c23', phone: numberOf(23), favourite: 'tea', other: 1 })],
    when: [[track({ attributes: [{ external_id: 'c23', phone: null, favourite: null }] }), processed()]],
    then: [
      [exported({ external_ids: ['c23'] }), [person({ external_id: 'c23', custom_attributes: { other: 1 } })]],
      [
        stored(`select phone_e164, phone_unformatted, phone_valid from profile where external_id = 'c23'`),
        [{ phone_e164: null, phone_unformatted: null, phone_valid: null }],
      ],
    ],
  },
  {
    case: 24,
    title: 'increments add up, adding again moves to the end',
    when: [
      [
        track({
          attributes: [
            { external_id: 'c24', k: { inc: 2 }, t: { add: ['a', 'b'] } },
            { external_id: 'c24', k: { inc: 2 } },
          ],
        }),
        processed(2),
      ],
      [track({ attributes: [{ external_id: 'c24', t: { add: ['a'] } }] }), processed()],
    ],
    then: [
      [
        exported({ external_ids: ['c24'] }),
        [person({ external_id: 'c24', custom_attributes: { k: 4, t: ['b', 'a'] } })],
      ],
    ],
  },
  {
    case: 74,
    title: 'both columns of a possible but not valid number',
    when: [[track({ attributes: [{ external_id: 'c74', phone: '+1 (724) 123-4567' }] }), processed()]],
    then: [
      [
        stored(`select phone_unformatted, phone_e164, phone_valid from profile where external_id = 'c74'`),
        [{ phone_unformatted: '17241234567', phone_e164: '+17241234567', phone_valid: false }],
      ],
      [exported({ external_ids: ['c74'] }), [person({ external_id: 'c74', phone: '+17241234567' })]],
    ],
  },
  ...PHONES.map(([phone, phone_e164, phone_unformatted], index): ContractCase => ({
    case: 75,
    title: `the phone ${JSON.stringify(phone)}`,
    when: [[track({ attributes: [{ external_id: `c75-${index}`, phone, x: 1 }] }), processed()]],
    then: [
      [
        stored('select phone_e164, phone_unformatted from profile where external_id = $1', `c75-${index}`),
        [{ phone_e164, phone_unformatted }],
      ],
      [
        exported({ external_ids: [`c75-${index}`], fields_to_export: ['phone'] }),
        [phone_unformatted === null ? {} : { phone: phone_e164 ?? phone_unformatted }],
      ],
    ],
  })),
  {
    case: 86,
    title: 'attributes run first, so the event finds the profile they made',
    when: [
      [
        track({
          attributes: [{ user_alias: phoneAlias('c86'), email: 'c86@x.com', _update_existing_only: false }],
          events: [{ user_alias: phoneAlias('c86'), name: 'e', time: TIME }],
        }),
        [201, success({ attributes_processed: 1, events_processed: 1 })],
      ],
    ],
    then: [
      [
        exported({ user_aliases: [phoneAlias('c86')] }),
        [person({ user_aliases: [phoneAlias('c86')], email: 'c86@x.com', custom_events: [happened('e', 1)] })],
      ],
    ],
  },
  {
    case: 87,
    title: 'a stray external id inside user_alias links nobody',
    when: [
      [newAliases(phoneAlias('c87@x.com')), [201, success({ aliases_processed: 1 })]],
      [
        track({ attributes: [{ user_alias: { ...phoneAlias('c87@x.com'), external_id: 'c87' }, email: 'c87@x.com' }] }),
        processed(),
      ],
    ],
    then: [
      [
        exported({ user_aliases: [phoneAlias('c87@x.com')] }),
        [person({ user_aliases: [phoneAlias('c87@x.com')], email: 'c87@x.com' })],
      ],
      [exported({ external_ids: ['c87'] }), []],
    ],
  },
  {
    case: 95,
    title: 'a bad group state refuses the object',
    when: [
      [
        track({
          attributes: [
            {
              external_id: 'c95',
              subscription_groups: [{ subscription_group_id: groups.promo, subscription_state: 'maybe' }],
            },
          ],
        }),
        refused(refusal("'subscription_state' must be 'subscribed' or 'unsubscribed'", 'attributes')),
      ],
    ],
    then: [
      [exported({ external_ids: ['c95'] }), []],
      [GET('/subscription/user/status?external_id=c95'), [200, success({ users: [], total_count: 0 })]],
    ],
  },
];

function phoneFindsAgain(): ContractCase {
  const made = aBrazeId();
  const told = (first_name: string) => track({ attributes: [{ phone: numberOf(12).slice(2), first_name }] });
  const is = (first_name: string) => [person({ phone: numberOf(12), first_name }, made)];
  return {
    case: 12,
    title: 'the same phone finds the profile again',
    given: [told('A'), [exported({ phone: numberOf(12) }), is('A')]],
    when: [[told('B'), processed()]],
    then: [[exported({ phone: numberOf(12) }), is('B')]],
  };
}

function linkNamesAnonymous({ promo }: Groups): ContractCase {
  const [P, U] = [numberOf(17), aBrazeId()];
  const anonymous = { phone: P, user_aliases: [phoneAlias(P)] };
  return {
    case: 17,
    title: 'an alias and an external id in one object name the anonymous profile of a text',
    given: [text(P, 'START'), [exported({ phone: P }), [person(anonymous, U)]]],
    when: [[track({ attributes: [{ user_alias: phoneAlias(P), external_id: 'c17', first_name: 'Z' }] }), processed()]],
    then: [
      [
        exported({ phone: P, external_ids: ['c17'] }),
        [person({ ...anonymous, external_id: 'c17', first_name: 'Z' }, U)],
      ],
      [statusOf(promo, P), 'Subscribed'],
      [text(P, 'what time do you open'), null],
      [
        async (hark) => (await hark.lastText(P)).profile as unknown,
        { braze_id: U, external_id: 'c17', created: false },
      ],
    ],
  };
}

function linkAgain(): ContractCase {
  const P = numberOf(18);
  const link = track({ attributes: [{ user_alias: phoneAlias(P), external_id: 'c18', first_name: 'Z' }] });
  const row = [stored('select * from profile where phone_e164 = $1', P), theSame()] as const;
  return {
    case: 18,
    title: 'the same again changes nothing',
    given: [text(P, 'START'), link, row],
    when: [[link, processed()]],
    then: [row],
  };
}

function linkMerges({ promo }: Groups): ContractCase {
  const [P, kept] = [numberOf(19), aBrazeId()];
  const custom = 'sms_response_Promo_custom';
  return {
    case: 19,
    title: 'when the external id has a profile, the two become one and their events are counted together',
    given: [
      track({
        attributes: [{ external_id: 'c19', email: 'c19@x.com', points: 1, first_name: 'Kept' }],
        events: [{ external_id: 'c19', name: custom, time: TIME }],
      }),
      [exported({ external_ids: ['c19'], fields_to_export: ['braze_id'] }), [{ braze_id: kept }]],
      text(P, 'START'),
      text(P, 'hello'),
      people({ user_alias: phoneAlias(P), first_name: 'Gone', last_name: 'Filled', points: 2, colour: 'blue' }),
    ],
    when: [[track({ attributes: [{ user_alias: phoneAlias(P), external_id: 'c19', city: 'Rome' }] }), processed()]],
    then: [
      [
        exported({ phone: P, external_ids: ['c19'] }),
        [
          person(
            {
              external_id: 'c19',
              user_aliases: [phoneAlias(P)],
              email: 'c19@x.com',
              phone: P,
              first_name: 'Kept',
              last_name: 'Filled',
              custom_attributes: { points: 1, colour: 'blue', city: 'Rome' },
              custom_events: [happened(custom, 2, TIME, anInstant)],
            },
            kept,
          ),
        ],
      ],
      [statusOf(promo, P), 'Subscribed'],
      [text(P, 'hello again'), null],
      [
        exported({ external_ids: ['c19'], fields_to_export: ['custom_events'] }),
        [{ custom_events: [happened(custom, 3, TIME, anInstant)] }],
      ],
    ],
  };
}

function linkTaken(): ContractCase {
  const row = [stored(`select * from profile where external_id = 'c20-1'`), theSame()] as const;
  const user_alias = phoneAlias(numberOf(20));
  return {
    case: 20,
    title: 'an alias of one customer is not given to another',
    given: [people({ external_id: 'c20-1', user_alias, x: 1 }), row],
    when: [
      [
        track({ attributes: [{ user_alias, external_id: 'c20-2', x: 2 }] }),
        refused(refusal("'user_alias' already belongs to a user with a different 'external_id'", 'attributes')),
      ],
    ],
    then: [row, [exported({ external_ids: ['c20-2'] }), []]],
  };
}

function noLinking(): ContractCase {
  const P = numberOf(21);
  const row = [stored('select * from profile where phone_e164 = $1', P), theSame()] as const;
  return {
    case: 21,
    title: 'without linking, an alias beside an external id is one identifier too many',
    settings: { TRACK_ALIAS_LINK: 'off' },
    given: [text(P, 'START'), row],
    when: [
      [
        track({ attributes: [{ user_alias: phoneAlias(P), external_id: 'c21', first_name: 'Z' }] }),
        refused(refusal(TWO_IDENTIFIERS, 'attributes')),
      ],
    ],
    then: [row, [exported({ external_ids: ['c21'] }), []]],
  };
}
