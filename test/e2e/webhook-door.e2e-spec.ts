import { createHash } from 'node:crypto';
import pg from 'pg';
import twilio from 'twilio';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { bootHark, type TestHark } from '../support/hark.js';
import { sendRaw } from '../support/raw-request.js';
import { postSigned, TWILIO_ACCOUNT, twilioForm } from '../support/twilio.js';

const PUBLIC_URL = 'https://sms.example.org/hark/';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** The corners of a provider's request that a proxy, a console or a hurried hand turns round. */
describe('the door for providers', () => {
  let database: TestDatabase;
  let hark: TestHark;
  let people = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    hark = await bootHark({
      databaseUrl: database.url,
      config: { PUBLIC_URL, INBOUND_QUEUE_MAX: 1, INBOUND_LANES: 1 },
    });
  });
  afterAll(async () => {
    await hark.close();
    await database.drop();
  });

  const stop = () =>
    twilioForm({ from: `+1917444${String((people += 1)).padStart(4, '0')}`, to: '55555', body: 'STOP' });
  const signed = (target: string, form: Record<string, string>) =>
    twilio.getExpectedTwilioSignature(TWILIO_ACCOUNT.auth_token, PUBLIC_URL.slice(0, -1) + target, form);
  const post = (
    target: string,
    form: Record<string, string>,
    headers: Record<string, string> = FORM,
    signedTarget = target,
  ) =>
    sendRaw(
      hark.url,
      'POST',
      target,
      { ...headers, 'x-twilio-signature': signed(signedTarget, form) },
      new URLSearchParams(form).toString(),
    );
  const stored = (form: { MessageSid: string }) =>
    hark.rows<{ status: string; raw_body: Buffer }>(
      `select status, raw_body from inbound_message m join inbound_decision d on d.inbound_message_id = m.id
        where provider_message_id = $1`,
      [form.MessageSid],
    );

  it.each<[string, (path: string) => string]>([
    ['a doubled slash', (path) => `/${path}`],
    ['a doubled slash inside', (path) => path.replace('/twilio/', '//twilio/')],
    ['a slash at the end', (path) => `${path}/`],
    ['an escaped letter', (path) => path.replace('inbound', '%69nbound')],
    ['a query', (path) => `${path}?tenant=acme%20eu&tenant=a+b&c`],
    ['a question mark', (path) => `${path}?`],
  ])('takes a text at an address with %s, as it was signed', async (_, spelt) => {
    const form = stop();
    const answer = await post(spelt(hark.inboundPath), form);

    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8']);
    expect(answer.text).toContain('unsubscribed');
  });

  it('takes the absolute form of an address, as some proxies send it', async () => {
    const form = stop();
    const answer = await post(`http://inner:3000${hark.inboundPath}`, form, FORM, hark.inboundPath);

    expect([answer.status, (await stored(form)).length]).toEqual([200, 1]);
  });

  it.each(['foo', ';;,', '', 'text/plain', 'multipart/form-data; boundary=x', 'application/json'])(
    'reads the bytes and not the content type %j',
    async (contentType) => {
      const form = stop();
      const answer = await post(hark.inboundPath, form, { 'content-type': contentType });

      expect([answer.status, (await stored(form)).map(({ status }) => status)]).toEqual([200, ['processed']]);
    },
  );

  it.each(['identity', 'Identity', ''])('takes a body whose encoding is %j', async (encoding) => {
    expect((await post(hark.inboundPath, stop(), { ...FORM, 'content-encoding': encoding })).status).toBe(200);
  });

  it('takes a text by GET, signed by its address alone, and keeps what it read', async () => {
    const form = stop();
    const query = new URLSearchParams(form).toString();
    const target = `${hark.inboundPath}?${query}`;
    const get = (signature: string) => sendRaw(hark.url, 'GET', target, { 'x-twilio-signature': signature });
    const first = await get(signed(target, {}));

    expect([first.status, first.text.includes('unsubscribed')]).toEqual([200, true]);
    expect((await get(signed(target, {}))).text).toBe(first.text);
    expect((await get(signed(hark.inboundPath, form))).status).toBe(403);
    expect((await stored(form)).map(({ raw_body }) => raw_body.toString())).toEqual([query]);
  });

  it('keeps each undecodable GET aside, not the first alone', async () => {
    const refused = async (Body: string) => {
      const target = `${hark.inboundPath}?${new URLSearchParams({ AccountSid: TWILIO_ACCOUNT.account_sid, Body }).toString()}`;
      return (await sendRaw(hark.url, 'GET', target, { 'x-twilio-signature': signed(target, {}) })).status;
    };

    expect([await refused('one'), await refused('two')]).toEqual([400, 400]);
    const kept = await hark.rows<{ raw_body: Buffer }>(
      `select raw_body from inbound_message where provider_message_id like 'sha256:%' order by id`,
    );
    expect(kept.map(({ raw_body }) => /Body=(\w+)/.exec(raw_body.toString())?.[1])).toEqual(['one', 'two']);
  });

  it('takes a body signed by its hash, and not another body', async () => {
    const form = stop();
    const body = new URLSearchParams(form).toString();
    const target = `${hark.inboundPath}?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const send = (bytes: string) =>
      sendRaw(hark.url, 'POST', target, { ...FORM, 'x-twilio-signature': signed(target, {}) }, bytes);

    expect((await send(body.replace('Body=STOP', 'Body=START'))).status).toBe(403);
    expect((await send(body)).status).toBe(200);
  });

  it('answers a path that cannot be decoded, or is too long, like any other that leads nowhere', async () => {
    const answers = await Promise.all(
      ['/webhooks/twilio/%FF/inbound', '/users/%FF', `/webhooks/twilio/${'x'.repeat(201)}/inbound`].map((path) =>
        sendRaw(hark.url, 'POST', path, {}),
      ),
    );

    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [404, ''],
      [404, { message: 'Not Found' }],
      [404, { message: 'Not Found' }],
    ]);
  });

  describe('while somebody else has locked a table', () => {
    let locker: pg.Client;

    beforeEach(async () => {
      locker = new pg.Client({ connectionString: database.url });
      await locker.connect();
      await locker.query('begin');
      await locker.query('lock table consent in access exclusive mode');
    });
    afterEach(() => locker.end());

    const send = (form: Record<string, string>) =>
      postSigned(hark.url, hark.inboundPath, form, { signedUrl: PUBLIC_URL.slice(0, -1) + hark.inboundPath });

    /** Waits until as many sessions wait for the lock. */
    async function waiting(): Promise<number> {
      for (;;) {
        const { rows } = await locker.query<{ pid: number }>(
          `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        if (rows[0] !== undefined) return rows[0].pid;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }

    it('a text whose statement times out is answered 503 and not quarantined: the next try is processed', async () => {
      const form = stop();
      const answer = send(form);
      // The statement timeout ends a statement exactly so, after half a minute.
      await locker.query('select pg_cancel_backend($1)', [await waiting()]);

      expect([(await answer).status, await stored(form)]).toEqual([503, []]);
      await locker.query('rollback');
      expect((await send(form)).text).toContain('unsubscribed');
    });

    it('more texts than may wait are answered 503, counted, and taken the next time', async () => {
      const forms = [stop(), stop(), stop()] as const;
      const first = send(forms[0]);
      await waiting();
      const second = send(forms[1]);
      const third = send(forms[2]);
      // One is in a batch, one waits, and there is no place for the other.
      const early = await Promise.race([second, third]);
      await locker.query('rollback');
      const answers = await Promise.all([first, second, third]);

      expect([early.status, early.text]).toEqual([503, '']);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 503]);
      const metrics = await hark.request('GET', '/metrics');
      expect(metrics.text).toContain('hark_webhook_refusals_total{provider="twilio",reason="unavailable"}');
      for (const form of forms) expect((await send(form)).status).toBe(200);
    });
  });
});
