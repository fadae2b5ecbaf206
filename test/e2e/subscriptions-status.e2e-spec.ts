import { aFreshNumber, bootSubscriptions, type SubscriptionsApp } from '../support/subscriptions.js';

let app: SubscriptionsApp;

beforeAll(async () => {
  app = await bootSubscriptions();
});

afterAll(() => app.close());

describe('GET /subscription/status/get', () => {
  let group: string;
  const phone = '+19173337578';
  const get = (query: string) => app.request('GET', `/subscription/status/get?${query}`);
  const labels = async (query: string) => {
    const answer = await get(`subscription_group_id=${group}&${query}`);
    expect(answer).toMatchObject({ status: 200, body: { message: 'success' } });
    return (answer.body as { status: Record<string, string> }).status;
  };

  beforeAll(async () => {
    group = await app.aGroup();
    const left = aFreshNumber();
    await app.decide(
      { from: phone, category: 'opt_in', keyword: 'START', group: { id: group } },
      { from: left, group: { id: group } },
    );
    app.profiles.add({ brazeId: 'b'.repeat(24), externalId: 'test-user-1', phoneE164: phone });
    app.profiles.add({ brazeId: 'c'.repeat(24), externalId: 'test-user-2', phoneE164: left, email: 'two@x.com' });
    app.profiles.add({ brazeId: 'd'.repeat(24), externalId: '__proto__', phoneE164: phone });
  });

  // Case 49, in every spelling of lists that clients use.
  it.each([
    ['external_id[]=test-user-1&external_id[]=test-user-2&external_id[]=test-user-3'],
    ['external_id[0]=test-user-1&external_id[1]=test-user-2&external_id[2]=test-user-3'],
    ['external_id%5B0%5D=test-user-1&external_id%5B1%5D=test-user-2&external_id%5B2%5D=test-user-3'],
    ['external_id=test-user-1&external_id=test-user-2&external_id=test-user-3'],
  ])('answers for %s', async (query) => {
    expect(await labels(query)).toEqual({
      'test-user-1': 'Subscribed',
      'test-user-2': 'Unsubscribed',
      'test-user-3': 'Unknown',
    });
  });

  it('answers for 500 external ids', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `external_id[]=user-${index}`).join('&');

    expect(Object.keys(await labels(ids))).toHaveLength(500);
  });

  it('answers for one external id, which wins over the others', async () => {
    expect(await labels(`external_id=test-user-2&phone=${phone}&email=two@x.com`)).toEqual({
      'test-user-2': 'Unsubscribed',
    });
  });

  it('answers for an external id with a name that objects know', async () => {
    const { text } = await get(`subscription_group_id=${group}&external_id=__proto__&external_id=constructor`);

    expect(text).toContain('"__proto__":"Subscribed"');
    expect(text).toContain('"constructor":"Unknown"');
  });

  // Case 54: the first spelling loses its plus on the way.
  it.each([
    ['+19173337578', '+19173337578'],
    ['%2B19173337578', '+19173337578'],
    ['19173337578', '19173337578'],
  ])('finds the phone %s', async (spelling, key) => {
    expect(await labels(`phone=${spelling}`)).toEqual({ [key]: 'Subscribed' });
  });

  it.each([
    ['phone', 'not-a-number'],
    ['phone', '%2B14155559999'],
    ['email', 'nobody@x.com'],
    ['external_id', '%00'],
  ])('knows nothing of the %s %s', async (by, value) => {
    expect(Object.values(await labels(`${by}=${value}`))).toEqual(['Unknown']);
  });

  it('finds people by e-mail, without regard to case', async () => {
    expect(await labels('email=Two@X.com')).toEqual({ 'Two@X.com': 'Unsubscribed' });
  });

  // Case 50.
  it.each([
    ['non-existing-subscription-group'],
    ['01900000-0000-7000-8000-0000000000ff'],
    [''],
    ['a&subscription_group_id=b'],
  ])('refuses the group %j', async (id) => {
    expect(await get(`subscription_group_id=${id}&external_id=a`)).toMatchObject({
      status: 400,
      body: { message: 'Invalid subscription group ID' },
    });
  });

  it.each([
    [
      'email=a@x.com&phone=%2B19173337578',
      'Either an email address or a phone number should be provided, but not both.',
    ],
    ['', `'external_id', 'email' or 'phone' is required`],
    ['external_id=', `'external_id', 'email' or 'phone' is required`],
  ])('refuses %j', async (query, message) => {
    expect(await get(`subscription_group_id=${group}&${query}`)).toMatchObject({ status: 400, body: { message } });
  });
});
