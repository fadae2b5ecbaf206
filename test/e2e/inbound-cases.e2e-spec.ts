import { bootHark, type TestHark } from '../support/hark.js';
import { messageSid } from '../support/twilio.js';

const DAY_MS = 24 * 3_600_000;

/** The cases of contract "Braze API", section 7, that a text causes, on the whole road over real HTTP. */
describe('inbound cases of the contract', () => {
  let hark: TestHark;
  let people = 0;

  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());

  /** A number nobody has used in this file. */
  const somebody = (): string => `+1917333${String((people += 1)).padStart(4, '0')}`;
  const track = (attributes: object[]) => hark.request('POST', '/users/track', { body: { attributes } });
  const known = async (number: string, ids: string[]): Promise<void> => {
    await track(ids.map((external_id) => ({ external_id, phone: number })));
  };
  const asksTwice = (double_opt_in: boolean) =>
    hark.request('PATCH', `/admin/subscription_groups/${hark.news}`, { body: { double_opt_in } });
  const customEvents = (number: string) =>
    hark.rows<{ name: string; properties: Record<string, string> }>(
      `select name, properties from custom_event where properties->>'from_number' = $1 order by id`,
      [number],
    );

  it('case 59: START from an unknown number makes one anonymous, subscribed profile with phone and alias, and is answered', async () => {
    const number = somebody();

    const reply = await hark.text(number, 'START');

    expect(reply).toContain('Promo');
    const users = await hark.exportBy({ phone: number });
    expect(users).toHaveLength(1);
    expect(users[0]).toMatchObject({ phone: number, user_aliases: [{ alias_label: 'phone', alias_name: number }] });
    expect(users[0]).not.toHaveProperty('external_id');
    expect(await hark.status(hark.promo, number)).toBe('Subscribed');
    const shown = await hark.lastText(number);
    expect(shown.profile).toEqual({ braze_id: users[0].braze_id, external_id: null, created: true });
    expect(shown.consent_change).toMatchObject({ before: 'unknown', after: 'subscribed', effect: 'changed' });
    const [evidence] = await hark.rows(
      `select source, rule, matched_keyword, sender from consent_change where number = $1`,
      [number],
    );
    expect(evidence).toEqual({ source: 'keyword', rule: 'exact', matched_keyword: 'START', sender: '55555' });
  });

  it('case 60: stop from an unknown number makes the profile too, unsubscribed', async () => {
    const number = somebody();

    const reply = await hark.text(number, 'stop');

    expect(reply).toMatch(/unsubscribed/i);
    const users = await hark.exportBy({ phone: number });
    expect(users).toMatchObject([{ phone: number, user_aliases: [{ alias_label: 'phone', alias_name: number }] }]);
    expect(users[0]).not.toHaveProperty('external_id');
    expect(await hark.status(hark.promo, number)).toBe('Unsubscribed');
    const evidence = await hark.rows(
      `select action, effect, source, matched_keyword from consent_change where number = $1`,
      [number],
    );
    expect(evidence).toEqual([{ action: 'opt_out', effect: 'changed', source: 'keyword', matched_keyword: 'STOP' }]);
  });

  it('case 61: Coupons from an unknown number leaves the stored text and nothing else', async () => {
    const number = somebody();

    expect(await hark.text(number, 'Coupons')).toBeNull();

    expect(await hark.exportBy({ phone: number })).toEqual([]);
    expect(await customEvents(number)).toEqual([]);
    expect(await hark.status(hark.promo, number)).toBe('Unknown');
    const shown = await hark.lastText(number);
    expect([shown.category, shown.profile, shown.trace.identified.reason]).toEqual(['custom', null, 'unknown_number']);
  });

  it('case 62: HELP from an unknown number is answered and makes nobody', async () => {
    const number = somebody();

    expect(await hark.text(number, 'HELP')).toContain('STOP');

    expect(await hark.exportBy({ phone: number })).toEqual([]);
  });

  it('case 63: " Stop " on a number of three people takes all three out of this group only, with one reply', async () => {
    const number = somebody();
    await known(number, ['three-a', 'three-b', 'three-c']);
    await hark.text(number, 'START');
    await hark.text(number, 'START', { to: '66666' });

    const reply = await hark.text(number, ' Stop ');

    expect(reply).not.toBeNull();
    const query = ['three-a', 'three-b', 'three-c'].map((id) => `external_id[]=${id}`).join('&');
    const of = async (group: string) =>
      (await hark.request('GET', `/subscription/status/get?subscription_group_id=${group}&${query}`)).body.status;
    expect(await of(hark.promo)).toEqual({
      'three-a': 'Unsubscribed',
      'three-b': 'Unsubscribed',
      'three-c': 'Unsubscribed',
    });
    expect(await of(hark.news)).toEqual({ 'three-a': 'Subscribed', 'three-b': 'Subscribed', 'three-c': 'Subscribed' });
    expect(
      await hark.rows(`select 1 from outbound_message where to_number = $1 and kind = 'opt_out'`, [number]),
    ).toHaveLength(1);
  });

  it('case 67: COUPONS from somebody with the alias records the custom event with its four properties', async () => {
    const number = somebody();
    await hark.text(number, 'START');
    const sid = messageSid();

    const reply = await hark.text(number, '  COUPONS ', { sid });

    expect(reply).toBe('Ten percent off.');
    expect(await customEvents(number)).toEqual([
      {
        name: 'sms_response_Promo_custom',
        properties: { message_body: 'coupons', to_number: '55555', from_number: number, sms_message_id: sid },
      },
    ]);
    const [user] = await hark.exportBy({ phone: number });
    expect(user.custom_events).toMatchObject([{ name: 'sms_response_Promo_custom', count: 1 }]);
  });

  it('case 68: somebody known by phone without the alias gets no event, and the trace says why', async () => {
    const number = somebody();
    await known(number, ['no-alias']);

    await hark.text(number, 'COUPONS');

    expect(await customEvents(number)).toEqual([]);
    const shown = await hark.lastText(number);
    expect([shown.profile.external_id, shown.trace.event.reason]).toEqual(['no-alias', 'no_phone_alias']);
  });

  it('case 69: the same message id twice has effects once and the same answer twice', async () => {
    const number = somebody();
    await hark.text(number, 'START');
    const sid = messageSid();

    const replies = [await hark.text(number, 'COUPONS', { sid }), await hark.text(number, 'COUPONS', { sid })];

    expect(replies).toEqual(['Ten percent off.', 'Ten percent off.']);
    expect(await customEvents(number)).toHaveLength(1);
    expect(
      await hark.rows(`select 1 from outbound_message where to_number = $1 and kind = 'custom'`, [number]),
    ).toHaveLength(1);
  });

  it('case 70: somebody who left gets no reply to a custom keyword, but help', async () => {
    const number = somebody();
    await hark.text(number, 'STOP');

    expect(await hark.text(number, 'COUPONS')).toBeNull();
    expect(await hark.text(number, 'HELP')).not.toBeNull();
    expect(await hark.status(hark.promo, number)).toBe('Unsubscribed');
  });

  it.each([
    ['case 71: YES on day 29 subscribes who was asked', 29, 'Subscribed'],
    ['case 72: YES on day 31 comes too late', 31, 'Unsubscribed'],
  ])('%s', async (_, days, after) => {
    await asksTwice(true);
    const number = somebody();
    await hark.text(number, 'START', { to: '66666' });
    const before = await hark.status(hark.news, number);
    hark.clock.advance(days * DAY_MS);
    // Too late it is an opt-in word like any other, and asks again.
    await hark.text(number, 'YES', { to: '66666' });

    expect([before, await hark.status(hark.news, number)]).toEqual(['Unsubscribed', after]);
    await asksTwice(false);
  });

  it('turns the making of profiles off by the workspace switch, and still honours STOP', async () => {
    const number = somebody();
    await hark.request('PUT', '/admin/workspace', { body: { unknown_number_handling: false } });
    try {
      expect(await hark.text(number, 'STOP')).toMatch(/unsubscribed/i);
      expect(await hark.exportBy({ phone: number })).toEqual([]);
      expect((await hark.request('GET', `/admin/consent/${number}`)).body.groups).toMatchObject([
        { state: 'unsubscribed' },
      ]);
    } finally {
      await hark.request('PUT', '/admin/workspace', { body: { unknown_number_handling: true } });
    }
  });

  it('does not answer what Twilio’s default handling or the toll-free network has answered', async () => {
    const connection = (await hark.request('GET', '/admin/connections')).body.connections.find(
      ({ name }: { name: string }) => name === 'Twilio',
    );
    for (const [address, kind] of [
      ['+14155550177', 'long_code'],
      ['+18885550177', 'toll_free'],
    ])
      await hark.request('POST', '/admin/senders', {
        body: { address, kind, connection_id: connection.id, subscription_group_id: hark.promo },
      });
    const number = somebody();

    expect(await hark.text(number, 'STOP', { to: '+14155550177' })).toBeNull();
    expect((await hark.lastText(number)).trace.reply.reason).toBe('answered_by_provider');
    expect(await hark.text(number, 'STOP', { to: '+18885550177' })).toBeNull();
    expect((await hark.lastText(number)).trace.reply.reason).toBe('answered_by_network');
    expect(await hark.text(number, 'opt out', { to: '+14155550177' })).not.toBeNull();
    expect(await hark.status(hark.promo, number)).toBe('Unsubscribed');
  });

  it.each([
    ['72975', 'STOP'],
    ['VODAFONE', 'START'],
  ])('stores a text from %s and does nothing else', async (from, body) => {
    expect(await hark.text(from, body)).toBeNull();

    const shown = await hark.lastText(from);
    expect([shown.status, shown.profile, shown.consent_change, shown.custom_event]).toEqual([
      'processed',
      null,
      null,
      null,
    ]);
  });

  it('explains a text without doing anything', async () => {
    const number = somebody();
    const before = await hark.rows(
      `select (select count(*) from profile) as p, (select count(*) from consent_change) as c, (select count(*) from outbound_message) as o, (select count(*) from inbound_message) as i`,
    );

    const answer = await hark.request('POST', '/admin/explain', {
      body: { text: 'Arrêt', sender: '55555', from: number },
    });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      category: 'opt_out',
      rule: 'exact',
      language: 'fr',
      would: {
        create_profile: true,
        consent: { effect: 'changed', before: 'unknown', after: 'unsubscribed' },
        custom_event: null,
        reply: { kind: 'opt_out' },
      },
    });
    expect(
      await hark.rows(
        `select (select count(*) from profile) as p, (select count(*) from consent_change) as c, (select count(*) from outbound_message) as o, (select count(*) from inbound_message) as i`,
      ),
    ).toEqual(before);
  });

  it('explains for a group, and without one', async () => {
    const forGroup = await hark.request('POST', '/admin/explain', {
      body: { text: 'coupons', subscription_group_id: hark.promo },
    });
    const forNobody = await hark.request('POST', '/admin/explain', { body: { text: 'STOP' } });

    expect([forGroup.body.category, forNobody.body.category]).toEqual(['custom', 'opt_out']);
  });

  it('shows the state of a number at any instant and the evidence', async () => {
    const number = somebody();
    await hark.text(number, 'START');
    const between = new Date(hark.clock.now().getTime() + 1000).toISOString();
    await hark.text(number, 'STOP');

    const now = await hark.request('GET', `/admin/consent/${encodeURIComponent(number)}`);
    const then = await hark.request('GET', `/admin/consent/${encodeURIComponent(number)}?at=${between}`);

    expect([now.body.groups[0].state, then.body.groups[0].state]).toEqual(['unsubscribed', 'subscribed']);
    expect(now.body.history).toHaveLength(2);
  });

  it('describes itself', async () => {
    const page = await hark.request('GET', '/docs');
    const json = await hark.request('GET', '/docs-json');

    expect([page.status, json.status, json.body.openapi.startsWith('3.')]).toEqual([200, 200, true]);
    expect(Object.keys(json.body.paths)).toEqual(
      expect.arrayContaining(['/users/track', '/admin/explain', '/admin/consent/{number}']),
    );
  });

  it('is live, ready and measured', async () => {
    const live = await hark.request('GET', '/health/live');
    const ready = await hark.request('GET', '/health/ready');
    const metrics = await hark.request('GET', '/metrics');

    expect([live.status, ready.status, ready.body]).toEqual([
      200,
      200,
      { status: 'up', checks: { database: 'up', drain: 'up' } },
    ]);
    for (const name of [
      'hark_inbound_messages_total{provider="twilio",category="opt_in"}',
      'hark_webhook_answer_seconds_bucket',
      'hark_inbound_batch_size_bucket',
      'hark_outbox_depth',
    ])
      expect(metrics.text).toContain(name);
  });
});
