import { Braze } from 'braze-api';
import { TEST_API_KEY, bootHark, type TestHark } from '../support/hark.js';
import { type RawAnswer, sendRaw } from '../support/raw-request.js';

/**
 * Public clients against the whole product: the one for Node is the real package, the others' requests are sent as
 * their sources and recordings show, byte for byte where it matters, and judged by what each client does with an answer.
 * @source contract "Braze API", sections 1.5, 1.6 and 9
 */
let hark: TestHark;
let people = 0;

beforeAll(async () => {
  hark = await bootHark();
});
afterAll(() => hark.close());
// Statements less than two seconds apart have no order.
beforeEach(() => {
  hark.clock.advance(10_000);
});

const bearer = { Authorization: `Bearer ${TEST_API_KEY}`, 'Content-Type': 'application/json' };
/** A number and an id nobody has used in this file. */
const somebody = (): string => `+1917666${String((people += 1)).padStart(4, '0')}`;
const someId = (): string => `client-${(people += 1)}`;

describe('braze-api for Node (the package itself)', () => {
  const client = (key = TEST_API_KEY) => new Braze(hark.url, key);

  it('tracks, also in bulk', async () => {
    const external_id = someId();
    const body = {
      attributes: [{ external_id, first_name: 'Ada', plan: 'gold' }],
      events: [{ external_id, name: 'signed_up', time: '2026-11-20T10:00:00.000Z', properties: { from: 'web' } }],
      purchases: [{ external_id, product_id: 'tea', currency: 'EUR', price: 4.2, time: '2026-11-20T10:00:00.000Z' }],
    };
    const processed = { attributes_processed: 1, events_processed: 1, purchases_processed: 1, message: 'success' };

    expect(await client().users.track(body)).toEqual(processed);
    expect(await client().users.track(body, true)).toEqual(processed);
  });

  it('reads objects that were refused beside others that were not', async () => {
    const answer = await client().users.track({
      attributes: [{ external_id: someId(), x: 1 }, { first_name: 'nobody' }],
    });

    expect(answer).toMatchObject({
      message: 'success',
      attributes_processed: 1,
      errors: [{ input_array: 'attributes', index: 1 }],
    });
  });

  it('throws a ResponseError with message, status and errors', async () => {
    const refused = client().users.track({ events: [{ name: 'seen', time: '2026-11-20' }] });

    // The package does not export its error class.
    await expect(refused).rejects.toBeInstanceOf(Error);
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('Valid data must be provided') as string,
      status: 400,
      errors: [{ input_array: 'events', index: 0 }],
    });
    await expect(client('wrong').users.track({ attributes: [] })).rejects.toMatchObject({
      message: 'Invalid API key: wrong',
      status: 401,
    });
  });

  it('names, identifies, exports and deletes people', async () => {
    const [external_id, name] = [someId(), someId()];
    const user_alias = { alias_label: 'device', alias_name: name };
    const { users } = client();

    expect(await users.alias.new({ user_aliases: [{ ...user_alias }] })).toEqual({
      aliases_processed: 1,
      message: 'success',
    });
    const renamed = { alias_label: 'device', old_alias_name: name, new_alias_name: `${name}-2` };
    expect(await users.alias.update({ alias_updates: [renamed] })).toMatchObject({ message: 'success' });
    const identified = { external_id, user_alias: { ...user_alias, alias_name: `${name}-2` } };
    expect(await users.identify({ aliases_to_identify: [identified] })).toMatchObject({ message: 'success' });
    const exported = await users.export.ids({
      external_ids: [external_id],
      fields_to_export: ['external_id', 'user_aliases'],
    });
    expect(exported).toMatchObject({
      users: [{ external_id, user_aliases: [identified.user_alias] }],
      message: 'success',
    });
    expect(await users.delete({ external_ids: [external_id] })).toEqual({ deleted: 1, message: 'success' });
  });

  it('moves external ids and merges', async () => {
    const [a, b, c] = [someId(), someId(), someId()];
    const { users } = client();
    await users.track({
      attributes: [
        { external_id: a, x: 1 },
        { external_id: c, y: 2 },
      ],
    });

    const renames = [{ current_external_id: a, new_external_id: b }];
    expect(await users.external_ids.rename({ external_id_renames: renames })).toEqual({
      external_ids: renames,
      rename_errors: [],
      message: 'success',
    });
    expect(await users.external_ids.remove({ external_ids: [a] })).toMatchObject({
      removed_ids: [a],
      removal_errors: [],
    });
    const merge_updates = [{ identifier_to_merge: { external_id: c }, identifier_to_keep: { external_id: b } }];
    expect(await users.merge({ merge_updates })).toEqual({ message: 'success' });
    expect(await hark.exportBy({ external_ids: [b] })).toMatchObject([{ custom_attributes: { x: 1, y: 2 } }]);
  });

  it('sets and reads the status of people in groups', async () => {
    const [external_id, phone] = [someId(), somebody()];
    const { subscription, v2, users } = client();
    await users.track({ attributes: [{ external_id, phone }] });
    const wish = { subscription_group_id: hark.promo, subscription_state: 'subscribed' as const };

    expect(await subscription.status.set({ ...wish, external_id: [], phone: [phone] })).toEqual({ message: 'success' });
    const groups = {
      subscription_groups: [{ ...wish, subscription_group_id: hark.news, external_ids: [external_id] }],
    };
    expect(await v2.subscription.status.set(groups as never)).toEqual({ message: 'success' });
    const question = { subscription_group_id: hark.promo, external_id: [external_id, 'nobody'] };
    expect(await subscription.status.get(question)).toEqual({
      status: { [external_id]: 'Subscribed', nobody: 'Unknown' },
      message: 'success',
    });
    const status = await subscription.user.status({ phone });
    expect(status).toMatchObject({ total_count: 1, users: [{ external_id, phone }] });
    expect(status.users[0]?.subscription_groups.map((group) => group.status)).toEqual(['Subscribed', 'Subscribed']);
  });

  it('gets JSON from a route that is not there', async () => {
    await expect(client().campaigns.list()).rejects.toMatchObject({ message: 'Not Found', status: 404 });
  });
});

describe('braze_ruby (requests as in its recordings)', () => {
  const headers = {
    ...bearer,
    Accept: 'application/json',
    'User-Agent': 'Braze Ruby gem v0.3.3',
    'Accept-Encoding': 'gzip;q=1.0,deflate;q=0.6,identity;q=0.3',
  };
  const post = (path: string, body: string) => sendRaw(hark.url, 'POST', path, headers, body);
  const get = (path: string) => sendRaw(hark.url, 'GET', path, headers);

  it('tracks numeric ids and Ruby times, with the keys of old beside them', async () => {
    const { status, text } = await post(
      '/users/track',
      '{"app_group_id":"<APPBOY_GROUP_ID>","attributes":[{"external_id":1,"foo":"bar"}],"events":[{"external_id":1,"name":"baz","time":"2015-02-15 21:04:32 -0500"}],"purchases":[{"external_id":1,"product_id":1,"time":"2015-02-15 21:04:32 -0500","currency":"CAD","price":1.0}]}',
    );

    // The recorded answer, to the byte.
    expect([status, text]).toEqual([
      201,
      '{"attributes_processed":1,"events_processed":1,"purchases_processed":1,"message":"success"}',
    ]);
    const exported = await post('/users/export/ids', '{"api_key":"<BRAZE_REST_API_KEY>","external_ids":[1]}');
    const at = '2015-02-16T02:04:32.000Z';
    expect(exported.body.users).toMatchObject([
      {
        external_id: '1',
        user_aliases: [],
        custom_attributes: { foo: 'bar' },
        purchases: [{ name: '1', first: at, last: at, count: 1 }],
        total_revenue: 1,
      },
    ]);
    // Exports show the events of the last 90 days only.
    expect(await hark.rows(`select name, first_at from event_summary where name = 'baz'`)).toEqual([
      { name: 'baz', first_at: new Date(at) },
    ]);
    expect(exported.body.users[0].appboy_id).toBe(exported.body.users[0].braze_id);
  });

  it('sends all three arrays, also empty ones', async () => {
    const { status, text } = await post(
      '/users/track',
      '{"attributes":[{"external_id":123,"x":1}],"events":[],"purchases":[]}',
    );

    expect([status, text]).toEqual([201, '{"attributes_processed":1,"message":"success"}']);
  });

  it.each([
    ['/users/alias/new', '{"user_aliases":[{"user_alias":{"alias_name":"abc","alias_label":"foo"}}]}'],
    [
      '/users/identify',
      '{"api_key":"<BRAZE_REST_API_KEY>","aliases_to_identify":[{"external_id":400,"user_alias":{"alias_name":"abc","alias_label":"foo"}}]}',
    ],
  ])('%s: the recorded answer', async (path, body) => {
    const { status, text } = await post(path, body);

    expect([status, text]).toEqual([201, '{"aliases_processed":1,"message":"success"}']);
  });

  it('renames, removes and deletes: the recorded answers', async () => {
    await post('/users/track', '{"attributes":[{"external_id":"abc","x":1}],"events":[],"purchases":[]}');
    const renamed = await post(
      '/users/external_ids/rename',
      '{"external_id_renames":[{"current_external_id":"abc","new_external_id":"foo"}]}',
    );
    const removed = await post('/users/external_ids/remove', '{"external_ids":["abc"]}');
    const deleted = await post('/users/delete', '{"external_ids":[400,401,402]}');

    expect([renamed, removed, deleted].map(({ status }) => status)).toEqual([201, 201, 201]);
    expect([renamed, removed, deleted].map(({ body }: RawAnswer) => body as unknown)).toEqual([
      { rename_errors: [], external_ids: [{ current_external_id: 'abc', new_external_id: 'foo' }], message: 'success' },
      { removed_ids: ['abc'], removal_errors: [], message: 'success' },
      { deleted: 3, message: 'success' },
    ]);
  });

  it('asks for three people in square brackets: one in, one out, one who never was', async () => {
    const users = ['test-user-1', 'test-user-2', 'test-user-3'];
    const attributes = users.map((external_id) => ({
      external_id,
      email: `${external_id}@test.com`,
      phone: somebody(),
    }));
    await hark.request('POST', '/users/track', { body: { attributes } });
    const set = (id: string, state: string) =>
      post(
        '/subscription/status/set',
        `{"external_id":"${id}","subscription_group_id":"${hark.promo}","subscription_state":"${state}"}`,
      );
    const v2 = (id: string, state: string) =>
      post(
        '/v2/subscription/status/set',
        `{"subscription_groups":[{"external_id":"${id}","subscription_group_id":"${hark.promo}","subscription_state":"${state}"}]}`,
      );
    const answers = [await set('test-user-1', 'subscribed'), await v2('test-user-2', 'unsubscribed')];
    const query = users.map((id) => `external_id%5B%5D=${id}`).join('&');
    const status = await get(`/subscription/status/get?${query}&subscription_group_id=${hark.promo}`);
    const listed = await get(`/subscription/user/status?${query}`);

    expect(answers.map(({ status: code, text }) => [code, text])).toEqual([
      [201, '{"message":"success"}'],
      [201, '{"message":"success"}'],
    ]);
    expect(status.body.status).toEqual({
      'test-user-1': 'Subscribed',
      'test-user-2': 'Unsubscribed',
      'test-user-3': 'Unknown',
    });
    expect(listed.body).toMatchObject({
      users: [
        {
          email: 'test-user-1@test.com',
          external_id: 'test-user-1',
          subscription_groups: [{ channel: 'sms', status: 'Subscribed' }],
        },
        {
          external_id: 'test-user-2',
          subscription_groups: [{ id: hark.promo, name: 'Promo', status: 'Unsubscribed' }],
        },
        { external_id: 'test-user-3', subscription_groups: [] },
      ],
      total_count: 3,
      message: 'success',
    });
    const unknown = await get(
      `/subscription/status/get?external_id%5B%5D=a&subscription_group_id=non-existing-subscription-group`,
    );
    expect([unknown.status, unknown.body]).toEqual([400, { message: 'Invalid subscription group ID' }]);
  });

  it('finds the limits in the headers of every answer', async () => {
    const { headers: sent } = await post('/users/external_ids/remove', '{"external_ids":["zz"]}');

    expect(sent['x-ratelimit-limit']).toBe('1000');
    expect(sent['x-ratelimit-remaining']).toMatch(/^\d+$/);
    expect(sent['x-ratelimit-reset']).toMatch(/^\d{10}$/);
    expect(sent['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the PHP SDK (immobiliare/braze-php-sdk)', () => {
  const post = (path: string, body: string) => sendRaw(hark.url, 'POST', path, bearer, body);
  /** What its `Client::isSuccess` and `setMinorErrors` do. */
  const judge = ({ status, body }: RawAnswer) => {
    const succeeded = status >= 200 && status < 300 && ['success', 'queued'].includes(body.message as string);
    const errors: unknown = body.errors ?? [];
    if (!Array.isArray(errors)) throw new TypeError('setMinorErrors(): Argument #1 must be of type array');
    return {
      succeeded,
      fatal: succeeded ? null : ((body.message as string | undefined) ?? 'Unknown error'),
      errors: errors.length,
    };
  };

  it('tracks with ATOM times', async () => {
    const body =
      '{"attributes":[{"external_id":"php-1","email":"user@example.com","my_custom_attribute":1}],"events":[{"external_id":"php-1","app_id":"app-id","name":"event-type","time":"2026-11-20T10:00:00+01:00","properties":{"property":"property-value"}}]}';

    expect(judge(await post('/users/track', body))).toEqual({ succeeded: true, fatal: null, errors: 0 });
    expect(await hark.exportBy({ external_ids: ['php-1'] })).toMatchObject([
      { custom_attributes: { my_custom_attribute: 1 }, custom_events: [{ first: '2026-11-20T09:00:00.000Z' }] },
    ]);
  });

  it('encodes an empty property list as an array, which is no object', async () => {
    const event = '{"external_id":"php-1","name":"e","time":"2026-11-20T10:00:00+01:00","properties":[]}';

    expect(judge(await post('/users/track', `{"events":[${event}]}`))).toMatchObject({ succeeded: true });
  });

  it('tells success, minor errors and fatal errors apart', async () => {
    const partly = await post('/users/track', '{"attributes":[{"external_id":"php-2","x":1},{"x":1}]}');
    const fatally = await post('/users/track', '{"attributes":[{"x":1}]}');
    const merged = await post(
      '/users/merge',
      '{"merge_updates":[{"identifier_to_merge":{"external_id":"php-8"},"identifier_to_keep":{"external_id":"php-9"}}]}',
    );

    expect(judge(partly)).toEqual({ succeeded: true, fatal: null, errors: 1 });
    expect(judge(fatally)).toMatchObject({
      succeeded: false,
      errors: 1,
      fatal: expect.stringContaining('Valid data') as string,
    });
    expect([merged.status, judge(merged).succeeded]).toEqual([202, true]);
  });

  it('asks under a double slash with numbered brackets', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `php-many-${index}`);
    await post('/users/track', JSON.stringify({ attributes: ids.map((external_id) => ({ external_id, x: 1 })) }));
    const query = ids.map((id, index) => `external_id%5B${index}%5D=${id}`).join('&');
    const answer = await sendRaw(hark.url, 'GET', `//subscription/user/status?${query}`, bearer);

    expect(judge(answer).succeeded).toBe(true);
    expect(answer.body.users.map(({ external_id }: { external_id: string }) => external_id)).toEqual(ids);
  });
});

describe("edX's client for Python", () => {
  const headers = {
    'User-Agent': 'python-requests/2.32.3',
    'Accept-Encoding': 'gzip, deflate',
    Accept: '*/*',
    Connection: 'keep-alive',
    ...bearer,
  };
  /** `requests` with its timeout of two seconds, `raise_for_status`, then `.json()`. */
  const post = async (path: string, data: object) => {
    const startedAt = performance.now();
    const answer = await sendRaw(hark.url, 'POST', path, headers, pythonJson(data));
    if (performance.now() - startedAt > 2000) throw new Error('ReadTimeout');
    if (answer.status >= 400) throw new Error(`HTTPError ${answer.status}`);
    return answer.body;
  };
  const label = 'my-business-segment-label';

  it('makes aliases for emails, in chunks of 50 and 75, and describes them at once', async () => {
    const emails = Array.from({ length: 120 }, (_, index) => `learner${index}@example.com`);
    const aliases = emails.map((alias_name) => ({ alias_label: label, alias_name }));
    const known = { ...aliases[0], external_id: 5 };
    await post('/users/track', { attributes: [{ external_id: 5, email: emails[0] }] });
    for (const chunk of chunks([known, ...aliases.slice(1)], 50))
      await post('/users/alias/new', { user_aliases: chunk });
    // The very objects sent as aliases, so the first holds an external_id inside `user_alias`.
    const attributes = [known, ...aliases.slice(1)].map((user_alias) => ({ user_alias, email: user_alias.alias_name }));
    for (const chunk of chunks(attributes, 75)) await post('/users/track', { attributes: chunk });
    const found: Record<string, unknown> = {};
    for (const chunk of chunks(aliases, 50)) {
      const { users } = await post('/users/export/ids', {
        user_aliases: chunk,
        fields_to_export: ['external_id', 'email'],
      });
      for (const user of users) found[user.email] = user.external_id;
    }

    expect(Object.keys(found)).toEqual(emails);
    expect(found[emails[0]!]).toBe('5');
    expect(Object.values(found).slice(1)).toEqual(Array.from({ length: 119 }, () => undefined));
  });

  it('identifies fifty aliases by integer, half of them unknown', async () => {
    const entries = Array.from({ length: 50 }, (_, index) => ({
      external_id: 9000 + index,
      user_alias: {
        alias_label: label,
        alias_name: index < 25 ? `learner${index + 1}@example.com` : `stranger${index}`,
      },
    }));

    expect(await post('/users/identify', { aliases_to_identify: entries })).toEqual({
      aliases_processed: 50,
      message: 'success',
    });
    const { users } = await post('/users/export/ids', {
      email_address: 'learner1@example.com',
      fields_to_export: ['external_id'],
    });
    expect(users).toEqual([{ external_id: '9000' }]);
    expect(await hark.exportBy({ external_ids: ['9049'] })).toEqual([]);
  });

  it('reads the time of the next window as a float', async () => {
    const { headers: sent } = await sendRaw(hark.url, 'POST', '/users/track', headers, '{"attributes": []}');

    expect(Number.parseFloat(String(sent['x-ratelimit-reset']))).toBeGreaterThan(1e9);
  });
});

describe("Mozilla's basket (Python)", () => {
  const headers = {
    'User-Agent': 'python-requests/2.32.3',
    'Accept-Encoding': 'gzip, deflate',
    Accept: '*/*',
    ...bearer,
  };
  const post = (path: string, data: object) => sendRaw(hark.url, 'POST', path, headers, pythonJson(data));
  const email = 'Reader@example.com';
  const user_alias = { alias_name: email, alias_label: 'email' };

  it('makes an alias-only person and its event in one request, then finds it by alias and email at once', async () => {
    const tracked = await post('/users/track', {
      attributes: [{ email, _update_existing_only: false, user_alias, basket_token: 'token' }],
      events: [{ name: 'newsletter-signup', time: '2026-11-22T11:59:59.123456+00:00', user_alias }],
    });
    const exported = await post('/users/export/ids', {
      user_aliases: [user_alias],
      email_address: email,
      fields_to_export: [
        'braze_id',
        'created_at',
        'custom_attributes',
        'custom_events',
        'email',
        'external_id',
        'first_name',
      ],
    });

    expect([tracked.status, tracked.body]).toEqual([
      201,
      { attributes_processed: 1, events_processed: 1, message: 'success' },
    ]);
    expect(exported.body.users).toMatchObject([
      { email, custom_attributes: { basket_token: 'token' }, custom_events: [{ name: 'newsletter-signup', count: 1 }] },
    ]);
    const deleted = await post('/users/delete', { braze_ids: [exported.body.users[0].braze_id] });
    expect(deleted.body).toEqual({ deleted: 1, message: 'success' });
  });

  it('sends its nested attributes with times, and reads them back', async () => {
    const user_attributes_v1 = [
      { basket_token: 'b', created_at: { $time: '2026-01-02T03:04:05Z' }, has_fxa: false, mailing_country: 'us' },
    ];
    await post('/users/track', { attributes: [{ external_id: 'basket-1', email, user_attributes_v1, fxa: null }] });
    const { body } = await post('/users/export/ids', {
      email_address: null,
      user_aliases: [],
      external_ids: ['basket-1'],
    });

    expect(body.users[0].custom_attributes.user_attributes_v1).toEqual([
      { basket_token: 'b', created_at: '2026-01-02T03:04:05.000Z', has_fxa: false, mailing_country: 'us' },
    ]);
  });

  it('asks with a query and the body `null`, by id and email together, and reads the first person', async () => {
    const answer = await sendRaw(
      hark.url,
      'GET',
      '/subscription/user/status?external_id=basket-1&email=Reader%40example.com',
      headers,
      'null',
    );

    expect(answer.status).toBe(200);
    expect(answer.body.users[0]).toMatchObject({ external_id: 'basket-1', subscription_groups: [] });
  });

  it('takes the text of a refusal from the raw body', async () => {
    const { status, text } = await post('/users/track', { attributes: [{ email: 'no' }] });

    expect([status, text.startsWith('{"message":"Valid data must be provided')]).toEqual([400, true]);
  });
});

describe('RudderStack', () => {
  it('finds the refused objects of a batch by array and place', async () => {
    const body = {
      partner: 'RudderStack',
      attributes: [{ external_id: 'rudder-1', email: 'a@x.com' }, { email: 'broken' }],
      events: [{ name: 'nobody', time: '2026-11-20T10:00:00.000Z' }],
      purchases: [
        {
          external_id: 'rudder-1',
          product_id: 'p',
          currency: 'USD',
          price: 1,
          quantity: 0,
          time: '2026-11-20T10:00:00.000Z',
        },
      ],
    };
    const { status, body: answer } = await sendRaw(hark.url, 'POST', '/users/track', bearer, JSON.stringify(body));

    expect([status, answer.message]).toEqual([201, 'success']);
    expect(
      answer.errors.map(({ input_array, index }: { input_array: string; index: number }) => `${input_array} ${index}`),
    ).toEqual(['attributes 1', 'events 0', 'purchases 0']);
  });
});

describe('lists of 500 in every spelling', () => {
  const ids = Array.from({ length: 500 }, (_, index) => `long-${index}`);

  beforeAll(async () => {
    for (const chunk of chunks(ids, 75))
      await hark.request('POST', '/users/track', {
        body: { attributes: chunk.map((external_id) => ({ external_id, x: 1 })) },
      });
  });

  it.each<[string, (id: string, index: number) => string]>([
    ['k[]=a', (id) => `external_id[]=${id}`],
    ['k%5B%5D=a', (id) => `external_id%5B%5D=${id}`],
    ['k[0]=a', (id, index) => `external_id[${index}]=${id}`],
    ['k%5B0%5D=a', (id, index) => `external_id%5B${index}%5D=${id}`],
    ['k=a&k=b', (id) => `external_id=${id}`],
  ])('%s', async (_, spell) => {
    const query = ids.map(spell).join('&');
    const { status, body } = await sendRaw(
      hark.url,
      'GET',
      `/subscription/status/get?subscription_group_id=${hark.promo}&${query}`,
      bearer,
    );
    const listed = await sendRaw(hark.url, 'GET', `/subscription/user/status?${query}`, bearer);

    expect([status, Object.keys((body.status ?? {}) as object).length]).toEqual([200, 500]);
    expect([listed.status, listed.body.total_count]).toEqual([200, 500]);
  });
});

/** As Python's `json.dumps` writes it: a blank after colons and commas, ASCII only. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries.map(([key, item]) => `${pythonJson(key)}: ${pythonJson(item)}`).join(', ')}}`;
  }
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
