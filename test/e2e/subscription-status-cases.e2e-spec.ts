import { request } from 'node:http';
import pg from 'pg';
import type { Answer } from '../support/app.js';
import { bootHark, TEST_API_KEY, type TestHark } from '../support/hark.js';
import { postSigned, twilioForm } from '../support/twilio.js';

/** The cases of contract "Braze API", section 7, about the status of people in groups, over real HTTP on the whole product. */
describe('subscription status cases of the contract', () => {
  let hark: TestHark;
  let people = 0;

  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());
  // Statements less than two seconds apart have no order; only the tests of races want that.
  beforeEach(() => {
    hark.clock.advance(10_000);
  });

  /** A number nobody has used in this file. */
  const somebody = (): string => `+1917444${String((people += 1)).padStart(4, '0')}`;
  const track = async (attributes: object[]): Promise<void> => {
    expect((await hark.request('POST', '/users/track', { body: { attributes } })).status).toBe(201);
  };
  const set = (body: object) => hark.request('POST', '/subscription/status/set', { body });
  const setV2 = (...subscription_groups: object[]) =>
    hark.request('POST', '/v2/subscription/status/set', { body: { subscription_groups } });
  const order = (state: string, changes: object = {}) => ({
    subscription_group_id: hark.promo,
    subscription_state: state,
    ...changes,
  });
  const statuses = async (ids: readonly string[], group = hark.promo): Promise<Record<string, string>> => {
    const query = ids.map((id) => `external_id[]=${id}`).join('&');
    return (await hark.request('GET', `/subscription/status/get?subscription_group_id=${group}&${query}`)).body.status;
  };
  const users = (query: string) => hark.request('GET', `/subscription/user/status?${query}`);
  const history = async (number: string) =>
    hark.rows(`select * from consent_change where number = $1 order by seq`, [number]);
  const succeeded = expect.objectContaining({ status: 201, body: { message: 'success' } });

  it('case 43: sets the status of one external id, and keeps who asked as evidence', async () => {
    const number = somebody();
    await track([{ external_id: 'one', phone: number }]);

    expect(await set(order('subscribed', { external_id: 'one' }))).toEqual(succeeded);

    expect(await hark.status(hark.promo, number)).toBe('Subscribed');
    expect(await hark.status(hark.news, number)).toBe('Unknown');
    const [key] = await hark.rows<{ id: string }>(`select id from api_key`);
    const [profile] = await hark.exportBy({ external_ids: ['one'] });
    expect(await history(number)).toMatchObject([
      { source: 'api', actor: key?.id, action: 'opt_in', effect: 'changed', profile_ids: [profile.braze_id] },
    ]);
  });

  it('case 44: refuses a group that does not exist', async () => {
    const body = { subscription_state: 'subscribed', external_id: 'one' };

    for (const subscription_group_id of ['non-existing-subscription-group', '01900000-0000-7000-8000-0000000000ff'])
      expect(await set({ ...body, subscription_group_id })).toMatchObject({
        status: 400,
        body: { message: 'Invalid subscription group ID' },
      });
  });

  it('case 45: refuses email and phone together', async () => {
    expect(await set(order('subscribed', { email: 'a@x.com', phone: somebody() }))).toMatchObject({
      status: 400,
      body: { message: 'Either an email address or a phone number should be provided, but not both.' },
    });
  });

  it('case 46: a phone takes everybody on it out of the group', async () => {
    const number = somebody();
    await track([
      { external_id: 'both-a', phone: number },
      { external_id: 'both-b', phone: number },
    ]);

    expect(await set(order('unsubscribed', { phone: [number] }))).toEqual(succeeded);

    expect(await statuses(['both-a', 'both-b'])).toEqual({ 'both-a': 'Unsubscribed', 'both-b': 'Unsubscribed' });
    expect(await history(number)).toMatchObject([
      { profile_ids: [expect.any(String), expect.any(String)], state_after: 'unsubscribed' },
    ]);
  });

  it('case 47: v2 takes a singular external_id', async () => {
    const number = somebody();
    await track([{ external_id: 'singular', phone: number }]);

    expect(await setV2(order('subscribed', { external_id: 'singular' }))).toEqual(succeeded);

    expect(await hark.status(hark.promo, number)).toBe('Subscribed');
  });

  it('case 48: v2 with one bad group does nothing at all', async () => {
    const number = somebody();
    await track([{ external_id: 'bad-group', phone: number }]);
    const bad = { ...order('subscribed'), subscription_group_id: 'non-existing', external_ids: ['bad-group'] };

    expect(await setV2(order('subscribed', { external_ids: ['bad-group'] }), bad)).toMatchObject({
      status: 400,
      body: { message: 'Invalid subscription group ID' },
    });

    expect(await history(number)).toEqual([]);
  });

  describe('three people: subscribed, unsubscribed, never asked', () => {
    const ids = ['test-user-1', 'test-user-2', 'test-user-3'];
    const query = ids.map((id) => `external_id[]=${id}`).join('&');

    beforeAll(async () => {
      hark.clock.advance(10_000);
      await track(ids.map((external_id) => ({ external_id, phone: somebody() })));
      await setV2(
        order('subscribed', { external_ids: ['test-user-1'] }),
        order('unsubscribed', { external_ids: ['test-user-2'] }),
      );
    });

    it('case 49: status/get tells the three apart', async () => {
      expect(
        await hark.request('GET', `/subscription/status/get?subscription_group_id=${hark.promo}&${query}`),
      ).toEqual(
        expect.objectContaining({
          status: 200,
          body: {
            status: { 'test-user-1': 'Subscribed', 'test-user-2': 'Unsubscribed', 'test-user-3': 'Unknown' },
            message: 'success',
          },
        }),
      );
    });

    it('case 50: status/get refuses a group that does not exist', async () => {
      expect(
        await hark.request('GET', `/subscription/status/get?subscription_group_id=no-such&${query}`),
      ).toMatchObject({ status: 400, body: { message: 'Invalid subscription group ID' } });
    });

    it('case 51: user/status lists them in the order of the request, each with its groups', async () => {
      const reversed = [...ids].reverse();
      const answer = await users(reversed.map((id) => `external_id[]=${id}`).join('&'));

      const inPromo = (status: string) => [{ id: hark.promo, name: 'Promo', channel: 'sms', status }];
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        users: [
          { email: null, phone: expect.any(String), external_id: 'test-user-3', subscription_groups: [] },
          {
            email: null,
            phone: expect.any(String),
            external_id: 'test-user-2',
            subscription_groups: inPromo('Unsubscribed'),
          },
          {
            email: null,
            phone: expect.any(String),
            external_id: 'test-user-1',
            subscription_groups: inPromo('Subscribed'),
          },
        ],
        total_count: 3,
        message: 'success',
      });
    });

    it('case 52: user/status under a double slash with numbered brackets', async () => {
      const answer = await hark.request(
        'GET',
        '//subscription/user/status?external_id%5B0%5D=test-user-1&external_id%5B1%5D=test-user-2',
      );

      expect(answer.status).toBe(200);
      expect(answer.body.users.map((user: { external_id: string }) => user.external_id)).toEqual([
        'test-user-1',
        'test-user-2',
      ]);
    });
  });

  it('case 53: user/status for 60 external ids gives 60 people', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `sixty-${index}`);
    await track(ids.map((external_id) => ({ external_id })));

    const answer = await users(ids.map((id) => `external_id[]=${id}`).join('&'));

    expect(answer.status).toBe(200);
    expect(answer.body.users.map((user: { external_id: string }) => user.external_id)).toEqual(ids);
    expect(answer.body.total_count).toBe(60);
  });

  it('case 54: status/get finds a phone whose plus was not encoded', async () => {
    const number = somebody();
    await track([{ external_id: 'unencoded', phone: number }]);
    await set(order('subscribed', { phone: number }));

    const answer = await hark.request(
      'GET',
      `/subscription/status/get?subscription_group_id=${hark.promo}&phone=${number}`,
    );

    expect(answer.body).toEqual({ status: { [number]: 'Subscribed' }, message: 'success' });
  });

  it('case 73: in a double opt-in group the flag decides between pending and subscribed', async () => {
    const made = await hark.request('POST', '/admin/subscription_groups', {
      body: { name: 'Asks twice', double_opt_in: true },
    });
    const [asked, taken] = [somebody(), somebody()];
    await track([
      { external_id: 'asked', phone: asked },
      { external_id: 'taken', phone: taken },
    ]);
    const twice = (external_id: string, changes = {}) =>
      set({ ...order('subscribed', { external_id, ...changes }), subscription_group_id: made.body.id });

    expect(await twice('asked', { use_double_opt_in_logic: true })).toEqual(succeeded);
    expect(await twice('taken')).toEqual(succeeded);

    expect(await statuses(['asked', 'taken'], made.body.id)).toEqual({ asked: 'Unsubscribed', taken: 'Subscribed' });
    expect(await history(asked)).toMatchObject([
      { state_after: 'pending_double_opt_in', reason: 'double_opt_in_prompt' },
    ]);
  });

  it('case 73: a prompt that the API opened is confirmed by a text', async () => {
    const number = somebody();
    await hark.request('PATCH', `/admin/subscription_groups/${hark.news}`, { body: { double_opt_in: true } });
    await track([{ external_id: 'confirms', phone: number }]);
    await setV2({
      ...order('subscribed', { external_ids: ['confirms'], use_double_opt_in_logic: true }),
      subscription_group_id: hark.news,
    });

    await hark.text(number, 'YES', { to: '66666' });

    expect(await hark.status(hark.news, number)).toBe('Subscribed');
    await hark.request('PATCH', `/admin/subscription_groups/${hark.news}`, { body: { double_opt_in: false } });
  });

  it('case 76: a changed phone takes the state along to a number of which nothing is known', async () => {
    const [a, b] = [somebody(), somebody()];
    await track([{ external_id: 'moves', phone: a }]);
    await set(order('subscribed', { external_id: 'moves' }));

    await track([{ external_id: 'moves', phone: b }]);

    expect(await hark.status(hark.promo, b)).toBe('Subscribed');
    expect((await users('external_id=moves')).body.users[0]).toMatchObject({
      phone: b,
      subscription_groups: [{ name: 'Promo', status: 'Subscribed' }],
    });
  });

  it('case 77: a changed phone whose new number has left is unsubscribed', async () => {
    const [a, b] = [somebody(), somebody()];
    await track([{ external_id: 'arrives', phone: a }]);
    await set(order('subscribed', { external_id: 'arrives' }));
    await hark.text(b, 'STOP');

    await track([{ external_id: 'arrives', phone: b }]);

    expect(await statuses(['arrives'])).toEqual({ arrives: 'Unsubscribed' });
    expect((await users('external_id=arrives')).body.users[0].subscription_groups).toMatchObject([
      { status: 'Unsubscribed' },
    ]);
  });

  it('case 88: user/status with external_id and email, JSON content type and the body null', async () => {
    await track([
      { external_id: 'a', email: 'a@x.com' },
      { external_id: 'other', email: 'a@x.com' },
    ]);

    const answer = await getWithBody(`${hark.url}/subscription/user/status?external_id=a&email=a@x.com`, 'null');

    expect(answer.status).toBe(200);
    expect(answer.body.users).toHaveLength(1);
    expect(answer.body.users[0]).toMatchObject({ external_id: 'a', email: 'a@x.com', phone: null });
  });

  it('case 94: an empty external_id list beside a phone', async () => {
    const number = somebody();
    await track([{ external_id: 'typed', phone: number }]);

    expect(await set(order('subscribed', { external_id: [], phone: [number] }))).toEqual(succeeded);

    expect(await hark.status(hark.promo, number)).toBe('Subscribed');
  });

  it('STOP answers an order that came before it, and an order answers STOP', async () => {
    const number = somebody();
    await track([{ external_id: 'talks', phone: number }]);
    await set(order('subscribed', { external_id: 'talks' }));
    await hark.text(number, 'STOP');
    expect(await statuses(['talks'])).toEqual({ talks: 'Unsubscribed' });

    hark.clock.advance(10_000);
    await set(order('subscribed', { external_id: 'talks' }));

    expect(await statuses(['talks'])).toEqual({ talks: 'Subscribed' });
    expect((await history(number)).map(({ source }) => source)).toEqual(['api', 'keyword', 'api']);
  });

  it('obeys a client’s calls in their order, however close, but not one within two seconds of a STOP', async () => {
    const number = somebody();
    await track([{ external_id: 'in a hurry', phone: number }]);
    for (const state of ['subscribed', 'unsubscribed', 'subscribed', 'unsubscribed', 'subscribed']) {
      hark.clock.advance(5);
      await set(order(state, { external_id: 'in a hurry' }));
    }
    expect(await hark.status(hark.promo, number)).toBe('Subscribed');
    for (const subscription_state of ['unsubscribed', 'subscribed']) {
      hark.clock.advance(5);
      const subscription_groups = [{ subscription_group_id: hark.promo, subscription_state }];
      await track([{ external_id: 'in a hurry', subscription_groups }]);
    }
    expect(await hark.status(hark.promo, number)).toBe('Subscribed');

    await hark.text(number, 'STOP');
    await set(order('subscribed', { external_id: 'in a hurry' }));

    expect(await hark.status(hark.promo, number)).toBe('Unsubscribed');
  });

  it('shows the anonymous profile of a text, and everybody on a shared phone', async () => {
    const number = somebody();
    await hark.text(number, 'START');
    await track([{ external_id: 'shares', phone: number }]);

    const answer = await users(`phone=${number}`);

    const groups = [{ id: hark.promo, name: 'Promo', channel: 'sms', status: 'Subscribed' }];
    expect(answer.body.total_count).toBe(2);
    expect(answer.body.users).toEqual(
      expect.arrayContaining([
        { email: null, phone: number, external_id: null, subscription_groups: groups },
        { email: null, phone: number, external_id: 'shares', subscription_groups: groups },
      ]),
    );
  });

  it('makes no profile and stores nothing for a phone or an external id of nobody', async () => {
    const number = somebody();

    expect(await set(order('subscribed', { external_id: 'nobody-at-all', phone: number }))).toEqual(succeeded);

    expect(await hark.exportBy({ phone: number })).toEqual([]);
    expect(await history(number)).toEqual([]);
    expect(await hark.status(hark.promo, number)).toBe('Unknown');
  });

  it('remembers the wish for somebody without a number until one arrives', async () => {
    const number = somebody();
    await track([{ external_id: 'no-number' }]);
    await set(order('subscribed', { external_id: 'no-number' }));
    expect((await users('external_id=no-number')).body.users[0].subscription_groups).toMatchObject([
      { status: 'Subscribed' },
    ]);

    await track([{ external_id: 'no-number', phone: number }]);

    expect(await hark.status(hark.promo, number)).toBe('Subscribed');
    expect(await history(number)).toMatchObject([{ reason: 'waiting_wish' }]);
  });

  it('a number reported as given up stands nowhere again, and its profile keeps the number', async () => {
    const number = somebody();
    await track([{ external_id: 'gave-up', phone: number }]);
    await set(order('subscribed', { external_id: 'gave-up' }));
    hark.clock.advance(10_000);

    const flagged = await hark.request('POST', '/admin/invalid_numbers', { body: { number, reason: 'deactivated' } });

    expect(flagged.status).toBe(201);
    expect(await statuses(['gave-up'])).toEqual({ 'gave-up': 'Unknown' });
    expect((await users('external_id=gave-up')).body.users[0]).toMatchObject({
      phone: number,
      subscription_groups: [],
    });
    expect((await history(number)).at(-1)).toMatchObject({ source: 'deactivation', state_after: 'unknown' });
  });

  it('asks for one permission to set and for another to read', async () => {
    const keyWith = async (permission: string) => {
      const made = await hark.request('POST', '/admin/api_keys', {
        body: { name: permission, permissions: [permission] },
      });
      return { authorization: `Bearer ${made.body.key as string}` };
    };
    const [setter, reader] = [await keyWith('subscription.status.set'), await keyWith('subscription.groups.get')];
    const body = order('subscribed', { external_id: 'x' });
    const statusOf = async (headers: Record<string, string>) => [
      (await hark.request('POST', '/subscription/status/set', { body, headers })).status,
      (await hark.request('POST', '/v2/subscription/status/set', { body: { subscription_groups: [body] }, headers }))
        .status,
      (await hark.request('GET', '/subscription/user/status?external_id=x', { headers })).status,
    ];

    expect(await statusOf(setter)).toEqual([201, 201, 403]);
    expect(await statusOf(reader)).toEqual([403, 403, 200]);
  });

  it('50 phones cost no more statements than one', async () => {
    const phones = Array.from({ length: 50 }, somebody);
    await track(phones.map((phone, index) => ({ external_id: `phone-${index}`, phone })));
    const client = pg.Client.prototype as unknown as { query: (...parameters: unknown[]) => unknown };
    const { query } = client;
    let sent: { readonly by: unknown; readonly text: string }[] = [];
    client.query = function (...parameters) {
      const [statement] = parameters as [string | { text: string }];
      sent.push({ by: this, text: typeof statement === 'string' ? statement : statement.text });
      return query.apply(this, parameters);
    };
    /** Statements of the transaction that wrote the order: the product works in the background, too. */
    const count = async (phone: readonly string[]) => {
      hark.clock.advance(10_000);
      sent = [];
      await set(order('subscribed', { phone }));
      const isWriting = ({ text }: { text: string }) => text.includes('insert into consent_change');
      const writer = sent.find(isWriting)?.by;
      const texts = sent.filter(({ by }) => by === writer);
      const written = texts.findIndex(isWriting);
      const begun = texts.slice(0, written).findLastIndex(({ text }) => text.startsWith('START TRANSACTION'));
      return texts.slice(begun).findIndex(({ text }) => text.startsWith('COMMIT')) + 1;
    };

    const [one, all] = [await count(phones.slice(0, 1)), await count(phones)];
    client.query = query;

    expect(one).toBeGreaterThan(5);
    expect(all).toBe(one);
    expect(await statuses(phones.map((_, index) => `phone-${index}`))).toEqual(
      Object.fromEntries(phones.map((_, index) => [`phone-${index}`, 'Subscribed'])),
    );
  });

  it('50 orders on one number at once end in one state, each with its row of history', async () => {
    const number = somebody();
    await track([{ external_id: 'busy', phone: number }]);

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        index % 2 === 0
          ? set(order(index % 4 === 0 ? 'subscribed' : 'unsubscribed', { external_id: 'busy' }))
          : setV2(order('subscribed', { phones: [number] })),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array<number>(50).fill(201));
    expect(await hark.status(hark.promo, number)).toBe('Unsubscribed');
    const rows = await history(number);
    expect(rows).toHaveLength(50);
    // Every row begins where the row before ended: nobody decided on a state that somebody else was changing.
    rows.reduce<unknown>((state, row) => {
      expect(row['state_before']).toBe(state);
      return row['state_after'];
    }, 'unknown');
    expect(rows.at(-1)?.['state_after']).toBe('unsubscribed');
  });

  it('STOP at the same moment as orders to subscribe leaves the number unsubscribed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const number = somebody();
      await track([{ external_id: `races-${round}`, phone: number }]);

      // All at one instant: the clock stands still.
      await Promise.all([
        ...Array.from({ length: 5 }, () => set(order('subscribed', { phone: number }))),
        postSigned(hark.url, hark.inboundPath, twilioForm({ from: number, to: '55555', body: 'STOP' })),
        ...Array.from({ length: 5 }, () => set(order('subscribed', { external_id: `races-${round}` }))),
      ]);

      expect(await hark.status(hark.promo, number)).toBe('Unsubscribed');
      const rows = await history(number);
      expect(rows).toHaveLength(11);
      expect(rows.filter(({ source }) => source === 'keyword')).toMatchObject([{ state_after: 'unsubscribed' }]);
    }
  });

  it('orders for somebody whose first number arrives at the same moment are never left waiting', async () => {
    for (let round = 0; round < 5; round += 1) {
      const number = somebody();
      const external_id = `arriving-${round}`;
      await track([{ external_id }]);

      await Promise.all([
        ...Array.from({ length: 3 }, () => set(order('subscribed', { external_id }))),
        track([{ external_id, phone: number }]),
        ...Array.from({ length: 3 }, () => set(order('subscribed', { external_id }))),
      ]);

      expect(await hark.status(hark.promo, number)).toBe('Subscribed');
      const [profile] = await hark.exportBy({ external_ids: [external_id] });
      expect(await hark.rows(`select 1 from profile_group_wish where braze_id = $1`, [profile.braze_id])).toEqual([]);
    }
  });
});

/** A GET that carries a body, which `fetch` refuses to send. */
async function getWithBody(url: string, body: string): Promise<Pick<Answer, 'status' | 'body'>> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${TEST_API_KEY}`, 'content-type': 'application/json' };
    const asking = request(url, { method: 'GET', headers: { ...headers, 'content-length': body.length } }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) });
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}
