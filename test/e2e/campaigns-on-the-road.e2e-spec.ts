import { bootHark, type TestHark } from '../support/hark.js';

/** Keyword campaigns on the whole road, over real HTTP. */
describe('a campaign on the road', () => {
  let hark: TestHark;
  let people = 0;

  beforeAll(async () => {
    hark = await bootHark();
    await campaign({ name: 'Winter', trigger: { event: 'sms_response_Promo_custom', message_body: 'WINTER' } });
    await campaign({
      name: 'Raffle',
      trigger: { category: 'other', body_regex: '^win\\s+\\d+$' },
      reply: 'Good luck.',
    });
    await campaign({ name: 'Any keyword', trigger: { category: 'custom' }, reply: 'Never.' });
  });
  afterAll(() => hark.close());

  const campaign = async (changes: object) => {
    const body = { subscription_group_id: hark.promo, reply: 'Hello {{${phone_number}}}: 20% off.', ...changes };
    const answer = await hark.request('POST', '/admin/campaigns', { body });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.body.id as string;
  };
  const aSubscriber = async () => {
    const number = `+1917444${String((people += 1)).padStart(4, '0')}`;
    await hark.text(number, 'START');
    return number;
  };

  it('answers the word of its event once, filled in for the person, and names itself in the trace', async () => {
    const number = await aSubscriber();

    expect(await hark.text(number, ' winter ')).toBe(`Hello ${number}: 20% off.`);

    const shown = await hark.lastText(number);
    const [winter] = await hark.rows<{ id: string }>(`select id from campaign where name = 'Winter'`);
    expect(shown).toMatchObject({
      category: 'other',
      custom_event: { name: 'sms_response_Promo_custom' },
      reply: { kind: 'campaign', body: `Hello ${number}: 20% off.` },
      trace: { reply: { reason: `campaign:${winter!.id}` } },
    });
    expect(await hark.rows(`select kind from outbound_message where inbound_message_id = $1`, [shown.id])).toEqual([
      { kind: 'campaign' },
    ]);
  });

  it('answers by an expression, and nothing that does not fit it', async () => {
    const number = await aSubscriber();

    expect(await hark.text(number, 'WIN 77')).toBe('Good luck.');
    expect(await hark.text(number, 'win something')).toBeNull();
  });

  it('answers instead of the own reply of a keyword for as long as it runs, one for any keyword never', async () => {
    expect(await hark.text(await aSubscriber(), 'COUPONS')).toBe('Ten percent off.');

    const trigger = { event: 'sms_response_Promo_custom', category: 'custom', message_body: 'coupons' };
    const id = await campaign({ name: 'Keyword', trigger, reply: 'Today twenty.' });
    expect(await hark.text(await aSubscriber(), 'Coupons')).toBe('Today twenty.');

    const over = { active_until: hark.clock.now().toISOString() };
    expect((await hark.request('PATCH', `/admin/campaigns/${id}`, { body: over })).status).toBe(200);
    expect(await hark.text(await aSubscriber(), 'COUPONS')).toBe('Ten percent off.');
  });

  it('stays silent for somebody who left, for a stranger, and in another group', async () => {
    const left = await aSubscriber();
    await hark.text(left, 'STOP');

    expect(await hark.text(left, 'winter')).toBeNull();
    expect(await hark.text('+19174449999', 'winter')).toBeNull();
    const elsewhere = await aSubscriber();
    await hark.text(elsewhere, 'START', { to: '66666' });
    expect(await hark.text(elsewhere, 'winter', { to: '66666' })).toBeNull();
  });

  it('is silent again once it is over', async () => {
    const number = await aSubscriber();
    const id = await campaign({
      name: 'Flash',
      trigger: { event: 'sms_response_Promo_custom', message_body: 'flash' },
      reply: 'Now.',
    });
    expect(await hark.text(number, 'flash')).toBe('Now.');

    const active_until = hark.clock.now().toISOString();
    expect((await hark.request('PATCH', `/admin/campaigns/${id}`, { body: { active_until } })).status).toBe(200);

    expect(await hark.text(number, 'flash')).toBeNull();
  });

  it('shows in an explanation, which sends nothing', async () => {
    const number = await aSubscriber();

    const body = { text: 'winter', sender: '55555', from: number };
    const explained = await hark.request('POST', '/admin/explain', { body });

    expect(explained.body.would.reply).toEqual({ kind: 'campaign', body: `Hello ${number}: 20% off.` });
    expect(
      await hark.rows(`select 1 from outbound_message where to_number = $1 and kind = 'campaign'`, [number]),
    ).toEqual([]);
  });

  it('refuses a reply that is no template', async () => {
    const trigger = { category: 'custom' };
    const body = { name: 'Broken', subscription_group_id: hark.promo, trigger, reply: 'Hello {% if %}' };

    const answer = await hark.request('POST', '/admin/campaigns', { body });

    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(`'reply'`)]);
  });
});
