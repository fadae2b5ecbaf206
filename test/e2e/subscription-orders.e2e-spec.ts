import { bootHark, type TestHark } from '../support/hark.js';
import { transactionOf } from '../support/statements.js';
import { postSigned, twilioForm } from '../support/twilio.js';

/** The status of people in groups, beyond the numbered cases of the contract, over real HTTP on the whole product. */
describe('orders about the status of people in groups', () => {
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
    const count = async (phone: readonly string[]) => {
      hark.clock.advance(10_000);
      return (await transactionOf('insert into consent_change', () => set(order('subscribed', { phone })))).length;
    };

    const [one, all] = [await count(phones.slice(0, 1)), await count(phones)];

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
