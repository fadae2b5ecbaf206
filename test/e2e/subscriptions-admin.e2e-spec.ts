import type { Answer } from '../support/app.js';
import { aFreshNumber, bootSubscriptions, CONNECTION, type SubscriptionsApp } from '../support/subscriptions.js';

let app: SubscriptionsApp;

beforeAll(async () => {
  app = await bootSubscriptions();
});

afterAll(() => app.close());

/** Whether an answer is a refusal that names the field. */
function expectRefusal(answer: Answer, field: string): void {
  expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(`'${field}'`) as string } });
}

describe('the management API of groups', () => {
  const post = (body: unknown) => app.request('POST', '/admin/subscription_groups', { body });

  it('makes a group with safe defaults', async () => {
    expect(await post({ name: 'Promo' })).toMatchObject({
      status: 201,
      body: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        name: 'Promo',
        channel: 'sms',
        policy: 'safe',
        languages: ['en'],
        double_opt_in: false,
        suspected_opt_out: null,
      },
    });
  });

  it('makes a group as asked, and always with English', async () => {
    const asked = {
      name: 'Été',
      policy: 'braze',
      languages: ['fr', 'de', 'fr'],
      double_opt_in: true,
      suspected_opt_out: 'clarify',
    };

    expect((await post(asked)).body).toMatchObject({ ...asked, languages: ['en', 'fr', 'de'] });
  });

  it.each([
    [{}, 'name'],
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: 'A', policy: 'loose' }, 'policy'],
    [{ name: 'A', policy: null }, 'policy'],
    [{ name: 'A', languages: ['sv'] }, 'languages'],
    [{ name: 'A', languages: 'en' }, 'languages'],
    [{ name: 'A', double_opt_in: 'yes' }, 'double_opt_in'],
    [{ name: 'A', suspected_opt_out: 'maybe' }, 'suspected_opt_out'],
    [{ name: 'A', dubble_opt_in: true }, 'dubble_opt_in'],
  ])('refuses %j, naming %s', async (body, field) => {
    expectRefusal(await post(body), field);
  });

  it('refuses a name that is taken', async () => {
    await post({ name: 'Taken' });

    expect(await post({ name: 'Taken' })).toMatchObject({
      status: 400,
      body: { message: `'name' is already used by another subscription group` },
    });
  });

  it('lists them newest first, page by page', async () => {
    const [first, second, third] = [await app.aGroup(), await app.aGroup(), await app.aGroup()];
    const list = async (query: string) =>
      (await app.request('GET', `/admin/subscription_groups${query}`)).body as {
        subscription_groups: { id: string }[];
        next_cursor: string | null;
      };
    const page = await list('?limit=2');
    const next = await list(`?limit=1&cursor=${page.next_cursor ?? ''}`);

    expect([...page.subscription_groups, ...next.subscription_groups].map(({ id }) => id)).toEqual([
      third,
      second,
      first,
    ]);
    expect((await list('')).next_cursor).toBeNull();
  });

  it('changes what is named and leaves the rest', async () => {
    const id = await app.aGroup({ double_opt_in: true, suspected_opt_out: 'auto' });
    const change = { policy: 'adobe', languages: ['es'], suspected_opt_out: null };

    expect(await app.request('PATCH', `/admin/subscription_groups/${id}`, { body: change })).toMatchObject({
      status: 200,
      body: { id, policy: 'adobe', languages: ['en', 'es'], double_opt_in: true, suspected_opt_out: null },
    });
    expect((await app.request('PATCH', '/admin/subscription_groups/nonsense', { body: {} })).status).toBe(404);
    await app.aGroup({ name: 'Elsewhere' });
    expect(
      (await app.request('PATCH', `/admin/subscription_groups/${id}`, { body: { name: 'Elsewhere' } })).status,
    ).toBe(400);
  });
});

describe('the management API of senders', () => {
  let group: string;
  const post = (body: Record<string, unknown>) =>
    app.request('POST', '/admin/senders', {
      body: { connection_id: CONNECTION, subscription_group_id: group, ...body },
    });

  beforeAll(async () => {
    group = await app.aGroup();
  });

  it.each([
    ['long_code', '+1 (415) 555-0199', '+14155550199', true],
    ['toll_free', '+18885550199', '+18885550199', true],
    ['short_code', '55555', '55555', false],
  ])('makes a %s', async (kind, address, stored, keywords_activated) => {
    expect(await post({ address, kind })).toMatchObject({
      status: 201,
      body: {
        id: expect.any(String) as string,
        address: stored,
        kind,
        connection_id: CONNECTION,
        subscription_group_id: group,
        keywords_activated,
        opt_out_instructions: null,
      },
    });
  });

  it('makes a name only with a way to leave', async () => {
    const hark = { address: 'HARK', kind: 'alphanumeric' };

    expectRefusal(await post(hark), 'opt_out_instructions');
    expect((await post({ ...hark, opt_out_instructions: ' ' })).status).toBe(400);
    expect(await post({ ...hark, opt_out_instructions: 'https://x.com/leave' })).toMatchObject({
      status: 201,
      body: { keywords_activated: false, opt_out_instructions: 'https://x.com/leave' },
    });
  });

  it.each([
    [{ address: '12', kind: 'short_code' }, 'address'],
    [{ address: '+14155550177', kind: 'toll_free' }, 'address'],
    [{ address: 'nonsense', kind: 'long_code' }, 'address'],
    [{ address: 7, kind: 'long_code' }, 'address'],
    [{ address: '+14155550177', kind: 'pigeon' }, 'kind'],
    [{ address: '+14155550177', kind: 'long_code', connection_id: 'unknown' }, 'connection_id'],
    [{ address: '+14155550177', kind: 'long_code', connection_id: '\u0000' }, 'connection_id'],
    [{ address: '+14155550177', kind: 'long_code', subscription_group_id: 'x' }, 'subscription_group_id'],
    [
      { address: '+14155550177', kind: 'long_code', subscription_group_id: '01900000-0000-7000-8000-0000000000ff' },
      'subscription_group_id',
    ],
    [{ address: '+14155550177', kind: 'long_code', keywords_activated: 1 }, 'keywords_activated'],
  ])('refuses %j, naming %s', async (body, field) => {
    expectRefusal(await post(body), field);
  });

  it('refuses a group for e-mail', async () => {
    const email = await app.aGroup({ channel: 'email' });

    expect((await post({ address: '+14155550178', kind: 'long_code', subscription_group_id: email })).status).toBe(400);
  });

  it('refuses an address that is taken, however it is written', async () => {
    await post({ address: '+14155550188', kind: 'long_code' });

    expect(await post({ address: '+1 415 555 0188', kind: 'long_code' })).toMatchObject({
      status: 400,
      body: { message: `'address' is already used by another sender` },
    });
  });

  it('activates the keywords of a short code, and lists it', async () => {
    const { id } = (await post({ address: '777777', kind: 'short_code' })).body as { id: string };

    expect(await app.request('PATCH', `/admin/senders/${id}`, { body: { keywords_activated: true } })).toMatchObject({
      status: 200,
      body: { id, address: '777777', keywords_activated: true },
    });
    expect((await app.request('GET', '/admin/senders?limit=1')).body).toMatchObject({
      senders: [{ id, keywords_activated: true }],
      next_cursor: id,
    });
    expect((await app.request('PATCH', `/admin/senders/${id}`, { body: { connection_id: 'x' } })).status).toBe(400);
    expect((await app.request('PATCH', `/admin/senders/${id}`, { body: { address: '888888' } })).status).toBe(400);
    expect((await app.request('PATCH', '/admin/senders/nonsense', { body: {} })).status).toBe(404);
  });
});

describe('GET /admin/consent/{number}', () => {
  it('tells where the number stands, since when, and what proves it', async () => {
    const [from, id] = [aFreshNumber(), await app.aGroup({ name: 'Proof' })];
    const said = new Date('2026-11-22T11:59:00.000Z');
    await app.decide({ from, group: { id }, at: said });
    const answer = await app.request('GET', `/admin/consent/${encodeURIComponent(from)}`);

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      number: from,
      groups: [
        {
          subscription_group_id: id,
          name: 'Proof',
          state: 'unsubscribed',
          since: '2026-11-22T12:00:00.000Z',
          occurred_at: said.toISOString(),
        },
      ],
      history: [{ action: 'opt_out', matched_keyword: 'STOP', inbound_message_id: expect.any(String) as string }],
      next_cursor: null,
    });
  });

  it('tells what it would have told at an earlier instant', async () => {
    const [from, id] = [aFreshNumber(), await app.aGroup()];
    const start = app.clock.now();
    await app.decide({ from, category: 'opt_in', keyword: 'START', group: { id }, at: start });
    app.clock.advance(60_000);
    await app.decide({ from, group: { id }, at: app.clock.now() });
    const at = async (instant: Date) =>
      (await app.request('GET', `/admin/consent/${from}?at=${instant.toISOString()}`)).body as {
        groups: { state: string }[];
        history: unknown[];
      };

    expect(await at(new Date(start.getTime() - 1))).toMatchObject({ groups: [], history: [] });
    expect(await at(start)).toMatchObject({ groups: [{ state: 'subscribed' }] });
    expect((await at(start)).history).toHaveLength(1);
    expect(await at(app.clock.now())).toMatchObject({ groups: [{ state: 'unsubscribed' }] });
  });

  it('knows nothing of a number that never spoke', async () => {
    expect(await app.request('GET', `/admin/consent/${aFreshNumber()}`)).toMatchObject({
      status: 200,
      body: { groups: [], history: [], next_cursor: null },
    });
  });

  it.each([
    ['/admin/consent/nonsense', 'number'],
    ['/admin/consent/12345', 'number'],
    ['/admin/consent/+14155552671?at=yesterday', 'at'],
    ['/admin/consent/+14155552671?limit=0', 'limit'],
    ['/admin/consent/+14155552671?cursor=x', 'cursor'],
  ])('refuses %s, naming %s', async (path, field) => {
    expectRefusal(await app.request('GET', path), field);
  });
});
