import {
  aBrazeId,
  type ContractCase,
  exported,
  GET,
  type Groups,
  happened,
  newAliases,
  numberOf,
  people,
  person,
  POST,
  statusesOf,
  stored,
  success,
  text,
  theSame,
  TIME,
  track,
} from './language.js';

const alias = (alias_name: string, alias_label = 'crm') => ({ alias_label, alias_name });
const aliased = (count = 1) => [201, success({ aliases_processed: count })];
const identify = (body: object) => POST('/users/identify', body);
const byAlias = (external_id: unknown, name: string) =>
  identify({ aliases_to_identify: [{ external_id, user_alias: alias(name) }] });
const merge = (body: unknown) => POST('/users/merge', body);

const PAIR = { identifier_to_merge: { external_id: 'c36-a' }, identifier_to_keep: { external_id: 'c36-b' } };
const WRONG_IDENTIFIER =
  "identifiers must be objects with an 'external_id' property that is a string, 'user_alias' property that is an object, 'email' property that is a string, or 'phone' property that is a string";
const BAD_MERGES: readonly [what: string, merge_updates: unknown, message: string][] = [
  ['51 updates', Array(51).fill(PAIR), 'a single request may not contain more than 50 merge updates'],
  ['an object', {}, "'merge_updates' must be an array of objects"],
  ['nothing', undefined, "'merge_updates' must be an array of objects"],
  ['a list of texts', ['a'], "'merge_updates' must be an array of objects"],
  ['a third key', [{ ...PAIR, x: 1 }], "'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'"],
  ['no identifier', [{ ...PAIR, identifier_to_keep: {} }], WRONG_IDENTIFIER],
  ['nobody to keep', [{ identifier_to_merge: { external_id: 'c36-a' } }], WRONG_IDENTIFIER],
  ['an alias that is a text', [{ ...PAIR, identifier_to_keep: { user_alias: 'a' } }], WRONG_IDENTIFIER],
  ['two identifiers', [{ ...PAIR, identifier_to_keep: { external_id: 'a', email: 'e@x.com' } }], WRONG_IDENTIFIER],
  ['a braze id', [{ ...PAIR, identifier_to_keep: { braze_id: '0'.repeat(24) } }], WRONG_IDENTIFIER],
];

/** Cases 25 to 42, 89 and 90: who is who. */
export const identityCases = (groups: Groups): readonly ContractCase[] => [
  {
    case: 25,
    title: 'a new alias goes to the known external id',
    given: [people({ external_id: 'c25' })],
    when: [[newAliases({ external_id: 'c25', ...alias('a25') }), aliased()]],
    then: [
      [exported({ user_aliases: [alias('a25')] }), [person({ external_id: 'c25', user_aliases: [alias('a25')] })]],
    ],
  },
  {
    case: 26,
    title: 'the nested spelling makes an alias-only profile',
    when: [[newAliases({ user_alias: alias('a26') }), aliased()]],
    then: [[exported({ user_aliases: [alias('a26')] }), [person({ user_aliases: [alias('a26')] })]]],
  },
  {
    case: 27,
    title: 'a new alias for an unknown external id changes nothing',
    when: [[newAliases({ external_id: 'c27', ...alias('a27') }), aliased()]],
    then: [[exported({ external_ids: ['c27'], user_aliases: [alias('a27')] }), []]],
  },
  {
    case: 28,
    title: '51 new aliases are refused whole',
    when: [
      [
        newAliases(...Array.from({ length: 51 }, (_, index) => alias(`a28-${index}`))),
        [400, { message: 'The max number of ids per request was exceeded' }],
      ],
    ],
    then: [[stored(`select name from profile_alias where name like 'a28-%'`), []]],
  },
  {
    case: 29,
    title: 'updating an alias nobody has is a success without effect',
    when: [
      [
        POST('/users/alias/update', {
          alias_updates: [{ alias_label: 'crm', old_alias_name: 'a29', new_alias_name: 'b29' }],
        }),
        aliased(),
      ],
    ],
    then: [[exported({ user_aliases: [alias('a29'), alias('b29')] }), []]],
  },
  identifyWithNumber(),
  {
    case: 31,
    title: 'identify with an unknown alias makes nobody',
    when: [[byAlias('c31', 'a31'), aliased()]],
    then: [[exported({ external_ids: ['c31'], user_aliases: [alias('a31')] }), []]],
  },
  {
    case: 32,
    title: 'identify does not combine when the target has another name under the same label',
    given: [
      people({ external_id: 'c32' }, { user_alias: alias('a32'), first_name: 'Anonymous' }),
      newAliases({ external_id: 'c32', ...alias('theirs32') }),
    ],
    when: [[byAlias('c32', 'a32'), aliased()]],
    then: [
      [
        exported({ external_ids: ['c32'], user_aliases: [alias('a32')] }),
        [
          person({ external_id: 'c32', user_aliases: [alias('theirs32')] }),
          person({ user_aliases: [alias('a32')], first_name: 'Anonymous' }),
        ],
      ],
    ],
  },
  {
    case: 33,
    title: 'identify by phone, unidentified only, merges nobody of two',
    given: twoAnonymous(33),
    when: [[byPhone(33, 'unidentified'), aliased()]],
    then: [
      [exported({ external_ids: ['c33'] }), []],
      [
        exported({ user_aliases: [alias('older33'), alias('newer33')] }),
        [
          person({ user_aliases: [alias('older33')], phone: numberOf(33) }),
          person({ user_aliases: [alias('newer33')], phone: numberOf(33) }),
        ],
      ],
    ],
  },
  {
    case: 34,
    title: 'with most_recently_updated beside it the newer one is identified',
    given: twoAnonymous(34),
    when: [[byPhone(34, 'unidentified', 'most_recently_updated'), aliased()]],
    then: [
      [
        exported({ user_aliases: [alias('older34'), alias('newer34')] }),
        [
          person({ user_aliases: [alias('older34')], phone: numberOf(34) }),
          person({ external_id: 'c34', user_aliases: [alias('newer34')], phone: numberOf(34) }),
        ],
      ],
    ],
  },
  {
    case: 35,
    title: 'merge answers 202 and leaves one person',
    given: [
      track({
        attributes: [
          { external_id: 'c35-gone', first_name: 'Gone', last_name: 'Only', phone: numberOf(35), x: 1, y: 1 },
          { external_id: 'c35-kept', first_name: 'Kept', y: 2 },
        ],
        events: [
          { external_id: 'c35-gone', name: 'seen', time: TIME },
          { external_id: 'c35-kept', name: 'seen', time: '2026-11-21T10:00:00.000Z' },
        ],
        purchases: [{ external_id: 'c35-gone', product_id: 'p', currency: 'USD', price: 2, time: TIME }],
      }),
      newAliases({ external_id: 'c35-gone', ...alias('a35') }),
    ],
    when: [
      [
        merge({
          merge_updates: [
            { identifier_to_merge: { external_id: 'c35-gone' }, identifier_to_keep: { external_id: 'c35-kept' } },
          ],
        }),
        [202, success()],
      ],
    ],
    then: [
      [
        POST('/users/export/ids', { external_ids: ['c35-gone', 'c35-kept'] }),
        [
          201,
          success({
            users: [
              person({
                external_id: 'c35-kept',
                user_aliases: [alias('a35')],
                first_name: 'Kept',
                last_name: 'Only',
                phone: numberOf(35),
                custom_attributes: { x: 1, y: 2 },
                custom_events: [happened('seen', 2, TIME, '2026-11-21T10:00:00.000Z')],
                purchases: [happened('p', 1)],
                total_revenue: 2,
              }),
            ],
            invalid_user_ids: ['c35-gone'],
          }),
        ],
      ],
    ],
  },
  ...BAD_MERGES.map(([what, merge_updates, message]): ContractCase => ({
    case: 36,
    title: `merge with ${what} is refused and merges nothing`,
    given: [people({ external_id: 'c36-a' }, { external_id: 'c36-b' })],
    when: [[merge({ merge_updates }), [400, { message }]]],
    then: [
      [
        exported({ external_ids: ['c36-a', 'c36-b'] }),
        [person({ external_id: 'c36-a' }), person({ external_id: 'c36-b' })],
      ],
    ],
  })),
  {
    case: 37,
    title: 'delete counts ids nobody has',
    when: [[POST('/users/delete', { external_ids: [400, 401, 402] }), [201, success({ deleted: 3 })]]],
  },
  renamed(groups),
  {
    case: 39,
    title: 'a removed former id leads nowhere',
    given: [
      people({ external_id: 'c39-abc', first_name: 'Ada' }),
      POST('/users/external_ids/rename', {
        external_id_renames: [{ current_external_id: 'c39-abc', new_external_id: 'c39-foo' }],
      }),
    ],
    when: [
      [
        POST('/users/external_ids/remove', { external_ids: ['c39-abc'] }),
        [201, success({ removed_ids: ['c39-abc'], removal_errors: [] })],
      ],
    ],
    then: [
      [
        POST('/users/export/ids', { external_ids: ['c39-abc', 'c39-foo'] }),
        [
          201,
          success({
            users: [person({ external_id: 'c39-foo', first_name: 'Ada' })],
            invalid_user_ids: ['c39-abc'],
          }),
        ],
      ],
      [statusesOf(groups.promo, 'c39-abc'), { 'c39-abc': 'Unknown' }],
    ],
  },
  {
    case: 40,
    title: 'a numeric id is exported as text',
    given: [people({ external_id: 1240, x: 1 })],
    when: [
      [
        POST('/users/export/ids', { external_ids: [1240] }),
        [201, success({ users: [person({ external_id: '1240', custom_attributes: { x: 1 } })] })],
      ],
    ],
  },
  {
    case: 41,
    title: 'an unknown id is named',
    when: [
      [
        POST('/users/export/ids', { external_ids: ['zz'] }),
        [201, { users: [], invalid_user_ids: ['zz'], message: 'success' }],
      ],
    ],
  },
  {
    case: 42,
    title: 'everybody on a phone is exported',
    given: [
      people({ external_id: 'c42-a', phone: numberOf(42) }),
      people({ external_id: 'c42-b', phone: numberOf(42) }),
    ],
    when: [
      [
        POST('/users/export/ids', { phone: numberOf(42) }),
        [
          201,
          success({
            users: [
              person({ external_id: 'c42-b', phone: numberOf(42) }),
              person({ external_id: 'c42-a', phone: numberOf(42) }),
            ],
          }),
        ],
      ],
    ],
  },
  {
    case: 89,
    title: 'null and empty identifiers are absent, and only the wanted fields come back',
    given: [people({ external_id: 'c89', email: 'c89@x.com', first_name: 'A' })],
    when: [
      [
        POST('/users/export/ids', {
          email_address: null,
          user_aliases: [],
          external_ids: ['c89'],
          fields_to_export: ['email', 'external_id', 'nonsense'],
        }),
        [201, success({ users: [{ email: 'c89@x.com', external_id: 'c89' }] })],
      ],
    ],
  },
  fiftyAliases(),
];

function identifyWithNumber(): ContractCase {
  const made = aBrazeId();
  const anonymous = { first_name: 'Ada', user_aliases: [alias('a30')] };
  return {
    case: 30,
    title: 'identify with a number as external id gives it to the alias profile as text',
    given: [
      people({ user_alias: alias('a30'), first_name: 'Ada' }),
      [exported({ user_aliases: [alias('a30')] }), [person(anonymous, made)]],
    ],
    when: [[byAlias(12345, 'a30'), aliased()]],
    then: [[exported({ external_ids: ['12345'] }), [person({ ...anonymous, external_id: '12345' }, made)]]],
  };
}

function twoAnonymous(number: number) {
  return ['older', 'newer'].map((age) => people({ user_alias: alias(`${age}${number}`), phone: numberOf(number) }));
}

function byPhone(number: number, ...prioritization: string[]) {
  const entry = { external_id: `c${number}`, phone: numberOf(number), prioritization };
  return identify({ phone_numbers_to_identify: [entry] });
}

function renamed({ promo }: Groups): ContractCase {
  const [P, ada] = [numberOf(38), aBrazeId()];
  const renames = [{ current_external_id: 'c38-abc', new_external_id: 'c38-foo' }];
  return {
    case: 38,
    title: 'a renamed id leads to the person everywhere',
    given: [
      people({ external_id: 'c38-abc', phone: P }),
      [exported({ external_ids: ['c38-abc'] }), [person({ external_id: 'c38-abc', phone: P }, ada)]],
      text(P, 'START'),
    ],
    when: [
      [
        POST('/users/external_ids/rename', { external_id_renames: renames }),
        [201, { rename_errors: [], external_ids: renames, message: 'success' }],
      ],
    ],
    then: [
      [
        POST('/users/export/ids', { external_ids: ['c38-abc'] }),
        [201, success({ users: [person({ external_id: 'c38-foo', phone: P }, ada)] })],
      ],
      [people({ external_id: 'c38-abc', first_name: 'Found' }), [201, success({ attributes_processed: 1 })]],
      [people({ user_alias: alias('a38'), last_name: 'Identified' }), [201, success({ attributes_processed: 1 })]],
      [byAlias('c38-abc', 'a38'), aliased()],
      [
        exported({ external_ids: ['c38-foo'] }),
        [
          person(
            {
              external_id: 'c38-foo',
              user_aliases: [alias('a38')],
              phone: P,
              first_name: 'Found',
              last_name: 'Identified',
            },
            ada,
          ),
        ],
      ],
      [statusesOf(promo, 'c38-abc'), { 'c38-abc': 'Subscribed' }],
      [
        GET('/subscription/user/status?external_id=c38-abc'),
        [
          200,
          success({
            users: [
              {
                email: null,
                phone: P,
                external_id: 'c38-foo',
                subscription_groups: [{ id: promo, name: 'Promo', channel: 'sms', status: 'Subscribed' }],
              },
            ],
            total_count: 1,
          }),
        ],
      ],
    ],
  };
}

function fiftyAliases(): ContractCase {
  const entries = Array.from({ length: 50 }, (_, index) => ({
    external_id: 900_000 + index,
    user_alias: alias(`a90-${index}`),
  }));
  const known = entries.filter((_, index) => index % 2 === 0);
  const anonymous = [stored(`select count(*)::int from profile where external_id is null`), theSame()] as const;
  return {
    case: 90,
    title: 'fifty aliases with numbers as ids, half of them unknown',
    given: [anonymous, newAliases(...known.map(({ user_alias }) => user_alias))],
    when: [[identify({ aliases_to_identify: entries }), aliased(50)]],
    then: [
      [
        POST('/users/export/ids', { external_ids: entries.map(({ external_id }) => external_id) }),
        [
          201,
          success({
            users: known.map(({ external_id, user_alias }) =>
              person({ external_id: String(external_id), user_aliases: [user_alias] }),
            ),
            invalid_user_ids: entries
              .filter((entry) => !known.includes(entry))
              .map(({ external_id }) => String(external_id)),
          }),
        ],
      ],
      anonymous,
    ],
  };
}
