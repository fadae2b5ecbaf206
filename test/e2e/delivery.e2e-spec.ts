import { bootDelivery, eventually, HELP_TEXT, OUR_NUMBER, PUBLIC_URL, type TestDelivery } from '../support/delivery.js';
import { SCRIPTS } from '../support/fake-twilio.js';
import { TWILIO_ACCOUNT } from '../support/twilio.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('replies by the API of the provider', () => {
  let delivery: TestDelivery;
  let hark: TestDelivery['hark'];
  let twilio: TestDelivery['twilio'];
  let drain: TestDelivery['drain'];
  let byApi: string;
  let inResponse: string;

  beforeAll(async () => {
    delivery = await bootDelivery();
    ({ hark, twilio, drain, byApi, inResponse } = delivery);
  });
  afterAll(() => delivery.close());
  beforeEach(() => delivery.reset());

  const text: TestDelivery['text'] = (...given) => delivery.text(...given);
  const outbound: TestDelivery['outbound'] = (to) => delivery.outbound(to);
  const eventuallyStands: TestDelivery['eventuallyStands'] = (...given) => delivery.eventuallyStands(...given);
  const eventuallyRequested: TestDelivery['eventuallyRequested'] = (...given) => delivery.eventuallyRequested(...given);
  const nothingWaits = () => delivery.nothingWaits();

  const waitingFacts = () =>
    hark.rows<{ attempts: number; last_error_code: string | null; parked: boolean }>(
      'select attempts, last_error_code, parked_at is not null as parked from outbox',
    );
  /** Waits until the drain has written what became of this try. */
  const settledAfter = (tries: number) =>
    eventually(`try ${tries} is settled`, async () => {
      const [fact] = await hark.rows('select 1 from outbox where attempts = $1 and leased_until is null', [tries]);
      return fact;
    });

  it('takes a reply by the API from the queue to the person: queued, sent, delivered', async () => {
    const answer = await text(SCRIPTS.ok);
    const sent = await eventuallyStands(SCRIPTS.ok, 'sent');
    const [request] = twilio.requests;

    expect(answer.text).toContain('<Response/>');
    expect(request).toEqual({
      path: `/2010-04-01/Accounts/${TWILIO_ACCOUNT.account_sid}/Messages.json`,
      authorization: expect.stringMatching(/^Basic /),
      form: {
        To: SCRIPTS.ok,
        From: OUR_NUMBER,
        Body: HELP_TEXT,
        StatusCallback: `${PUBLIC_URL}/webhooks/twilio/${byApi}/status?outbound=${sent.id}`,
      },
      sid: sent.provider_message_id,
    });

    const reported = await twilio.report(request!, 'delivered');

    expect([reported.status, reported.text]).toEqual([204, '']);
    expect(await outbound(SCRIPTS.ok)).toMatchObject({ status: 'delivered', error_code: null });
    await nothingWaits();
    const shown = await hark.request('GET', '/admin/outbound_messages?limit=1');
    expect(shown.body.outbound_messages[0]).toMatchObject({
      status: 'delivered',
      provider_message_id: request!.sid,
    });
  });

  it('sends the reply of a replayed text by the API, however its connection answers', async () => {
    delivery.breakRoad(true);
    await text(SCRIPTS.ok, 'HELP', inResponse);
    delivery.breakRoad(false);
    const list = await hark.request('GET', '/admin/inbound_messages?status=quarantined&limit=1');

    await hark.request('POST', `/admin/inbound_messages/${list.body.inbound_messages[0].id}/replay`);

    await eventuallyStands(SCRIPTS.ok, 'sent');
    expect(twilio.requests).toHaveLength(1);
  });

  it('comes back when the provider says so after 429', async () => {
    await text(SCRIPTS.rateLimitedTwice);
    for (const tries of [1, 2]) {
      await eventuallyRequested(SCRIPTS.rateLimitedTwice, tries);
      await eventually('the pause is written', async () => (await waitingFacts())[0]?.last_error_code);
      expect(await eventuallyStands(SCRIPTS.rateLimitedTwice, 'queued')).toMatchObject({ error_code: '20429' });
      expect(await drain.drainOnce()).toBe(0);
      hark.clock.advance(SECOND);
    }

    expect(await eventuallyStands(SCRIPTS.rateLimitedTwice, 'sent')).toMatchObject({ error_code: null });
    expect(twilio.requests).toHaveLength(3);
  });

  it('comes back after 30 seconds and two minutes when the provider is broken', async () => {
    await text(SCRIPTS.brokenTwice);
    for (const [tries, pauseMs] of [
      [1, 30 * SECOND],
      [2, 2 * MINUTE],
    ] as const) {
      await eventuallyRequested(SCRIPTS.brokenTwice, tries);
      await settledAfter(tries);
      hark.clock.advance(pauseMs - 1);
      expect(await drain.drainOnce()).toBe(0);
      hark.clock.advance(1);
    }

    await eventuallyStands(SCRIPTS.brokenTwice, 'sent');
    expect(twilio.requests).toHaveLength(3);
  });

  it('gives up after four tries: the text has failed and the fact is parked for somebody to look at', async () => {
    await text(SCRIPTS.broken);
    for (const [tries, pauseMs] of [
      [1, 30 * SECOND],
      [2, 2 * MINUTE],
      [3, 8 * MINUTE],
    ] as const) {
      await eventuallyRequested(SCRIPTS.broken, tries);
      await settledAfter(tries);
      hark.clock.advance(pauseMs);
    }

    expect(await eventuallyStands(SCRIPTS.broken, 'failed')).toMatchObject({ error_code: '20500' });
    expect(
      await eventually('the fact is parked', async () => (await waitingFacts()).find(({ parked }) => parked)),
    ).toEqual({ attempts: 4, last_error_code: '20500', parked: true });
    expect(twilio.requests).toHaveLength(4);
  });

  it.each([
    ['never answers', SCRIPTS.silent, 'TIMEOUT'],
    ['resets the connection', SCRIPTS.reset, 'NETWORK_'],
    ['hides behind a broken proxy', SCRIPTS.badGateway, '20500'],
  ])('never sends again when the provider %s', async (_what, number, code) => {
    await text(number);
    const row = await eventuallyStands(number, 'ambiguous');
    await nothingWaits();
    hark.clock.advance(60 * MINUTE);
    await drain.drainOnce();

    expect(row.error_code).toContain(code);
    expect(twilio.requests).toHaveLength(1);
  });

  it.each([
    ['an invalid number', SCRIPTS.invalidNumber, '21211'],
    ['a person who left at the provider', SCRIPTS.optedOut, '21610'],
  ])('fails for good on %s', async (_what, number, code) => {
    await text(number);

    expect(await eventuallyStands(number, 'failed')).toMatchObject({ error_code: code });
    await nothingWaits();
    expect(twilio.requests).toHaveLength(1);
  });

  it('tells the subscriptions when a person had left at the provider, and of no other failure', async () => {
    await text(SCRIPTS.invalidNumber);
    await eventuallyStands(SCRIPTS.invalidNumber, 'failed');
    expect(delivery.blocks).toEqual([]);

    await text(SCRIPTS.optedOut);
    const row = await eventuallyStands(SCRIPTS.optedOut, 'failed');
    await nothingWaits();
    expect(delivery.blocks.map(({ number, ...block }) => ({ ...block, number: number.e164() }))).toEqual([
      {
        outboundMessageId: row.id,
        connectionId: byApi,
        providerMessageId: null,
        number: SCRIPTS.optedOut,
        groupId: expect.any(String) as string,
        sender: OUR_NUMBER,
        code: '21610',
        writtenAt: expect.any(Date) as Date,
        refusedAt: expect.any(Date) as Date,
      },
    ]);
  });

  it('does not confirm a STOP later than five minutes after it came, and calls somebody', async () => {
    await text(SCRIPTS.brokenTwice, 'STOP');
    await eventuallyRequested(SCRIPTS.brokenTwice, 1);
    await settledAfter(1);
    const before = delivery.log.length;
    hark.clock.advance(5 * MINUTE + 1);

    const row = await eventuallyStands(SCRIPTS.brokenTwice, 'failed');
    await nothingWaits();

    expect(row.error_code).toBe('TOO_LATE');
    expect(twilio.requests).toHaveLength(1);
    const lines = delivery.log.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'warn', outbound_message_id: row.id, code: 'TOO_LATE' }),
    );
  });

  describe('after a crash', () => {
    /** The fact as a process left it that died with it in its hands. */
    const leftBehind = async (id: string): Promise<void> => {
      await hark.rows(
        `insert into outbox (id, workspace_id, topic, payload, attempts, next_attempt_at, leased_until, created_at)
         values (gen_random_uuid(), $1, 'send_message', $2, 1, $3, $4, $3)`,
        [
          hark.workspaceId,
          { outbound_message_id: id, workspace_id: hark.workspaceId },
          hark.clock.now(),
          new Date(hark.clock.now().getTime() + MINUTE),
        ],
      );
    };

    it('between send and settle, a text that is marked as sent is not sent twice', async () => {
      await text(SCRIPTS.ok);
      const { id } = await eventuallyStands(SCRIPTS.ok, 'sent');
      await nothingWaits();
      await leftBehind(id);

      expect(await drain.drainOnce()).toBe(0);
      hark.clock.advance(MINUTE);
      await nothingWaits();

      expect(await outbound(SCRIPTS.ok)).toMatchObject({ status: 'sent' });
      expect(twilio.requests).toHaveLength(1);
    });

    it('in the middle of a send, the text may have gone out and is not sent twice', async () => {
      await text(SCRIPTS.ok, 'HELP', inResponse);
      const { id } = (await outbound(SCRIPTS.ok))!;
      await hark.rows(`update outbound_message set status = 'sending' where id = $1`, [id]);
      await leftBehind(id);

      hark.clock.advance(MINUTE);
      await nothingWaits();

      expect(await outbound(SCRIPTS.ok)).toMatchObject({ status: 'ambiguous', error_code: 'INTERRUPTED' });
      expect(twilio.requests).toEqual([]);
    });

    it('before the send, the text goes out', async () => {
      await text(SCRIPTS.ok, 'HELP', inResponse);
      const { id } = (await outbound(SCRIPTS.ok))!;
      await hark.rows(`update outbound_message set status = 'queued' where id = $1`, [id]);
      await leftBehind(id);

      hark.clock.advance(MINUTE);

      await eventuallyStands(SCRIPTS.ok, 'sent');
      expect(twilio.requests).toHaveLength(1);
    });
  });

  it('sends once while several drains work at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => text(`+1415555${String(1000 + n)}`)));
    await Promise.all(Array.from({ length: 4 }, () => drain.drainOnce()));
    await nothingWaits();

    expect(twilio.requests).toHaveLength(20);
    expect(new Set(twilio.requests.map(({ form }) => form['To'])).size).toBe(20);
    expect(await hark.rows('select distinct status from outbound_message')).toEqual([{ status: 'sent' }]);
  });

  describe('api_base_url', () => {
    it.each([
      ['http://api.example.org'],
      ['ftp://127.0.0.1'],
      ['https://user:secret@example.org'],
      ['https://example.org/?a=1'],
      ['example.org'],
    ])('refuses %s without repeating it', async (api_base_url) => {
      const answer = await hark.request('PATCH', `/admin/connections/${byApi}`, { body: { api_base_url } });

      expect(answer.status).toBe(400);
      expect(answer.body.message).toContain('api_base_url');
      expect(answer.text).not.toContain('secret');
    });

    it('is shown without the slash at its end, and can be taken back', async () => {
      const change = async (api_base_url: string | null): Promise<unknown> =>
        (await hark.request('PATCH', `/admin/connections/${byApi}`, { body: { api_base_url } })).body.api_base_url;

      expect(await change(null)).toBeNull();
      expect(await change(`${twilio.url}/`)).toBe(twilio.url);
    });

    it('makes no sense for the sandbox', async () => {
      const answer = await hark.request('POST', '/admin/connections', {
        body: { name: 'sandbox', provider: 'sandbox', api_base_url: 'https://example.org' },
      });

      expect(answer.status).toBe(400);
    });
  });

  it('wrote neither numbers nor texts nor secrets into the log, all the while', () => {
    expect(delivery.log.length).toBeGreaterThan(50);
    expect(delivery.log.join('')).not.toMatch(/5005550\d{3}|4155550100|Zoë/);
    expect(delivery.log.join('')).not.toContain(TWILIO_ACCOUNT.auth_token);
  });
});
