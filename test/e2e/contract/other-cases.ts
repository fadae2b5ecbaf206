import {
  anInstant,
  anInteger,
  at,
  atOnce,
  type ContractCase,
  exported,
  flagsOn,
  GET,
  type Groups,
  headersOf,
  numberOf,
  people,
  person,
  POST,
  type Step,
  statusOf,
  stored,
  success,
  text,
} from './language.js';

const LIST = '/sms/invalid_phone_numbers';
const flag = (number: string, reason = 'provider_error') => POST('/admin/invalid_numbers', { number, reason });
const nothingNamed = [400, { message: "Either 'phone_numbers' or 'start_date' and 'end_date' must be provided" }];
const FLAGGED = '+12345678901';
const REMOVED = '+12183095514';

/** Cases 55 to 58 and 78: numbers that went bad. */
export const numberCases = (): readonly ContractCase[] => [
  ...['', '?', '?limit=5', '?start_date=2024-01-01', '?end_date=2024-01-01', '?phone_numbers[]='].map(
    (query): ContractCase => ({
      case: 55,
      title: `the list with ${JSON.stringify(query)} names neither numbers nor two dates`,
      when: [[GET(LIST + query), nothingNamed]],
    }),
  ),
  {
    case: 56,
    title: 'a flagged number is found without its plus',
    given: [flag(FLAGGED)],
    when: [
      [
        GET(`${LIST}?phone_numbers[]=${FLAGGED.slice(1)}`),
        [200, success({ sms: [{ phone: FLAGGED, invalid_detected_at: anInstant, reason: 'provider_error' }] })],
      ],
    ],
  },
  {
    case: 57,
    title: 'a range of days is listed newest first, only with the reason asked for, the end not included',
    // It moves the clock by years.
    settings: {},
    given: [
      at('2030-02-28T23:59:59.999Z', flag(numberOf(57, 0), 'deactivated')),
      at('2030-03-01T00:00:00.000Z', flag(numberOf(57, 1), 'deactivated')),
      at('2030-03-01T00:00:01.000Z', flag(numberOf(57, 2), 'provider_error')),
      at('2030-03-01T00:00:02.000Z', flag(numberOf(57, 3), 'deactivated')),
      at('2030-03-01T23:59:59.999Z', flag(numberOf(57, 4), 'deactivated')),
      at('2030-03-02T00:00:00.000Z', flag(numberOf(57, 5), 'deactivated')),
    ],
    when: [
      [
        GET(`${LIST}?start_date=2030-03-01&end_date=2030-03-02&reason=deactivated`),
        [
          200,
          success({
            sms: [
              { phone: numberOf(57, 4), invalid_detected_at: '2030-03-01T23:59:59.999Z', reason: 'deactivated' },
              { phone: numberOf(57, 3), invalid_detected_at: '2030-03-01T00:00:02.000Z', reason: 'deactivated' },
              { phone: numberOf(57, 1), invalid_detected_at: '2030-03-01T00:00:00.000Z', reason: 'deactivated' },
            ],
          }),
        ],
      ],
      [
        GET(`${LIST}?start_date=2030-03-01&end_date=2030-03-02&reason=deactivated&limit=1&offset=1`),
        [
          200,
          success({
            sms: [{ phone: numberOf(57, 3), invalid_detected_at: '2030-03-01T00:00:02.000Z', reason: 'deactivated' }],
          }),
        ],
      ],
      [
        GET(`${LIST}?start_date=2030-03-01&end_date=2030-03-02&reason=deactivated&offset=3`),
        [200, success({ sms: [] })],
      ],
    ],
  },
  {
    case: 58,
    title: 'a number named without its plus is removed, and all profiles on it are un-flagged',
    given: [
      people({ external_id: 'c58-a', phone: REMOVED }, { external_id: 'c58-b', phone: REMOVED }),
      flag(REMOVED),
      [flagsOn(REMOVED), { 'c58-a': true, 'c58-b': true }],
    ],
    when: [[POST(`${LIST}/remove`, { phone_numbers: [REMOVED.slice(1)] }), [201, { message: 'success' }]]],
    then: [
      [flagsOn(REMOVED), { 'c58-a': false, 'c58-b': false }],
      [GET(`${LIST}?phone_numbers[]=${REMOVED.slice(1)}`), [200, success({ sms: [] })]],
    ],
  },
  {
    case: 78,
    title: 'a permanent failure flags the profiles that hold the number, not the one created later',
    given: [people({ external_id: 'c78-1', phone: numberOf(78) }, { external_id: 'c78-2', phone: numberOf(78) })],
    when: [
      [
        flag(numberOf(78)),
        [201, { invalid_numbers: [expect.objectContaining({ number: numberOf(78), reason: 'provider_error' })] }],
      ],
      [people({ external_id: 'c78-new', phone: numberOf(78) }), [201, success({ attributes_processed: 1 })]],
    ],
    then: [[flagsOn(numberOf(78)), { 'c78-1': true, 'c78-2': true, 'c78-new': false }]],
  },
];

const aRefusal = (status: number) => ({
  status,
  ...{ limit: anInteger, remaining: anInteger, reset: expect.stringMatching(/^\d{10}$/) as unknown },
  id: expect.stringMatching(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/) as unknown,
  type: 'application/json; charset=utf-8',
});
const ANY_REQUEST: readonly [step: Step, status: number][] = [
  [headersOf('POST', '/users/track', { body: '{"attributes":[{"external_id":"c82"}]}' }), 201],
  [headersOf('POST', '/users/track', { body: '{}' }), 400],
  [headersOf('POST', '/users/merge', { body: '{"merge_updates":[]}' }), 202],
  [headersOf('POST', '/users/export/ids', { body: '{"external_ids":["c82"]}' }), 201],
  [headersOf('GET', '/subscription/user/status?external_id=c82'), 200],
  [headersOf('GET', LIST), 400],
  [headersOf('GET', '/users/track'), 404],
  [headersOf('POST', '/users/track', { body: '{', headers: { authorization: 'Bearer wrong' } }), 400],
  [headersOf('POST', '/users/track', { body: '{}', headers: { authorization: 'Bearer wrong' } }), 401],
];

/** Cases 82, 83, 92 and 93: what is the same on every route. */
export const httpCases = (): readonly ContractCase[] => [
  {
    case: 82,
    title: 'every answer has its headers',
    when: ANY_REQUEST.map(([step, status]) => [step, aRefusal(status)]),
  },
  {
    case: 83,
    title: 'over the limit it is 429 with the pause to take; the next window is open again',
    settings: { RATE_LIMIT_TRACK: '2/60s' },
    given: [atOnce(2, POST('/users/track', {}))],
    when: [
      [POST('/users/track', {}), [429, { message: 'Rate limit exceeded' }]],
      [
        async (hark) => {
          const { headers } = await hark.request('POST', '/users/track', { body: {} });
          const names = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'retry-after', 'x-ratelimit-retry-after'];
          return names.map((name) => headers.get(name));
        },
        // The clock stands at second 9 of the minute.
        ['2', '0', '51', '51'],
      ],
      [POST('/users/delete', { external_ids: ['c83'] }), [201, success({ deleted: 1 })]],
    ],
    then: [[at('2026-11-22T12:01:00.000Z', POST('/users/track', { events: [] })), [400, expect.anything()]]],
  },
  ...['/nope', '/', '/v2/users/track', '/users/track'].map((path): ContractCase => ({
    case: 92,
    title: `GET ${path} is no route`,
    when: [[GET(path), [404, { message: 'Not Found' }]]],
  })),
  {
    case: 93,
    title: 'broken JSON is answered in JSON',
    when: [[POST('/users/track', '{'), [400, { message: 'Bad Request' }]]],
  },
];

/** Cases 85 and 91: texts that meet the API's rules. */
export const inboundCases = ({ promo }: Groups): readonly ContractCase[] => [
  {
    case: 85,
    title: 'ten first texts from one number at once make one profile with one alias',
    when: [[atOnce(10, text(numberOf(85), 'START')), expect.any(Array)]],
    then: [
      [
        exported({ phone: numberOf(85) }),
        [person({ phone: numberOf(85), user_aliases: [{ alias_label: 'phone', alias_name: numberOf(85) }] })],
      ],
      [stored('select count(*)::int from profile_alias where name = $1', numberOf(85)), [{ count: 1 }]],
      [
        stored(`select count(*)::int from consent_change where number = $1 and effect = 'changed'`, numberOf(85)),
        [{ count: 1 }],
      ],
    ],
  },
  {
    case: 91,
    title: 'an opt-out word inside an innocent one does not unsubscribe',
    given: [
      async (hark) =>
        hark.request('PATCH', `/admin/subscription_groups/${promo}`, { body: { suspected_opt_out: 'auto' } }),
      text(numberOf(91), 'START'),
    ],
    when: [[text(numberOf(91), 'see you this weekend'), null]],
    then: [[statusOf(promo, numberOf(91)), 'Subscribed']],
  },
];
