import { Metrics } from '../../src/kernel/metrics/metrics.js';
import { bootDelivery, eventually, OUR_NUMBER, PUBLIC_URL, type TestDelivery } from '../support/delivery.js';
import { SCRIPTS } from '../support/fake-twilio.js';
import { messageSid, postSigned, TWILIO_ACCOUNT, twilioForm } from '../support/twilio.js';

describe('delivery reports', () => {
  let delivery: TestDelivery;
  let hark: TestDelivery['hark'];
  let twilio: TestDelivery['twilio'];
  let byApi: string;
  let inResponse: string;

  beforeAll(async () => {
    delivery = await bootDelivery();
    ({ hark, twilio, byApi, inResponse } = delivery);
  });
  afterAll(() => delivery.close());
  beforeEach(() => delivery.reset());

  const text: TestDelivery['text'] = (...given) => delivery.text(...given);
  const outbound: TestDelivery['outbound'] = (to) => delivery.outbound(to);
  const eventuallyStands: TestDelivery['eventuallyStands'] = (...given) => delivery.eventuallyStands(...given);
  const nothingWaits = () => delivery.nothingWaits();

  it('learns of the delivery of a reply that left inside the TwiML', async () => {
    const { text: xml } = await text(SCRIPTS.ok, 'HELP', inResponse);
    const { id } = (await outbound(SCRIPTS.ok))!;
    const callback = /<Message statusCallback="([^"]*)">/.exec(xml)?.[1];
    const sid = messageSid();

    expect(callback).toBe(`${PUBLIC_URL}/webhooks/twilio/${inResponse}/status?outbound=${id}`);
    expect(await outbound(SCRIPTS.ok)).toMatchObject({ status: 'answered', provider_message_id: null });

    for (const [status, expected] of [
      ['sent', 'sent'],
      ['delivered', 'delivered'],
      ['read', 'read'],
    ] as const) {
      await twilio.postReport(callback!, { sid, status });
      expect(await outbound(SCRIPTS.ok)).toMatchObject({ status: expected, provider_message_id: sid });
    }
    expect(twilio.requests).toEqual([]);
  });

  it('believes a report about a text it had lost track of', async () => {
    await text(SCRIPTS.silent);
    await eventuallyStands(SCRIPTS.silent, 'ambiguous');

    await twilio.report(twilio.requests[0]!, 'delivered');

    expect(await outbound(SCRIPTS.silent)).toMatchObject({
      status: 'delivered',
      provider_message_id: twilio.requests[0]!.sid,
      error_code: null,
    });
  });

  it.each([
    ['a landline', SCRIPTS.landline, 'undelivered', '30006'],
    ['a phone out of reach', SCRIPTS.unreachable, 'undelivered', '30003'],
    ['reports in the wrong order', SCRIPTS.outOfOrder, 'delivered', null],
    ['a report that overtakes the answer', SCRIPTS.reportFirst, 'delivered', null],
  ])('ends as it should for %s', async (_what, number, status, code) => {
    await text(number);
    const reports = number === SCRIPTS.outOfOrder ? 3 : 1;
    await eventually('all reports are answered', () => twilio.reported.length === reports || null);
    await nothingWaits();

    expect(twilio.reported.map((answer) => answer.status)).toEqual(Array<number>(reports).fill(204));
    expect(await outbound(number)).toMatchObject({
      status,
      error_code: code,
      provider_message_id: twilio.requests[0]!.sid,
    });
  });

  it('tells the subscriptions once of a person who had left at the carrier', async () => {
    await text(SCRIPTS.ok);
    const { id } = await eventuallyStands(SCRIPTS.ok, 'sent');
    const [request] = twilio.requests;

    await twilio.report(request!, 'undelivered', '21610');
    await twilio.report(request!, 'undelivered', '21610');

    expect(delivery.blocks).toMatchObject([
      { outboundMessageId: id, providerMessageId: request!.sid, code: '21610', connectionId: byApi },
    ]);
  });

  describe('a delivery report', () => {
    const callback = (connection = byApi, query = '') => `${PUBLIC_URL}/webhooks/twilio/${connection}/status${query}`;

    it('about a text nobody knows is answered 204 and counted', async () => {
      const before = await counted('unknown_message');
      const unknown = `?outbound=01900000-0000-7000-8000-00000000dead`;
      const answers = [
        await twilio.postReport(callback(), { sid: messageSid(), status: 'delivered' }),
        await twilio.postReport(callback(byApi, unknown), { sid: messageSid(), status: 'delivered' }),
        await twilio.postReport(callback(byApi, '?outbound=x'), { sid: messageSid(), status: 'delivered' }),
      ];

      expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
      expect((await counted('unknown_message')) - before).toBe(3);
    });

    it('is found by the id of the provider alone', async () => {
      await text(SCRIPTS.ok);
      const { provider_message_id } = await eventuallyStands(SCRIPTS.ok, 'sent');

      await twilio.postReport(callback(), { sid: provider_message_id!, status: 'delivered' });

      expect(await outbound(SCRIPTS.ok)).toMatchObject({ status: 'delivered' });
    });

    it('changes no text of another connection, nor one that has another id at the provider', async () => {
      await text(SCRIPTS.ok);
      const { id, provider_message_id } = await eventuallyStands(SCRIPTS.ok, 'sent');

      await twilio.postReport(callback(inResponse, `?outbound=${id}`), {
        sid: provider_message_id!,
        status: 'undelivered',
      });
      await twilio.postReport(callback(byApi, `?outbound=${id}`), { sid: messageSid(), status: 'undelivered' });

      expect(await outbound(SCRIPTS.ok)).toMatchObject({ status: 'sent', provider_message_id });
    });

    it.each([
      ['404 for a connection that is not there', () => callback('0'.repeat(32)), {}, 404],
      ['403 with a wrong signature', () => callback(), { token: 'wrong' }, 403],
    ])('is answered %s', async (_what, address, changes, status) => {
      const answer = await twilio.postReport(address(), { sid: messageSid(), status: 'delivered', ...changes });

      expect([answer.status, answer.text]).toEqual([status, '']);
    });

    it('is answered 401 without a signature, and 403 when it speaks for another account', async () => {
      const path = `/webhooks/twilio/${byApi}/status`;
      const bare = await hark.request('POST', path, { body: 'MessageSid=SM1&MessageStatus=delivered' });
      const other = await postSigned(
        hark.url,
        path,
        { AccountSid: 'AC9', MessageSid: 'SM1', MessageStatus: 'delivered' },
        { signedUrl: PUBLIC_URL + path },
      );

      expect([bare.status, other.status]).toEqual([401, 403]);
    });

    it('that is a text of a person at the wrong door is refused loudly and kept', async () => {
      const path = `/webhooks/twilio/${byApi}/status`;
      const form = twilioForm({ from: SCRIPTS.ok, to: OUR_NUMBER, body: 'STOP' });
      const answer = await postSigned(hark.url, path, form, { signedUrl: PUBLIC_URL + path });
      const kept = await hark.rows<{ raw_body: Buffer }>(
        `select raw_body from inbound_message m join inbound_decision d on d.inbound_message_id = m.id
          where d.error_code = 'WEBHOOK.AN_INBOUND_MESSAGE_ON_THE_STATUS_ROUTE'`,
      );

      expect(answer.status).toBe(400);
      expect(kept.map((row) => row.raw_body.toString())).toEqual([new URLSearchParams(form).toString()]);
    });
  });

  it('wrote neither numbers nor texts nor secrets into the log, all the while', () => {
    expect(delivery.log.length).toBeGreaterThan(20);
    expect(delivery.log.join('')).not.toMatch(/5005550\d{3}|4155550100|Zoë/);
    expect(delivery.log.join('')).not.toContain(TWILIO_ACCOUNT.auth_token);
  });

  async function counted(effect: string): Promise<number> {
    const metrics = await hark.app.get(Metrics).registry.getMetricsAsJSON();
    const receipts = metrics.find(({ name }) => name === 'hark_delivery_receipts_total');
    const values = (receipts?.values ?? []) as { value: number; labels: { effect?: string } }[];
    return values.filter(({ labels }) => labels.effect === effect).reduce((sum, { value }) => sum + value, 0);
  }
});
