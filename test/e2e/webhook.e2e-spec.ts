import { Injectable, Module } from '@nestjs/common';
import { InboundReceived } from '../../src/contracts/inbound/1-inbound-received.event.js';
import { type AnsweredMessage, ReplyQueued } from '../../src/contracts/inbound/7-reply-queued.event.js';
import { AddressReader } from '../../src/contracts/readers/address.reader.js';
import { PhoneReader } from '../../src/contracts/readers/phone.reader.js';
import { GroupSenderReader } from '../../src/contracts/readers/group-sender.reader.js';
import { SenderReader } from '../../src/contracts/readers/sender.reader.js';
import { Masked } from '../../src/kernel/masked.js';
import { Handles } from '../../src/kernel/road/handles.decorator.js';
import { Intake } from '../../src/webhook/intake/intake.js';
import { WebhookModule } from '../../src/webhook/webhook.module.js';
import { readPersonPhone } from '../../src/phone/phone-rules.js';
import { ProviderAddressReader } from '../../src/phone/provider-address.reader.js';
import { aSender } from '../builders/messages.js';
import { type Answer, bootModule, send, type TestApp } from '../support/app.js';
import { messageSid, postSigned, TWILIO_ACCOUNT, twilioForm } from '../support/twilio.js';

/** Stands for the rest of the road: writes a row per text, answers `ok: <text>`, and fails on texts that say so. */
@Injectable()
class RestOfTheRoad {
  batches: number[] = [];
  failing = true;
  /** While set, batches wait for it, so that the next one grows. */
  gate: Promise<void> | null = null;

  @Handles(InboundReceived)
  async handle({ work, messages }: InboundReceived): Promise<ReplyQueued> {
    this.batches.push(messages.length);
    await this.gate;
    await work.execute(
      `insert into custom_event (workspace_id, id, braze_id, name, occurred_at, properties, recorded_at)
       select workspace_id, id, 'somebody', 'effect', now(), '{}', now() from unnest($1::uuid[], $2::uuid[]) as m (workspace_id, id)`,
      [messages.map((message) => message.workspaceId), messages.map((message) => message.id)],
    );
    if (this.failing && messages.some(({ text }) => text.reveal() === 'poison'))
      throw new TypeError('cannot read poison');
    if (this.failing && messages.some(({ text }) => text.reveal() === 'bad sql')) await work.rows('select 1/0');
    if (this.failing && messages.some(({ text }) => text.reveal() === 'always deadlocks'))
      throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    return new ReplyQueued(
      work,
      messages.map((message) => {
        const { id, text, replyVia } = message;
        return {
          ...message,
          from: { kind: 'unknown', value: '' },
          sender: aSender(),
          fromOwnSender: false,
          configuredReply: null,
          configuredReplyLanguage: null,
          configuredPrompt: null,
          classification: { category: 'other', rule: 'none', language: null, policy: {} },
          identification: { profile: null, profileIds: [], reason: 'unknown_number' },
          consent: {
            before: 'unknown',
            after: 'unknown',
            effect: 'none',
            changeId: null,
            alsoLeft: [],
            reason: 'not_consent',
          },
          customEvent: { event: null, reason: 'unknown_number' },
          reply: { id, kind: 'other', text: new Masked(`ok: ${text.reveal()}`), via: replyVia },
          replyReason: 'queued',
          quietHours: null,
        } as unknown as AnsweredMessage;
      }),
    );
  }
}

@Module({ providers: [RestOfTheRoad] })
class RestModule {}

const noSenders = { byAddress: () => Promise.resolve(new Map()), groups: () => Promise.resolve(new Map()) };

describe('the webhook room alone', () => {
  let hark: TestApp;
  let rest: RestOfTheRoad;
  let path: string;
  let connectionId: string;

  beforeAll(async () => {
    hark = await bootModule({
      imports: [WebhookModule, RestModule],
      providers: [
        { provide: SenderReader, useValue: noSenders },
        { provide: GroupSenderReader, useValue: { ofGroups: () => Promise.resolve([]) } },
        { provide: PhoneReader, useValue: { readPersonPhone } },
        { provide: AddressReader, useClass: ProviderAddressReader },
      ],
    });
    rest = hark.app.get(RestOfTheRoad);
    const made = await hark.request('POST', '/admin/connections', {
      body: { name: 'Twilio', provider: 'twilio', credentials: TWILIO_ACCOUNT },
    });
    connectionId = made.body.id;
    path = `/webhooks/twilio/${connectionId}/inbound`;
  });
  afterAll(() => hark.close());
  beforeEach(() => {
    rest.failing = true;
    rest.batches = [];
  });

  const text = (body: string, sid = messageSid()) => twilioForm({ from: '+14155550123', to: '55555', body, sid });
  const post = (form: Record<string, string>, options = {}): Promise<Answer> =>
    postSigned(hark.url, path, form, options);
  const stored = async (sid: string) =>
    hark.rows<{ status: string; error_code: string | null }>(
      `select status, error_code from inbound_message m join inbound_decision d on d.inbound_message_id = m.id
        where provider_message_id = $1`,
      [sid],
    );
  const effects = async (sid: string) =>
    (
      await hark.rows(
        `select 1 from custom_event e join inbound_message m on m.id = e.id where provider_message_id = $1`,
        [sid],
      )
    ).length;
  const counted = async (line: string) => (await metrics(hark)).includes(line);

  describe('connections', () => {
    it('are made without ever showing the credentials again', async () => {
      const list = await hark.request('GET', '/admin/connections');
      const [row] = await hark.rows<{ credentials: Buffer }>('select credentials from connection where id = $1', [
        connectionId,
      ]);

      expect(connectionId).toMatch(/^[0-9a-f]{32}$/);
      expect(list.body.connections[0].inbound_url).toBe(`${hark.url}${path}`);
      expect(list.text).not.toContain(TWILIO_ACCOUNT.auth_token);
      expect(row?.credentials.includes(TWILIO_ACCOUNT.auth_token)).toBe(false);
    });

    it.each([
      [{ name: 'x', provider: 'twilio' }, 'credentials'],
      [{ name: 'x', provider: 'twilio', credentials: { account_sid: 'AC1' } }, 'auth_token'],
      [{ name: 'x', provider: 'carrier pigeon' }, 'provider'],
      [{ name: '', provider: 'sandbox' }, 'name'],
      [{ name: 'a\u0000', provider: 'sandbox' }, 'name'],
      [{ name: '\ud83d', provider: 'sandbox' }, 'name'],
      [{ name: 5, provider: 'sandbox' }, `'name' must be a string`],
      [{ name: 'Twilio', provider: 'twilio', credentials: TWILIO_ACCOUNT }, 'name'],
      [{ name: 'x', provider: 'sandbox', credentials: { a: 1 } }, 'credentials'],
      [{ name: 'x', provider: 'sandbox', reply_via: 'pigeon' }, 'reply_via'],
    ])('refuse %j naming the field', async (body, field) => {
      const answer = await hark.request('POST', '/admin/connections', { body });

      expect(answer.status).toBe(400);
      expect(answer.body.message).toContain(field);
    });

    it('accept two tokens during a rotation and refuse the old one at once afterwards', async () => {
      const change = (credentials: object) =>
        hark.request('PATCH', `/admin/connections/${connectionId}`, { body: { credentials } });
      const next = 'ffffffffffffffffffffffffffffffff';
      await change({ ...TWILIO_ACCOUNT, auth_token: next, secondary_auth_token: TWILIO_ACCOUNT.auth_token });
      expect((await post(text('a'))).status).toBe(200);
      expect((await post(text('b'), { token: next })).status).toBe(200);

      await change({ ...TWILIO_ACCOUNT, auth_token: next });
      expect((await post(text('c'))).status).toBe(403);

      await change(TWILIO_ACCOUNT);
    });
  });

  describe('answers', () => {
    it('200 with the reply in the TwiML once the text is committed', async () => {
      const form = text('Été & <ok> 👍🏽 ');
      const answer = await post(form);

      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/xml/);
      expect(answer.text).toContain('<Response><Message>ok: Été &amp; &lt;ok&gt; 👍🏽 </Message></Response>');
      expect(await stored(form.MessageSid)).toEqual([{ status: 'processed', error_code: null }]);
    });

    it('a repeat as the first time, with one effect', async () => {
      const form = text('again');
      const first = await post(form);
      const second = await post(form);

      expect(second.text).toBe(first.text);
      expect(await effects(form.MessageSid)).toBe(1);
    });

    it('the same request twenty times at once: twenty equal answers, one effect', async () => {
      const form = text('at once');
      const answers = await Promise.all(Array.from({ length: 20 }, () => post(form)));

      expect(new Set(answers.map((answer) => `${answer.status} ${answer.text}`))).toEqual(
        new Set([`200 ${answers[0]?.text}`]),
      );
      expect(await effects(form.MessageSid)).toBe(1);
    });

    it.each([
      ['401 without a signature', { 'x-twilio-signature': '' }, 401],
      ['403 with a wrong one', { 'x-twilio-signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }, 403],
      ['403 with one that is no Base64', { 'x-twilio-signature': 'é!' }, 403],
      ['415 for an encoded body', { 'content-encoding': 'gzip' }, 415],
    ])('%s, with an empty body and nothing stored', async (_name, headers, status) => {
      const form = text('refused');
      const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
      const answer =
        status === 401
          ? await send(hark.url, 'POST', path, { body: new URLSearchParams(form).toString() })
          : await post(form, {
              headers: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, encodeURI(value)])),
            });

      expect([answer.status, answer.text]).toEqual([status, '']);
      expect(await stored(form.MessageSid)).toEqual([]);
    });

    it('403 for a body changed by one word', async () => {
      const form = text('STOP');
      const answer = await post(
        { ...form, Body: 'START' },
        { headers: { 'x-twilio-signature': 'ahcuvqDrVUo1cJBjAORtd5FM9Yg=' } },
      );

      expect(answer.status).toBe(403);
    });

    it('403 for a correctly signed text of another account', async () => {
      const form = { ...text('x'), AccountSid: 'ACffffffffffffffffffffffffffffffff' };

      expect((await post(form)).status).toBe(403);
      expect(await stored(form.MessageSid)).toEqual([]);
    });

    it('404 for a connection or provider that is not there', async () => {
      for (const unknown of [
        `/webhooks/twilio/${'0'.repeat(32)}/inbound`,
        `/webhooks/pigeon/${connectionId}/inbound`,
        `/webhooks/sandbox/${connectionId}/inbound`,
        '/webhooks/twilio/%00/inbound',
        '/webhooks/twilio/x/inbound',
      ])
        expect((await postSigned(hark.url, unknown, text('x'))).status).toBe(404);
    });

    it('413 for more than 256 KiB', async () => {
      const answer = await post({ ...text('x'), Body: 'x'.repeat(300_000) });

      expect([answer.status, answer.text]).toEqual([413, '']);
      // To the byte: the limit itself still passes.
      const padded = (bytes: number) => {
        const form = text('');
        return { ...form, Body: 'x'.repeat(bytes - new URLSearchParams(form).toString().length) };
      };
      expect((await post(padded(256 * 1024))).status).toBe(200);
      expect((await post(padded(256 * 1024 + 1))).status).toBe(413);
    });

    it('400 for verified bytes that are no message, kept once in quarantine', async () => {
      const form = { AccountSid: TWILIO_ACCOUNT.account_sid, Body: 'no id' };
      const answers = [await post(form), await post(form)];
      const rows = await hark.rows<{ raw_body: Buffer; error_code: string }>(
        `select raw_body, error_code from inbound_message m join inbound_decision d on d.inbound_message_id = m.id
          where provider_message_id like 'sha256:%'`,
      );

      expect(answers.map(({ status }) => status)).toEqual([400, 400]);
      expect(rows.map((row) => [row.raw_body.toString(), row.error_code.startsWith('WEBHOOK.')])).toEqual([
        [new URLSearchParams(form).toString(), true],
      ]);
    });

    it('counts refusals by reason', async () => {
      for (const reason of ['credential_missing', 'credential_wrong', 'unknown_connection', 'too_large', 'encoded'])
        expect([reason, await counted(`hark_webhook_refusals_total{provider="twilio",reason="${reason}"} `)]).toEqual([
          reason,
          true,
        ]);
    });
  });

  describe('hostile texts', () => {
    it.each([
      ['NUL', 'ST\u0000OP'],
      ['a lone surrogate', 'STOP \ud83d'],
      ['ten thousand combining marks', `e${'\u0301'.repeat(10_000)}`],
      ['right-to-left override', '\u202eSTOP'],
      ['nothing at all', ''],
    ])('%s: stored, never a 500', async (_name, body) => {
      const form = text(body);

      expect((await post(form)).status).toBe(200);
      expect(await stored(form.MessageSid)).toEqual([{ status: 'processed', error_code: null }]);
    });

    it.each(['From', 'To', 'MessageSid', 'AccountSid'])('a missing %s is never a 500', async (field) => {
      const form = Object.fromEntries(Object.entries(text('STOP')).filter(([name]) => name !== field));

      expect((await post(form)).status).toBeLessThan(500);
    });
  });

  describe('a text that breaks the road', () => {
    it.each(['poison', 'bad sql'])(
      '"%s" among 63 others: it alone is put aside, the others pass, nothing half done',
      async (bad) => {
        let open = (): void => undefined;
        rest.gate = new Promise((resolve) => {
          open = resolve;
        });
        const first = post(text('first'));
        await eventually(() => rest.batches.length === 1);
        // All from one number: one lane, one batch, as soon as the first is done.
        const forms = Array.from({ length: 64 }, (_, index) => text(index === 40 ? bad : `text ${index}`));
        const answers = Promise.all(forms.map((form) => post(form)));
        await eventually(async () => (await hark.rows('select 1')).length === 1 && hark.app.get(Intake).waiting === 64);
        rest.gate = null;
        open();
        await first;

        expect((await answers).map(({ status }) => status)).toEqual(Array.from({ length: 64 }, () => 200));
        expect(Math.max(...rest.batches)).toBe(64);
        const [poison] = await stored(forms[40]!.MessageSid);
        expect(poison?.status).toBe('quarantined');
        expect(poison?.error_code).toBe(bad === 'poison' ? 'ERROR.TypeError' : 'SQLSTATE.22012');
        expect(await effects(forms[40]!.MessageSid)).toBe(0);
        const others = forms.filter((_, index) => index !== 40);
        expect(await Promise.all(others.map((form) => effects(form.MessageSid)))).toEqual(others.map(() => 1));
      },
    );

    it('is answered 503 and not put aside when its transaction lost every time, and taken the next time', async () => {
      const form = text('always deadlocks');

      expect([(await post(form)).status, await stored(form.MessageSid)]).toEqual([503, []]);
      rest.failing = false;
      expect((await post(form)).status).toBe(200);
    });

    it('is replayed once mended, and only then', async () => {
      const form = text('poison');
      await post(form);
      const list = await hark.request('GET', '/admin/inbound_messages?status=quarantined&limit=1');
      const { id } = list.body.inbound_messages[0];
      rest.failing = false;

      const replayed = await hark.request('POST', `/admin/inbound_messages/${id}/replay`);
      const again = await hark.request('POST', `/admin/inbound_messages/${id}/replay`);

      expect([replayed.status, replayed.body.status, replayed.body.error_code]).toEqual([200, 'processed', null]);
      expect(again.status).toBe(409);
      expect(await effects(form.MessageSid)).toBe(1);
    });
  });

  it('takes a forged Host header for what it is: the signature fails', async () => {
    const form = text('x');
    const answer = await post(form, { signedUrl: `https://attacker.example${path}` });

    expect(answer.status).toBe(403);
  });

  it('lists texts newest first, page by page', async () => {
    const first = await hark.request('GET', '/admin/inbound_messages?limit=2&from=%2B14155550123');
    const next = await hark.request('GET', `/admin/inbound_messages?limit=2&cursor=${first.body.next_cursor}`);
    const ids = [...first.body.inbound_messages, ...next.body.inbound_messages].map(({ id }: { id: string }) => id);

    expect(ids).toEqual([...ids].sort().reverse());
    expect(new Set(ids).size).toBe(4);
  });

  it('gives no cursor when the page ends with the last text', async () => {
    const number = '+14155550456';
    const one = { ...text('only one'), From: number };
    await post(one);
    const { body } = await hark.request('GET', `/admin/inbound_messages?limit=1&from=${encodeURIComponent(number)}`);

    expect([body.inbound_messages.length, body.next_cursor]).toEqual([1, null]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['status=lost', 'status'],
    ['cursor=x', 'cursor'],
  ])('refuses ?%s naming the field', async (query, field) => {
    const answer = await hark.request('GET', `/admin/inbound_messages?${query}`);

    expect([answer.status, answer.body.message.includes(field)]).toEqual([400, true]);
  });
});

async function metrics(hark: TestApp): Promise<string> {
  const { Metrics } = await import('../../src/kernel/metrics/metrics.js');
  return hark.app.get(Metrics).registry.metrics();
}

/** Waits for a condition, with a reason when it never comes. */
async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Never came true: ${condition.toString()}`);
}
