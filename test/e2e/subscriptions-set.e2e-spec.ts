import { aFreshNumber, bootSubscriptions, type SubscriptionsApp } from '../support/subscriptions.js';

let app: SubscriptionsApp;
let people = 0;

beforeAll(async () => {
  app = await bootSubscriptions();
});
afterAll(() => app.close());
beforeEach(() => {
  app.clock.advance(10_000);
});

const set = (body: unknown) => app.request('POST', '/subscription/status/set', { body });
const setV2 = (...subscription_groups: unknown[]) =>
  app.request('POST', '/v2/subscription/status/set', { body: { subscription_groups } });
const subscribed = (subscription_group_id: string, changes: object) => ({
  subscription_group_id,
  subscription_state: 'subscribed',
  ...changes,
});
/** A profile as identity would answer; its external id. */
function aPerson(phoneE164: string | null, email: string | null = null): string {
  people += 1;
  const externalId = `person-${people}`;
  app.profiles.add({
    brazeId: people.toString(16).padStart(24, 'e'),
    externalId,
    email,
    phoneE164,
    phoneShown: phoneE164,
  });
  return externalId;
}
const users = async (query: string) => {
  const answer = await app.request('GET', `/subscription/user/status?${query}`);
  expect(answer).toMatchObject({ status: 200, body: { message: 'success' } });
  return answer.body as {
    users: { external_id: string | null; phone: string | null; subscription_groups: Record<string, string>[] }[];
    total_count: number;
  };
};
const success = { status: 201, body: { message: 'success' } };
const refusal = (message: string) => ({ status: 400, body: { message } });

describe('POST /subscription/status/set', () => {
  it('takes a number without its plus, with brackets, as a JSON number and in the plural', async () => {
    const group = await app.aGroup();
    const [a, b, c, d] = [aFreshNumber(), aFreshNumber(), aFreshNumber(), aFreshNumber()];
    for (const number of [a, b, c, d]) aPerson(number);
    const inBrackets = `(${b.slice(2, 5)}) ${b.slice(5, 8)}-${b.slice(8)}`;

    expect(await set(subscribed(group, { phone: a.slice(1) }))).toMatchObject(success);
    expect(await set(subscribed(group, { phone: inBrackets }))).toMatchObject(success);
    expect(await set(subscribed(group, { phone: Number(c.slice(1)) }))).toMatchObject(success);
    expect(await set(subscribed(group, { phones: [d, d, `+${d}`] }))).toMatchObject(success);

    for (const number of [a, b, c, d]) expect(await app.history(number)).toMatchObject([{ state_after: 'subscribed' }]);
  });

  it('takes the id of a group in capitals, and extra keys', async () => {
    const [group, number] = [await app.aGroup(), aFreshNumber()];
    const external_id = aPerson(number);

    expect(await set({ ...subscribed(group.toUpperCase(), { external_id }), app_group_id: 'x' })).toMatchObject(
      success,
    );
    expect(await app.stateOf(number, group)).toBe('subscribed');
  });

  it('speaks to the union of external ids and phones, once per number', async () => {
    const [group, shared, other] = [await app.aGroup(), aFreshNumber(), aFreshNumber()];
    const external_id = aPerson(shared);
    aPerson(other);

    await set(subscribed(group, { external_id: [external_id], phone: [shared, other] }));

    expect(await app.history(shared)).toHaveLength(1);
    expect(await app.history(other)).toHaveLength(1);
  });

  it('keeps a repeat in the history without changing anything', async () => {
    const [group, number] = [await app.aGroup(), aFreshNumber()];
    const external_id = aPerson(number);
    await set(subscribed(group, { external_id }));
    app.clock.advance(10_000);

    await set(subscribed(group, { external_id }));

    expect((await app.history(number)).map(({ effect }) => effect)).toEqual(['repeated', 'changed']);
  });

  it('holds the state of a group for e-mail with every profile on the address', async () => {
    const group = await app.aGroup({ channel: 'email' });
    const number = aFreshNumber();
    const [one, two] = [aPerson(number, 'Shared@x.com'), aPerson(null, 'shared@x.com')];

    expect(await set(subscribed(group, { email: [' SHARED@x.com '] }))).toMatchObject(success);

    const found = await users(`external_id=${one}&external_id=${two}`);
    expect(found.users.map((user) => user.subscription_groups)).toEqual([
      [expect.objectContaining({ id: group, channel: 'email', status: 'Subscribed' })],
      [expect.objectContaining({ id: group, channel: 'email', status: 'Subscribed' })],
    ]);
    expect(await app.history(number)).toEqual([]);
  });

  it.each([
    ['sms', { email: 'a@x.com' }, `'external_id' or 'phone' is required`],
    ['sms', {}, `'external_id' or 'phone' is required`],
    ['sms', { external_id: [], phone: '' }, `'external_id' or 'phone' is required`],
    ['email', { phone: '+14155552671' }, `'external_id' or 'email' is required`],
  ])('refuses an order for a group for %s that names only %j', async (channel, names, message) => {
    expect(await set(subscribed(await app.aGroup({ channel }), names))).toMatchObject(refusal(message));
  });

  it.each(['', '[]', 'null', '"text"', '{}'])('refuses the body %j', async (body) => {
    const headers = { 'content-type': 'application/json' };

    expect(await app.request('POST', '/subscription/status/set', { body, headers })).toMatchObject(
      refusal('Invalid subscription group ID'),
    );
  });

  it('survives names that PostgreSQL cannot store', async () => {
    const group = await app.aGroup();

    expect(await set(subscribed(group, { external_id: ['\u0000', '\ud800'], phone: '\u0000' }))).toMatchObject(success);
  });

  it('opens a double opt-in for a wish only when the number arrives, and shows it as unsubscribed', async () => {
    const group = await app.aGroup({ double_opt_in: true });
    const external_id = aPerson(null);

    await set(subscribed(group, { external_id, use_double_opt_in_logic: true }));

    expect((await users(`external_id=${external_id}`)).users[0]?.subscription_groups).toMatchObject([
      { status: 'Unsubscribed' },
    ]);
  });
});

describe('POST /v2/subscription/status/set', () => {
  it('obeys every element: many groups, plural and singular, phones beside external ids', async () => {
    const [first, second, mail] = [await app.aGroup(), await app.aGroup(), await app.aGroup({ channel: 'email' })];
    const [a, b] = [aFreshNumber(), aFreshNumber()];
    const [one, two] = [aPerson(a), aPerson(b, 'two@x.com')];

    expect(
      await setV2(
        subscribed(first, { external_ids: [one], phones: [b] }),
        subscribed(second, { external_id: two }),
        { ...subscribed(second, { phone: a }), subscription_state: 'unsubscribed' },
        subscribed(mail, { emails: ['two@x.com'], phones: [] }),
      ),
    ).toMatchObject(success);

    expect([await app.stateOf(a, first), await app.stateOf(b, first)]).toEqual(['subscribed', 'subscribed']);
    expect([await app.stateOf(a, second), await app.stateOf(b, second)]).toEqual(['unsubscribed', 'subscribed']);
    expect((await users(`external_id=${two}`)).users[0]?.subscription_groups).toHaveLength(3);
  });

  it.each(['first', 'last'])('does nothing when the %s element names an unknown group', async (place) => {
    const [group, number] = [await app.aGroup(), aFreshNumber()];
    const good = subscribed(group, { external_ids: [aPerson(number)] });
    const bad = subscribed('01900000-0000-7000-8000-0000000000ff', { external_ids: ['a'] });

    expect(await setV2(...(place === 'first' ? [bad, good] : [good, bad]))).toMatchObject(
      refusal('Invalid subscription group ID'),
    );
    expect(await app.history(number)).toEqual([]);
  });

  it('sets 50 people in 20 groups at once', async () => {
    const numbers = Array.from({ length: 50 }, aFreshNumber);
    const external_ids = numbers.map((number) => aPerson(number));
    const groups: string[] = [];
    for (let index = 0; index < 20; index += 1) groups.push(await app.aGroup());

    expect(await setV2(...groups.map((group) => subscribed(group, { external_ids })))).toMatchObject(success);

    expect(
      await app.rows(`select count(*)::int as count from consent_change where group_id = any($1)`, [groups]),
    ).toEqual([{ count: 1000 }]);
  });
});

describe('GET /subscription/user/status', () => {
  it('pages, counting everybody', async () => {
    const ids = Array.from({ length: 5 }, () => aPerson(null));
    const query = ids.map((id) => `external_id[]=${id}`).join('&');
    const page = async (more: string) => {
      const { users: found, total_count } = await users(`${query}&${more}`);
      return [found.map((user) => user.external_id), total_count];
    };

    expect(await page('limit=2')).toEqual([ids.slice(0, 2), 5]);
    expect(await page('limit=2&offset=4')).toEqual([ids.slice(4), 5]);
    expect(await page('offset=9&limit=')).toEqual([[], 5]);
  });

  it('gives 100 at most', async () => {
    const ids = Array.from({ length: 101 }, () => aPerson(null));
    const found = await users(ids.map((id) => `external_id=${id}`).join('&'));

    expect([found.users.length, found.total_count]).toEqual([100, 101]);
  });

  it('leaves unknown people out, and answers for nobody', async () => {
    const id = aPerson(null);

    expect((await users(`external_id[]=nobody&external_id[]=${id}&external_id[]=%00`)).total_count).toBe(1);
    expect(await users('external_id=nobody')).toMatchObject({ users: [], total_count: 0 });
    expect(await users('phone=not-a-number')).toMatchObject({ users: [], total_count: 0 });
  });

  it('lists everybody on a phone or an address, the anonymous with null', async () => {
    const number = aFreshNumber();
    const id = aPerson(number, 'list@x.com');
    app.profiles.add({ brazeId: 'f'.repeat(24), phoneE164: number, phoneShown: number });

    for (const spelling of [number, encodeURIComponent(number), number.slice(1)])
      expect((await users(`phone=${spelling}`)).users.map((user) => user.external_id)).toEqual([id, null]);
    expect((await users('email=LIST@x.com')).users).toEqual([
      { email: 'list@x.com', phone: number, external_id: id, subscription_groups: [] },
    ]);
  });

  it('lists groups by name, with what the number has before what the profile holds', async () => {
    const [b, a] = [await app.aGroup({ name: 'user status B' }), await app.aGroup({ name: 'user status A' })];
    const number = aFreshNumber();
    const external_id = aPerson(number);
    await setV2(subscribed(b, { external_id }), {
      ...subscribed(a, { external_id }),
      subscription_state: 'unsubscribed',
    });

    expect((await users(`external_id=${external_id}`)).users[0]?.subscription_groups).toEqual([
      { id: a, name: 'user status A', channel: 'sms', status: 'Unsubscribed' },
      { id: b, name: 'user status B', channel: 'sms', status: 'Subscribed' },
    ]);
  });

  it.each([
    [
      'email=a@x.com&phone=%2B19173337578',
      'Either an email address or a phone number should be provided, but not both.',
    ],
    ['', `'external_id', 'email' or 'phone' is required`],
    ['external_id=a&limit=0', `'limit' must be an integer from 1 to 100`],
    ['external_id=a&limit=101', `'limit' must be an integer from 1 to 100`],
    ['external_id=a&offset=-1', `'offset' must be an integer from 0`],
    ['external_id=a&offset=x', `'offset' must be an integer from 0`],
  ])('refuses %j', async (query, message) => {
    expect(await app.request('GET', `/subscription/user/status?${query}`)).toMatchObject(refusal(message));
  });
});
