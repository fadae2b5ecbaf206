import {
  BlocksHonoured,
  type CarrierBlock,
  NumbersBlocked,
} from '../../src/contracts/delivery/numbers-blocked.event.js';
import { PhoneNumber } from '../../src/contracts/phone/phone-number.js';
import { eventually } from '../support/delivery.js';
import { FakeTwilio, SCRIPTS } from '../support/fake-twilio.js';
import { bootHark, type TestHark } from '../support/hark.js';

/** A STOP that only the carrier has heard, on the whole product. */
describe('a carrier block', () => {
  let hark: TestHark;
  let twilio: FakeTwilio;
  let last = 0;

  beforeAll(async () => {
    twilio = await FakeTwilio.start();
    hark = await bootHark();
    const connection = /twilio\/(\w+)/.exec(hark.inboundPath)![1];
    const settings = { reply_via: 'api', api_base_url: twilio.url };
    expect((await hark.request('PATCH', `/admin/connections/${connection}`, { body: settings })).status).toBe(200);
  });
  afterAll(async () => {
    await hark.close();
    await twilio.stop();
  });

  const historyOf = async (number: string) =>
    (await hark.request('GET', `/admin/consent/${encodeURIComponent(number)}`)).body.history as Record<
      string,
      unknown
    >[];
  const refused = (number: string, changes: Partial<CarrierBlock> = {}) =>
    hark.work((work) => {
      const block = {
        ...{ outboundMessageId: '01900000-0000-7000-8000-00000000000b', connectionId: 'gone', providerMessageId: null },
        ...{ number: PhoneNumber.fromE164(number), groupId: hark.promo, sender: '55555', code: '21610' },
        ...{ writtenAt: hark.clock.now(), refusedAt: hark.clock.now(), ...changes },
      };
      return hark.dispatcher.run(new NumbersBlocked(work, hark.workspaceId, [block]), BlocksHonoured);
    });
  const aSubscriber = async () => {
    const number = `+1212555${String((last += 1)).padStart(4, '0')}`;
    await hark.text(number, 'START');
    return number;
  };

  it('ends the subscription of whoever a text is refused for, with the refusal as its proof', async () => {
    await hark.text(SCRIPTS.optedOut, 'START');

    await eventually('the person has left', async () =>
      (await hark.status(hark.promo, SCRIPTS.optedOut)) === 'Unsubscribed' ? true : null,
    );
    const [newest, ...earlier] = await historyOf(SCRIPTS.optedOut);
    expect(newest).toMatchObject({
      ...{ action: 'opt_out', state_before: 'subscribed', state_after: 'unsubscribed', effect: 'changed' },
      ...{ source: 'carrier_block', reason: 'carrier_block', rule: '21610', provider: 'twilio', sender: '55555' },
      ...{ actor: null, inbound_message_id: null, profile_ids: [expect.any(String)] },
    });
    expect(earlier).toMatchObject([{ action: 'opt_in', source: 'keyword' }]);
    const flagged = await hark.request(
      'GET',
      `/sms/invalid_phone_numbers?phone_numbers[]=${encodeURIComponent(SCRIPTS.optedOut)}`,
    );
    expect(flagged.body.sms).toEqual([]);
  });

  it('leaves whoever opted in after the refused text was written, and writes that down', async () => {
    const number = await aSubscriber();

    await refused(number, { writtenAt: new Date(hark.clock.now().getTime() - 60_000) });

    expect(await hark.status(hark.promo, number)).toBe('Subscribed');
    expect((await historyOf(number))[0]).toMatchObject({ source: 'carrier_block', effect: 'late' });
  });

  it('ends the group of the refused text and no other', async () => {
    const number = await aSubscriber();
    await hark.text(number, 'START', { to: '66666' });

    await refused(number);

    expect([await hark.status(hark.promo, number), await hark.status(hark.news, number)]).toEqual([
      'Unsubscribed',
      'Subscribed',
    ]);
  });
});
