import { Writable } from 'node:stream';
import { createLogger } from '../../src/kernel/logging/logger.js';
import { DataSource } from 'typeorm';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { send } from '../support/app.js';
import { bootHark, TEST_API_KEY, type TestHark } from '../support/hark.js';
import { messageSid, postSigned, TWILIO_ACCOUNT, twilioForm } from '../support/twilio.js';

const NUMBER = '+14155554242';
const BODY = 'my secret words';
const EMAIL = 'ada.lovelace@example.org';

/** Everything a log may never hold. */
const PERSONAL = [
  NUMBER,
  '14155554242',
  '4155554242',
  '415-555-4242',
  BODY,
  EMAIL,
  TEST_API_KEY,
  TWILIO_ACCOUNT.auth_token,
];

describe('the log', () => {
  const lines: string[] = [];
  let hark: TestHark;

  beforeAll(async () => {
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    hark = await bootHark({ logger: createLogger('trace', destination) });
  });
  afterAll(() => hark.close());

  const post = (form: Record<string, string>, options = {}) => postSigned(hark.url, hark.inboundPath, form, options);
  const form = (changes: Record<string, string> = {}) => ({
    ...twilioForm({ from: NUMBER, to: '55555', body: BODY, sid: messageSid() }),
    ...changes,
  });

  it('holds one wide line per request', async () => {
    lines.length = 0;
    await post(form({ Body: 'START' }));

    const wide = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'request');
    expect(wide).toHaveLength(1);
    expect(wide[0]).toMatchObject({
      method: 'POST',
      route: '/webhooks/:provider/:connection/inbound',
      status: 200,
      provider: 'twilio',
      outcome: 'stored',
      categories: ['opt_in'],
    });
    expect(wide[0]).toHaveProperty('ms');
    expect(wide[0]).toHaveProperty('message_ids');
  });

  it('never holds a number, a text, an address or a secret, on any path', async () => {
    const spoil = (sql: string) => hark.app.get(DataSource).query(sql);
    // Texts: good, refused, undecodable, hostile, repeated.
    await post(form());
    await post(form(), { token: 'wrong' });
    await send(hark.url, 'POST', hark.inboundPath, { body: new URLSearchParams(form()).toString() });
    await post({ AccountSid: TWILIO_ACCOUNT.account_sid, From: NUMBER, Body: BODY });
    await post(form({ From: `${NUMBER}\u0000`, Body: `${BODY}\ud83d` }));
    // A database that refuses the row, with the values in its complaint.
    await spoil(`alter table profile_alias add constraint refuse_name check (name <> '+14155554243')`);
    await post(form({ From: '+14155554243', Body: 'START' }));
    await spoil(`alter table inbound_message add constraint refuse_body check (body <> '${BODY}') not valid`);
    await post(form());
    // The API: good, wrong key, broken, refused values.
    const attributes = [{ external_id: 'ada', phone: NUMBER, email: EMAIL, note: BODY }];
    await hark.request('POST', '/users/track', { body: { attributes } });
    await hark.request('POST', '/users/track', {
      body: { attributes: [{ phone: NUMBER, email: EMAIL, email_subscribe: BODY }] },
    });
    await hark.request('POST', '/users/track', {
      body: `{"phone":"${NUMBER}"`,
      headers: { 'content-type': 'application/json' },
    });
    await send(hark.url, 'POST', '/users/track', {
      body: { attributes },
      headers: { authorization: `Bearer ${NUMBER}` },
    });
    await hark.request('GET', `/admin/consent/${NUMBER}`);
    await hark.request('GET', `/admin/inbound_messages?from=${encodeURIComponent(NUMBER)}`);
    await hark.request('POST', '/admin/explain', { body: { text: BODY, from: NUMBER } });
    await hark.request('POST', '/admin/sandbox/messages', { body: { from: NUMBER, to: '+14155550100', body: BODY } });
    // An error thrown with everything in it.
    await hark.app
      .get(Transactions)
      .run((work) => work.rows(`select '${NUMBER} ${BODY}'::uuid`))
      .catch((error: unknown) => {
        createLogger('info', { write: (line: string) => lines.push(line) }).error({ err: error }, 'failed');
      });

    const log = lines.join('');
    expect(lines.length).toBeGreaterThan(10);
    expect(log).toContain('quarantined');
    for (const personal of PERSONAL.filter((value) => log.includes(value)))
      throw new Error(`The log holds '${personal}': ${lines.find((line) => line.includes(personal)) ?? ''}`);
    expect(PERSONAL.filter((value) => log.includes(value))).toEqual([]);
  });
});
