import { InboundReceived } from '../../src/contracts/inbound/1-inbound-received.event.js';
import type { InboundNormalised } from '../../src/contracts/inbound/2-inbound-normalised.event.js';
import { PhoneReader } from '../../src/contracts/readers/phone.reader.js';
import { SenderReader } from '../../src/contracts/readers/sender.reader.js';
import { PhoneModule } from '../../src/phone/phone.module.js';
import { aReceivedMessage, aSender } from '../builders/messages.js';
import { bootModule, type TestApp } from '../support/app.js';

/** Two senders and a count of how often somebody asked. */
class TwoSenders extends SenderReader {
  asked = 0;

  byAddress(_work: unknown, _workspaceId: string, addresses: readonly string[]) {
    this.asked += 1;
    const all = new Map([
      ['+14155550100', aSender()],
      ['55555', aSender({ address: '55555', kind: 'short_code' })],
    ]);
    return Promise.resolve(new Map([...all].filter(([address]) => addresses.includes(address))));
  }

  groups() {
    return Promise.resolve(new Map());
  }
}

describe('the phone room alone', () => {
  const senders = new TwoSenders();
  let hark: TestApp;

  beforeAll(async () => {
    hark = await bootModule({ imports: [PhoneModule], providers: [{ provide: SenderReader, useValue: senders }] });
  });
  afterAll(() => hark.close());

  async function normalise(...texts: { from?: string; to?: string }[]) {
    const event = await hark.work(async (work) =>
      hark.dispatcher.step(new InboundReceived(work, texts.map(aReceivedMessage))),
    );
    return (event as InboundNormalised).messages;
  }

  it.each([
    ['+33612345678', '+33612345678'],
    ['33612345678', '+33612345678'],
    ['0033612345678', '+33612345678'],
    [' 33612345678', '+33612345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
  ])('reads the person %j as %s', async (raw, number) => {
    const [message] = await normalise({ from: raw });

    expect(message?.from.kind === 'e164' && message.from.number.e164()).toBe(number);
  });

  it.each([
    ['72975', 'short_code'],
    ['68849', 'short_code'],
    ['VODAFONE', 'alphanumeric'],
    ['', 'unknown'],
  ])('never makes a number of %j', async (raw, kind) => {
    const [message] = await normalise({ from: raw });

    expect(message?.from.kind).toBe(kind);
  });

  it('finds which of our addresses was texted, in any spelling', async () => {
    const messages = await normalise({ to: '14155550100' }, { to: '55555' }, { to: '+14155559999' });

    expect(messages.map(({ sender }) => sender?.address ?? null)).toEqual(['+14155550100', '55555', null]);
  });

  it('recognises a text from one of our own addresses', async () => {
    const messages = await normalise({ from: '+14155550100', to: '55555' }, { from: '+14155550123', to: '55555' });

    expect(messages.map(({ fromOwnSender }) => fromOwnSender)).toEqual([true, false]);
  });

  it('asks once for a whole batch', async () => {
    senders.asked = 0;

    await normalise(
      ...Array.from({ length: 64 }, (_, index) => ({ from: `+141555501${String(index).padStart(2, '0')}` })),
    );

    expect(senders.asked).toBe(1);
  });

  it('reads customers’ phones for other rooms', () => {
    const phone = hark.app.get(PhoneReader).readPersonPhone('+1 (724) 123-4567');

    expect([phone.e164?.e164(), phone.unformatted, phone.valid]).toEqual(['+17241234567', '17241234567', false]);
  });
});
