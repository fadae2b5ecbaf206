import { DataSource } from 'typeorm';
import { OutboxDrain } from '../../src/kernel/outbox/outbox-drain.js';
import { CountSilence } from '../../src/replies/clarifications/count-silence.js';
import { rowCounts, whereStored } from '../support/everything-stored.js';
import { bootHark, type TestHark } from '../support/hark.js';
import { audit, everythingSealed, judge } from '../support/ledger.js';
import { messageSid, postSigned, twilioForm } from '../support/twilio.js';

const HOUR = 3_600_000;

/** A word that stands in no table unless a text of this test put it there. */
const aSecret = () => `xylophone${String((people += 1))}quartz`;
const NAME = 'Ottoline';
const EMAIL = 'ottoline@example.org';

let hark: TestHark;
let people = 0;

beforeAll(async () => {
  hark = await bootHark();
});

afterAll(() => hark.close());

/** In the United States: suspicions count there, and nobody is texted at seven in the morning. */
const aNumber = () => `+1917333${String((people += 1)).padStart(4, '0')}`;
/** In France, where suspicions are asked about. */
const aFrenchNumber = () => `+3361200${String((people += 1)).padStart(4, '0')}`;

const post = async (path: string, body: object, expected = 201) => {
  const answer = await hark.request('POST', path, { body });
  expect([path, answer.status, answer.text]).toEqual([path, expected, expect.any(String)]);
  return answer.body;
};
const meet = (externalId: string, phone: string | null, more: object = {}) =>
  post('/users/track', { attributes: [{ external_id: externalId, phone, ...more }] });
const erase = (...externalIds: string[]) => post('/users/delete', { external_ids: externalIds });
const traces = async (...needles: string[]) =>
  (await Promise.all(needles.map((needle) => whereStored(hark, needle)))).flat();
const digitsOf = (number: string) => number.slice(1);
const proofOf = async (number: string) => (await hark.request('GET', `/admin/consent/${number}/proof`)).body;

describe('erasing a person', () => {
  it('leaves the number and the words in no column of no table, and the ledger whole', async () => {
    const [number, secret] = [aNumber(), aSecret()];
    const id = `customer-${secret}`;
    await livesAFullLife(number, id, secret);
    expect(await traces(digitsOf(number), secret, NAME, EMAIL)).toEqual(
      expect.arrayContaining([
        'clarification.number',
        'consent.number',
        'consent_change.number',
        'consent_subject.number',
        'custom_event.properties',
        'inbound_decision.from_number',
        'inbound_decision.outcome',
        'inbound_decision.trace',
        'inbound_message.body',
        'inbound_message.from_raw',
        'inbound_message.raw_body',
        'invalid_number.number',
        'outbound_message.body',
        'outbound_message.to_number',
        'profile.phone_e164',
        'profile_alias.name',
        'profile_merge.snapshot',
        'review.reason',
      ]),
    );

    await erase(id);
    await everythingSealed(hark);

    expect(await traces(digitsOf(number), secret, NAME, EMAIL)).toEqual([]);
    expect(await audit(hark.app.get(DataSource))).toMatchObject({ broken: null, unsealed: 0 });
    const proof = await proofOf(number);
    expect(proof.chains).toMatchObject([{ number: expect.stringMatching(/^erased:/), secret: null }, { records: [] }]);
    expect(await judge(proof)).toMatchObject({ code: 0 });
  });

  /** Leaves something of a number in every table that can hold it. */
  async function livesAFullLife(number: string, id: string, secret: string): Promise<void> {
    await hark.request('PATCH', `/admin/subscription_groups/${hark.promo}`, {
      body: { default_reply: 'We read this, {{first_name}}.', suspected_opt_out: 'clarify' },
    });
    const campaign = { name: 'Echo', trigger: { category: 'other', body_regex: 'echo' } };
    const reply = 'You, {{first_name}}, said {{sms.${inbound_message_body}}}';
    await post('/admin/campaigns', { ...campaign, reply, subscription_group_id: hark.promo });
    // Two profiles become one: a snapshot of both is kept.
    await hark.text(number, 'START');
    const alias = { alias_label: 'phone', alias_name: number };
    await post('/users/track', { attributes: [{ user_alias: alias, external_id: `passing-${number}` }] });
    await meet(id, number, { first_name: NAME, email: EMAIL });
    const merge = { identifier_to_merge: { external_id: `passing-${number}` } };
    const into = { identifier_to_keep: { external_id: id } };
    await post('/users/merge', { merge_updates: [{ ...merge, ...into }] }, 202);

    expect(await hark.text(number, `echo ${secret}`)).toBe(`You, ${NAME}, said echo ${secret}`);
    await hark.text(number, `what about ${secret} at night`);
    await hark.text(number, 'goodbye');
    // Read as an opt-out, taken back with a reason that quotes it.
    await hark.text(number, `please stop texting me ${secret}`, { to: '66666' });
    const { reviews } = (await hark.request('GET', '/admin/reviews')).body as { reviews: { id: string }[] };
    const body = { reason: `${number} only talked of ${secret}` };
    await hark.request('POST', `/admin/reviews/${reviews[0]!.id}/undo`, { body });
    await post('/admin/invalid_numbers', { number, reason: 'provider_error' });
    // Put aside: another channel, a text that breaks the road, a request without a text in it.
    await textOf({ From: `whatsapp:${number}`, Body: secret });
    await hark.rows(`alter table inbound_decision add constraint refuse_this check (rule <> 'exact') not valid`);
    await hark.text(number, 'HELP');
    await hark.rows('alter table inbound_decision drop constraint refuse_this');
    await textOf({ From: number, Body: secret, MessageSid: '', SmsSid: '', SmsMessageSid: '' });
    expect(await hark.rows(`select from inbound_decision where status = 'quarantined'`)).toHaveLength(2);
    await everythingSealed(hark);
  }

  const textOf = (changes: Record<string, string>) =>
    postSigned(hark.url, hark.inboundPath, {
      ...twilioForm({ from: '', to: '55555', body: '', sid: messageSid() }),
      ...changes,
    });

  it('still refuses a repeat of every request of theirs, without any effect', async () => {
    const secret = aSecret();
    const number = aNumber();
    const id = `repeats-${number}`;
    await meet(id, number);
    const texts = ['START', secret, 'COUPONS', 'STOP'].map((body) => ({ body, sid: messageSid() }));
    for (const { body, sid } of texts) await hark.text(number, body, { sid });
    await textOf({ From: `whatsapp:${number}`, Body: secret, MessageSid: 'WA1', SmsSid: 'WA1', SmsMessageSid: 'WA1' });
    await erase(id);
    await everythingSealed(hark);
    const before = await rowCounts(hark);

    for (const { body, sid } of texts) expect(await hark.text(number, body, { sid })).toBeNull();
    await textOf({ From: `whatsapp:${number}`, Body: secret, MessageSid: 'WA1', SmsSid: 'WA1', SmsMessageSid: 'WA1' });

    expect(await rowCounts(hark)).toEqual(before);
    expect(await traces(digitsOf(number), secret)).toEqual([]);
    expect(await hark.status(hark.promo, number)).toBe('Unknown');
  });

  it('shows of their texts that there were some, and replays none', async () => {
    const secret = aSecret();
    const number = aNumber();
    const id = `shown-${number}`;
    await meet(id, number);
    await hark.text(number, secret);
    const { id: messageId } = await hark.lastText(number);
    await erase(id);

    expect(await hark.lastText(number)).toBeUndefined();
    const { body } = await hark.request('GET', '/admin/inbound_messages?status=erased&limit=500');
    expect((body as { inbound_messages: { id: string }[] }).inbound_messages).toContainEqual(
      expect.objectContaining({
        id: messageId,
        from: '',
        body: '',
        media: [],
        category: null,
        reply: null,
        trace: null,
      }),
    );
    const again = await hark.request('POST', `/admin/inbound_messages/${messageId}/replay`);
    expect([again.status, again.body.message]).toEqual([409, expect.stringContaining('erased')]);
  });

  it('sends nothing to them that waits in the outbox', async () => {
    const secret = aSecret();
    const number = aNumber();
    const id = `waits-${number}`;
    await meet(id, number);
    await hark.request('PATCH', `/admin/subscription_groups/${hark.promo}`, { body: { default_reply: 'Later.' } });
    const [connection] = await hark.rows<{ id: string }>(`select id from connection where provider = 'twilio'`);
    await hark.request('PATCH', `/admin/connections/${connection!.id}`, { body: { reply_via: 'api' } });
    await hark.text(number, secret);
    expect(await hark.rows(`select status from outbound_message where to_number = $1`, [number])).toEqual([
      { status: 'queued' },
    ]);
    await erase(id);
    hark.clock.advance(12 * HOUR);
    await hark.app.get(OutboxDrain).drainOnce();

    expect(await hark.rows('select * from outbox')).toEqual([]);
    await hark.request('PATCH', `/admin/connections/${connection!.id}`, { body: { reply_via: 'response' } });
    await hark.request('PATCH', `/admin/subscription_groups/${hark.promo}`, { body: { default_reply: null } });
  });

  it('counts a question that they had not answered as leaving, and asks no more', async () => {
    const number = aFrenchNumber();
    const id = `asked-${number}`;
    await meet(id, number);
    await hark.text(number, 'START');
    await hark.text(number, 'goodbye');
    await erase(id);
    hark.clock.advance(25 * HOUR);
    await hark.app.get(CountSilence).countOnce();
    await meet(id, number, {
      subscription_groups: [{ subscription_group_id: hark.promo, subscription_state: 'subscribed' }],
    });

    expect(await hark.status(hark.promo, number)).toBe('Unknown');
    expect((await hark.request('GET', `/admin/consent/${number}`)).body.history).toMatchObject([
      { reason: 'left_before_erasure' },
    ]);
  });

  it('reaches the numbers they had before and gave up', async () => {
    const secret = aSecret();
    const [first, second, third] = [aNumber(), aNumber(), aNumber()];
    const id = `moves-${first}`;
    await meet(id, first);
    await hark.text(first, secret);
    await meet(id, second);
    await hark.text(second, 'STOP');
    await meet(id, null);
    // An alias is a number as well, and may be renamed.
    await hark.text(third, 'START');
    const alias = { alias_label: 'phone', alias_name: third };
    await post('/users/identify', {
      aliases_to_identify: [{ external_id: id, user_alias: alias }],
      merge_behavior: 'none',
    });
    await post('/users/alias/update', {
      alias_updates: [{ alias_label: 'phone', old_alias_name: third, new_alias_name: 'nothing' }],
    });
    await erase(id);

    expect(await traces(secret, ...[first, second, third].map(digitsOf))).toEqual([]);
    expect((await proofOf(second)).chains).toHaveLength(2);
  });

  it('can be asked for a number that never became a person', async () => {
    const secret = aSecret();
    const number = aNumber();
    await hark.text(number, secret);
    expect((await hark.exportBy({ phone: number })).length).toBe(0);

    await post('/users/delete', { phone_numbers: [{ phone: number, prioritization: ['most_recently_updated'] }] });

    expect(await traces(digitsOf(number), secret)).toEqual([]);
  });

  it('finds them in requests that nobody could read', async () => {
    const secret = aSecret();
    const number = aNumber();
    const id = `unread-${number}`;
    await meet(id, number);
    const stranger = aNumber();
    const broken = { MessageSid: '', SmsSid: '', SmsMessageSid: '' };
    await textOf({ From: number, Body: secret, ...broken });
    await textOf({ From: stranger, Body: 'of somebody else', ...broken });
    await erase(id);

    expect(await traces(digitsOf(number), secret)).toEqual([]);
    expect(await traces(digitsOf(stranger))).toEqual(['inbound_message.raw_body']);
  });
});

describe('a number that several people hold', () => {
  const both = async () => {
    const [number, secret] = [aNumber(), aSecret()];
    const [one, other] = [`one-${number}`, `other-${number}`];
    await meet(one, number, { first_name: 'One' });
    await hark.text(number, 'START');
    await hark.text(number, `${secret} of either`);
    await meet(other, number, { first_name: 'Other' });
    return { number, secret, one, other };
  };

  it('keeps its texts, its replies and its consent while one of them is left, but names only that one', async () => {
    const { number, secret, one } = await both();
    const before = await hark.rows(`select id, body from inbound_message where from_raw = $1 order by id`, [number]);
    const sent = await hark.rows(`select id, body from outbound_message where to_number = $1 order by id`, [number]);
    await erase(one);

    expect(await hark.rows(`select id, body from inbound_message where from_raw = $1 order by id`, [number])).toEqual(
      before,
    );
    expect(await hark.rows(`select id, body from outbound_message where to_number = $1 order by id`, [number])).toEqual(
      sent,
    );
    expect(await hark.status(hark.promo, number)).toBe('Subscribed');
    expect(await hark.lastText(number)).toMatchObject({ body: `${secret} of either`, profile: null });
    expect(await traces(one)).toEqual([]);
    expect(await traces(secret)).toEqual(expect.arrayContaining(['inbound_message.body']));
  });

  it('loses them with the last one, also when both go at once', async () => {
    const [together, apart] = [await both(), await both()];
    await erase(together.one, together.other);
    await erase(apart.other);
    await erase(apart.one);

    expect(await traces(digitsOf(together.number), digitsOf(apart.number))).toEqual([]);
  });

  it("is somebody's also by an alias alone", async () => {
    const number = aNumber();
    await hark.text(number, 'START');
    const id = `alias-${number}`;
    const alias = { user_alias: { alias_label: 'phone', alias_name: number } };
    await post('/users/track', { attributes: [{ ...alias, external_id: id, phone: aNumber() }] });
    const second = `second-${number}`;
    await meet(second, number);
    await erase(second);

    expect(await hark.status(hark.promo, number)).not.toBe('Unknown');
    expect(await traces(digitsOf(number))).toContain('inbound_message.from_raw');
    await erase(id);
    expect(await traces(digitsOf(number))).toEqual([]);
  });
});

describe('erasing while the person texts', () => {
  it('leaves each text whole or gone, and the ledger verifiable', async () => {
    const secret = aSecret();
    const numbers = Array.from({ length: 12 }, aNumber);
    const ids = numbers.map((number) => `busy-${number}`);
    for (const [at, number] of numbers.entries()) await meet(ids[at]!, number);
    for (const number of numbers) await hark.text(number, 'START');

    await Promise.all(
      numbers.flatMap((number, at) => [
        hark.text(number, 'please stop texting me'),
        erase(ids[at]!),
        hark.text(number, secret),
        hark.text(number, 'STOP'),
      ]),
    );
    await everythingSealed(hark);

    const halves = await hark.rows(
      `select message.id from inbound_message message
         join inbound_decision decision on decision.inbound_message_id = message.id
        where (message.erased_at is not null) <> (decision.status = 'erased')`,
    );
    expect(halves).toEqual([]);
    expect(await audit(hark.app.get(DataSource))).toMatchObject({ broken: null, unsealed: 0 });
    await post('/users/delete', {
      phone_numbers: numbers.map((phone) => ({ phone, prioritization: ['most_recently_updated'] })),
    });
    expect((await Promise.all(numbers.map((number) => whereStored(hark, digitsOf(number))))).flat()).toEqual([]);
  });

  it('comes to an end with whoever replays their texts or undoes their reviews at that moment', async () => {
    const numbers = Array.from({ length: 8 }, aNumber);
    const ids = numbers.map((number) => `played-${number}`);
    for (const [at, number] of numbers.entries()) await meet(ids[at]!, number);
    for (const number of numbers) await hark.text(number, 'please stop texting me');
    await hark.rows(`alter table inbound_decision add constraint refuse_this check (rule <> 'exact') not valid`);
    const quarantined: string[] = [];
    for (const number of numbers) {
      await hark.text(number, 'HELP');
      quarantined.push((await hark.lastText(number)).id as string);
    }
    await hark.rows('alter table inbound_decision drop constraint refuse_this');
    const { reviews } = (await hark.request('GET', '/admin/reviews?limit=500')).body as {
      reviews: { id: string; from: string }[];
    };

    const answers = await Promise.all(
      numbers.flatMap((number, at) => [
        hark.request('POST', `/admin/inbound_messages/${quarantined[at]}/replay`),
        hark.request('POST', `/admin/reviews/${reviews.find(({ from }) => from === number)!.id}/undo`, { body: {} }),
        hark.request('POST', '/users/delete', { body: { external_ids: [ids[at]] } }),
      ]),
    );

    expect(answers.map(({ status }) => status).filter((status) => ![200, 201, 404, 409].includes(status))).toEqual([]);
    expect((await Promise.all(numbers.map((number) => whereStored(hark, digitsOf(number))))).flat()).toEqual([]);
  });
});
