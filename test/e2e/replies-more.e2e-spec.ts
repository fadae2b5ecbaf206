import { MarketingPauseReader } from '../../src/contracts/readers/marketing-pause.reader.js';
import { OutboxDrain } from '../../src/kernel/outbox/outbox-drain.js';
import { CountSilence } from '../../src/replies/clarifications/count-silence.js';
import { bootHark, type TestHark } from '../support/hark.js';

const HOUR = 3_600_000;

/** Numbers of nobody, one per test: the loop guard remembers what it sent. */
let last = 0;
const aFrenchNumber = () => `+336120000${String((last += 1)).padStart(2, '0')}`;
/** No quiet hours there. */
const aBritishNumber = () => `+4477009001${String((last += 1)).padStart(2, '0')}`;
const anAmericanNumber = () => `+1415555${String(1000 + (last += 1))}`;
const aCanadianNumber = () => `+1514555${String(1000 + (last += 1))}`;

describe('replies, with the whole house', () => {
  let hark: TestHark;

  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());

  const meet = async (phone: string, attributes: object = {}) => {
    const answer = await hark.request('POST', '/users/track', {
      body: { attributes: [{ external_id: `person-${phone}`, phone, ...attributes }] },
    });
    expect(answer.status).toBe(201);
  };
  const subscribe = (phone: string) => hark.text(phone, 'START');
  const configure = (categories: object[]) =>
    hark.request('PUT', `/admin/subscription_groups/${hark.promo}/keywords`, { body: { categories } });
  const change = (body: object) => hark.request('PATCH', `/admin/subscription_groups/${hark.promo}`, { body });
  const reasonOf = async (phone: string) => (await hark.lastText(phone)).trace.reply.reason as string;

  describe('templates', () => {
    beforeAll(async () => {
      const saved = await configure([
        {
          category: 'custom',
          name: 'coupons',
          keywords: ['COUPONS'],
          reply: "Hi {{${first_name} | default: 'there'}}!",
        },
        { category: 'custom', name: 'echo', keywords: ['ECHO'], reply: 'You sent {{sms.${inbound_message_body}}}' },
        {
          category: 'custom',
          name: 'tier',
          keywords: ['TIER'],
          reply: '{{custom_attribute.${loyalty tier}}} {{city}}',
        },
        {
          category: 'custom',
          name: 'endless',
          keywords: ['ENDLESS'],
          reply: '{{ first_name | date: "%Y" | split: "" }}',
        },
        { category: 'help', keywords: [], reply: 'Dear {{first_name}}, call 1. Reply STOP to leave.' },
      ]);
      expect(saved.body).toMatchObject({ version: expect.any(Number) });
    });

    it('fills in who texts and what they texted', async () => {
      const phone = anAmericanNumber();
      await meet(phone, { first_name: 'Zoë', home_city: 'Oslo', 'loyalty tier': 'gold' });
      await subscribe(phone);

      expect(await hark.text(phone, 'coupons')).toBe('Hi Zoë!');
      expect(await hark.text(phone, 'Echo')).toBe('You sent Echo');
      expect(await hark.text(phone, 'TIER')).toBe('gold Oslo');
      expect(await hark.text(phone, 'HELP')).toBe('Dear Zoë, call 1. Reply STOP to leave.');
    });

    it('says the default where a field is not known', async () => {
      const phone = anAmericanNumber();
      await meet(phone);
      await subscribe(phone);

      expect(await hark.text(phone, 'COUPONS')).toBe('Hi there!');
    });

    it('answers HELP of a stranger too', async () => {
      expect(await hark.text(anAmericanNumber(), 'HELP')).toBe('Dear , call 1. Reply STOP to leave.');
    });

    it('refuses a broken template and names the category', async () => {
      const help = { category: 'help', keywords: [], reply: 'Call us' };
      const refused = await configure([help, { ...help, category: 'opt_out', reply: 'Bye {{ first_name' }]);

      expect(refused.status).toBe(400);
      expect(refused.body.message).toMatch(/^categories\[1\]\.reply: /);
      expect((await change({ default_reply: '{% include "x" %}' })).status).toBe(400);
    });
  });

  describe('the default reply', () => {
    it('answers people we know once a day, and nobody else', async () => {
      expect((await change({ default_reply: 'We read this, {{first_name}}.' })).body.default_reply).toBe(
        'We read this, {{first_name}}.',
      );
      const phone = aBritishNumber();
      await meet(phone, { first_name: 'Zoë' });

      expect(await hark.text(phone, 'what a day')).toBe('We read this, Zoë.');
      expect(await hark.text(phone, 'and what a night')).toBeNull();
      expect(await reasonOf(phone)).toBe('default_reply_sent');
      hark.clock.advance(24 * HOUR);
      expect(await hark.text(phone, 'good morning')).toBe('We read this, Zoë.');
      expect(await hark.text(aBritishNumber(), 'what a day')).toBeNull();
      expect((await change({ default_reply: null })).body.default_reply).toBeNull();
      hark.clock.advance(24 * HOUR);
      expect(await hark.text(phone, 'good morning again')).toBeNull();
    });
  });

  it('answers ARRET in French and STOP in English from Canada, whatever is configured', async () => {
    await configure([{ category: 'opt_out', keywords: [], reply: 'Bye.' }]);
    const phone = aCanadianNumber();

    expect(await hark.text(phone, 'ARRET')).toMatch(/désabonnement enregistré/);
    expect(await hark.text(phone, 'STOP')).toBe('Bye.');
    await configure([{ category: 'opt_out', language: 'fr', keywords: [], reply: 'Au revoir.' }]);
    expect(await hark.text(phone, 'ARRET')).toBe('Au revoir.');
    expect(await hark.text(phone, 'STOP')).toMatch(/You are unsubscribed/);
  });

  describe('a double opt-in that begins by API', () => {
    let asking: string;
    let silent: string;

    beforeAll(async () => {
      const group = async (name: string) =>
        (await hark.request('POST', '/admin/subscription_groups', { body: { name, double_opt_in: true } })).body.id;
      [asking, silent] = [await group('Asking'), await group('Silent')];
      const connections = (await hark.request('GET', '/admin/connections')).body.connections;
      const sandbox = connections.find(({ provider }: { provider: string }) => provider === 'sandbox').id;
      const sender = (address: string, kind: string) =>
        hark.request('POST', '/admin/senders', {
          body: { address, kind, connection_id: sandbox, subscription_group_id: asking, keywords_activated: true },
        });
      await sender('77777', 'short_code');
      await sender('+12125550177', 'long_code');
    });

    const order = (group: string, phone: string, twice = true) =>
      hark.request('POST', '/subscription/status/set', {
        body: {
          subscription_group_id: group,
          subscription_state: 'subscribed',
          phone: [phone],
          use_double_opt_in_logic: twice,
        },
      });
    const sentTo = async (phone: string) => {
      // The drain of the product runs as well; whoever claims the row, it is soon sent.
      for (;;) {
        await hark.app.get(OutboxDrain).drainOnce();
        const answer = await hark.request('GET', `/admin/outbound_messages?to=${encodeURIComponent(phone)}`);
        const messages = answer.body.outbound_messages as { status: string }[];
        if (messages.every(({ status }) => !['queued', 'sending'].includes(status))) return messages;
      }
    };
    const stateOf = async (phone: string) =>
      (await hark.rows('select state from consent where number = $1 and group_id = $2', [phone, asking]))[0];
    const says = (from: string, body: string, to: string) =>
      hark.request('POST', '/admin/sandbox/messages', { body: { from, to, body } });

    it('asks in English from an address of the own country, once, and YES confirms', async () => {
      const phone = anAmericanNumber();
      await meet(phone, { language: 'fr' });
      await order(asking, phone);
      await order(asking, phone);

      expect(await stateOf(phone)).toEqual({ state: 'pending_double_opt_in' });
      expect(await sentTo(phone)).toMatchObject([
        {
          from: '+12125550177',
          kind: 'double_opt_in_prompt',
          body: 'Asking: Reply YES to confirm your subscription, STOP to cancel.',
          inbound_message_id: null,
          status: 'sent',
        },
      ]);
      hark.clock.advance(3000);
      const { body } = await says(phone, 'YES', '+12125550177');
      expect(body.reply.kind).toBe('double_opt_in_confirmation');
      expect(await stateOf(phone)).toEqual({ state: 'subscribed' });
    });

    it('asks who is put there by attributes, and who gets a number later', async () => {
      const phone = aFrenchNumber();
      const groups = [
        { subscription_group_id: asking, subscription_state: 'subscribed', use_double_opt_in_logic: true },
      ];
      await hark.request('POST', '/users/track', {
        body: { attributes: [{ external_id: 'later', subscription_groups: groups }] },
      });
      expect(await sentTo(phone)).toEqual([]);
      await hark.request('POST', '/users/track', { body: { attributes: [{ external_id: 'later', phone }] } });

      expect(await sentTo(phone)).toMatchObject([{ kind: 'double_opt_in_prompt', from: '77777' }]);
    });

    it('asks in the words of the group, who texts and who is put there by API', async () => {
      const put = (categories: object[]) =>
        hark.request('PUT', `/admin/subscription_groups/${asking}/keywords`, { body: { categories } });
      const prompt = 'Acme {{${first_name} | default: "friend"}}: YES for weekly offers?';
      expect((await put([{ category: 'opt_in', keywords: ['JOIN'], reply: 'Welcome.', prompt }])).status).toBe(200);
      const [texting, called] = [anAmericanNumber(), anAmericanNumber()];
      await meet(texting, { first_name: 'Ada' });
      await meet(called, { first_name: 'Bob' });

      const asked = await says(texting, 'JOIN', '77777');
      await order(asking, called);

      expect(asked.body.reply).toMatchObject({
        kind: 'double_opt_in_prompt',
        body: 'Acme Ada: YES for weekly offers?',
      });
      expect(await sentTo(called)).toMatchObject([{ body: 'Acme friend: YES for weekly offers?' }]);
      hark.clock.advance(3000);
      expect((await says(texting, 'YES', '77777')).body.reply).toMatchObject({
        ...{ kind: 'double_opt_in_confirmation', body: 'Welcome.' },
      });
      await put([]);
    });

    it('asks nobody who is subscribed at once, or from a group without a sender', async () => {
      const [one, other] = [anAmericanNumber(), anAmericanNumber()];
      await meet(one);
      await meet(other);
      await order(asking, one, false);
      await order(silent, other);

      expect([await sentTo(one), await sentTo(other)]).toEqual([[], []]);
    });
  });

  describe('an opt-out in a country where it reaches all groups', () => {
    const scope = (scopes: object[]) => hark.request('PUT', '/admin/workspace', { body: { opt_out_scopes: scopes } });
    const inBoth = async () => {
      const phone = anAmericanNumber();
      await hark.text(phone, 'START');
      await hark.text(phone, 'START', { to: '66666' });
      return phone;
    };
    const statusOf = async (phone: string) => [
      await hark.status(hark.promo, phone),
      await hark.status(hark.news, phone),
    ];
    afterAll(() => scope([]));

    it('ends them all from the date on, each with the same text as its proof', async () => {
      const early = await inBoth();
      const now = hark.clock.now();
      const saved = await scope([
        { country: 'US', scope: 'all_groups', from: new Date(now.getTime() + HOUR).toISOString() },
      ]);
      expect(saved.body.opt_out_scopes).toHaveLength(1);
      await hark.text(early, 'STOP');
      expect(await statusOf(early)).toEqual(['Unsubscribed', 'Subscribed']);

      const phone = await inBoth();
      hark.clock.advance(HOUR);
      await hark.text(phone, 'please stop texting me');
      expect(await statusOf(phone)).toEqual(['Unsubscribed', 'Unsubscribed']);
      const changes = await hark.rows<{ group_id: string; inbound_message_id: string; reason: string; source: string }>(
        `select group_id, inbound_message_id, reason, source from consent_change where number = $1 and action = 'opt_out'`,
        [phone],
      );
      expect(changes.map(({ group_id, reason, source }) => [group_id, reason, source])).toEqual([
        [hark.promo, 'opt_out', 'intent'],
        [hark.news, 'opt_out_all_groups', 'intent'],
      ]);
      expect(new Set(changes.map(({ inbound_message_id: text }) => text)).size).toBe(1);
    });

    it('lets people come back to one group, and leaves other countries alone', async () => {
      await scope([{ country: 'US', scope: 'all_groups', from: '2020-01-01' }]);
      const phone = await inBoth();
      await hark.text(phone, 'STOP');
      await hark.text(phone, 'START', { to: '66666' });
      expect(await statusOf(phone)).toEqual(['Unsubscribed', 'Subscribed']);

      const canadian = aCanadianNumber();
      await hark.text(canadian, 'START');
      await hark.text(canadian, 'START', { to: '66666' });
      await hark.text(canadian, 'STOP');
      expect(await statusOf(canadian)).toEqual(['Unsubscribed', 'Subscribed']);
    });

    it.each([
      [{ country: 'usa', scope: 'group', from: '2027-01-31' }, 'country'],
      [{ country: 'US', scope: 'world', from: '2027-01-31' }, 'scope'],
      [{ country: 'US', scope: 'group', from: 'soon' }, 'from'],
      [{ country: 'US', scope: 'group', from: '2026-W48' }, 'from'],
    ])('refuses %j naming the field', async (entry, field) => {
      const answer = await scope([entry]);
      expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(field)]);
    });
  });

  describe('a suspected opt-out outside of America', () => {
    const questions = async (phone: string) =>
      (await hark.request('GET', `/admin/clarifications?number=${encodeURIComponent(phone)}`)).body.clarifications;
    const pauses = (phone: string) =>
      hark.work((work) => hark.app.get(MarketingPauseReader).pausesOf(work, hark.workspaceId, [phone]));
    const countSilence = () => hark.app.get(CountSilence).countOnce();
    const aSuspect = async () => {
      const phone = aFrenchNumber();
      await meet(phone);
      await subscribe(phone);
      expect(await hark.text(phone, 'goodbye')).toBe('Promo: To get no more messages, reply STOP.');
      return phone;
    };

    it('is asked once, and pauses marketing without a change of consent', async () => {
      const phone = await aSuspect();

      expect(await hark.text(phone, 'Goodbye!')).toBeNull();
      expect(await hark.status(hark.promo, phone)).toBe('Subscribed');
      expect(await pauses(phone)).toMatchObject([{ number: phone, groupId: hark.promo }]);
      expect(await questions(phone)).toMatchObject([
        { paused: true, outcome: null, subscription_group_id: hark.promo },
      ]);
    });

    it('counts silence of a day as an opt-out, with the text as its proof', async () => {
      const phone = await aSuspect();
      hark.clock.advance(24 * HOUR - 60_000);
      await countSilence();
      expect(await hark.status(hark.promo, phone)).toBe('Subscribed');

      hark.clock.advance(60_000);
      await Promise.all([countSilence(), countSilence()]);

      expect(await hark.status(hark.promo, phone)).toBe('Unsubscribed');
      expect(await pauses(phone)).toEqual([]);
      expect(await questions(phone)).toMatchObject([{ paused: false, outcome: 'no_answer' }]);
      const changes = await hark.rows(
        `select source, reason, rule, effect, inbound_message_id from consent_change
          where number = $1 and action = 'opt_out'`,
        [phone],
      );
      const [{ inbound_message_id: asked }] = await questions(phone);
      expect(changes).toEqual([
        {
          source: 'intent',
          reason: 'clarify_timeout',
          rule: 'clarify_timeout',
          effect: 'changed',
          inbound_message_id: asked,
        },
      ]);
      expect(await countSilence()).toBe(0);
    });

    it.each([
      ['STOP', 'opted_out', 'Unsubscribed'],
      ['START', 'opted_in', 'Subscribed'],
    ])('is over with %s', async (answer, outcome, status) => {
      const phone = await aSuspect();
      await hark.text(phone, answer);

      expect(await pauses(phone)).toEqual([]);
      expect(await questions(phone)).toMatchObject([{ outcome }]);
      hark.clock.advance(25 * HOUR);
      await countSilence();
      expect(await hark.status(hark.promo, phone)).toBe(status);
    });

    it('takes "no" for the reading with fewer texts', async () => {
      const phone = await aSuspect();
      await hark.text(phone, 'No.');
      await countSilence();

      expect(await hark.status(hark.promo, phone)).toBe('Unsubscribed');
      expect(
        await hark.rows(`select reason from consent_change where number = $1 and action = 'opt_out'`, [phone]),
      ).toEqual([{ reason: 'clarify_no' }]);
    });

    it('leaves whoever was subscribed by API meanwhile, and writes that down', async () => {
      const phone = await aSuspect();
      hark.clock.advance(HOUR);
      await hark.request('POST', '/subscription/status/set', {
        body: { subscription_group_id: hark.promo, subscription_state: 'subscribed', phone: [phone] },
      });
      hark.clock.advance(24 * HOUR);
      await countSilence();

      expect(await hark.status(hark.promo, phone)).toBe('Subscribed');
      expect(
        await hark.rows(`select effect, reason from consent_change where number = $1 and action = 'opt_out'`, [phone]),
      ).toEqual([{ effect: 'late', reason: 'older_than_state' }]);
    });

    it('is not asked in the morning when it left in the night', async () => {
      const phone = aFrenchNumber();
      await meet(phone);
      await subscribe(phone);
      const noon = hark.clock.now();
      hark.clock.set(new Date('2026-12-20T02:00:00.000Z'));
      expect(await hark.text(phone, 'goodbye')).toBeNull();
      expect((await hark.lastText(phone)).trace.reply).toEqual({
        reason: 'quiet_hours',
        quiet_hours: {
          place: 'FR',
          zones: ['Europe/Paris'],
          source: 'AF2M Charte Business Messaging 2026',
          opens_at: '2026-12-20T07:00:00.000Z',
        },
      });
      await hark.text(phone, 'STOP');
      hark.clock.set(new Date('2026-12-20T07:00:00.000Z'));
      await hark.app.get(OutboxDrain).drainOnce();

      const question = () =>
        hark.rows(
          `select status, error_code from outbound_message where to_number = $1 and kind = 'suspected_opt_out'`,
          [phone],
        );
      while ((await question())[0]?.['status'] === 'queued') await hark.app.get(OutboxDrain).drainOnce();
      expect(await question()).toEqual([{ status: 'canceled', error_code: 'LEFT_MEANWHILE' }]);
      hark.clock.set(noon);
    });

    it('waits on after small talk', async () => {
      const phone = await aSuspect();
      await hark.text(phone, 'what a day');

      expect(await pauses(phone)).toHaveLength(1);
    });
  });
});
