import fc from 'fast-check';
import { aSender } from '../../test/builders/messages.js';
import { ALICE, aGroup, aMessage, aProfile, type MessageWishes } from '../../test/builders/recorded-message.js';
import { inboundEvent, MAX_PROPERTY_LENGTH, messageBody } from './inbound-event.js';

describe('inboundEvent', () => {
  it('is named after the group and says who wrote what to whom', () => {
    const message = aMessage({
      saying: '  COUPONS \n',
      category: 'custom',
      changes: { sender: aSender({ address: '55555', kind: 'short_code' }), providerMessageId: 'SM1' },
    });

    expect(inboundEvent(message)).toEqual({
      kind: 'event',
      brazeId: aProfile().brazeId,
      name: 'sms_response_Promo_custom',
      properties: { message_body: 'coupons', to_number: '55555', from_number: ALICE, sms_message_id: 'SM1' },
    });
  });

  it('keeps the name of the group as it was configured', () => {
    const sender = aSender({ group: aGroup({ name: 'Été & Soldes_2026 ' }) });

    expect(inboundEvent(aMessage({ changes: { sender } }))).toMatchObject({
      name: 'sms_response_Été & Soldes_2026 _custom',
    });
  });

  const treated = { effect: 'changed', before: 'subscribed', after: 'unsubscribed' } as const;
  it.each<[string, MessageWishes, string]>([
    ['a custom keyword', { category: 'custom' }, 'event'],
    ['free text', { category: 'other' }, 'event'],
    [
      'free text of somebody who left',
      { category: 'other', consent: { before: 'unsubscribed', after: 'unsubscribed' } },
      'event',
    ],
    [
      'a suspicion that is only asked about',
      { category: 'suspected_opt_out', consent: { reason: 'clarify' } },
      'event',
    ],
    ['a suspicion treated as an opt-out', { category: 'suspected_opt_out', consent: treated }, 'treated_as_opt_out'],
    ['such a one again', { category: 'suspected_opt_out', consent: { effect: 'repeated' } }, 'treated_as_opt_out'],
    ['such a one too late', { category: 'suspected_opt_out', consent: { effect: 'late' } }, 'treated_as_opt_out'],
    ['STOP', { category: 'opt_out', consent: treated }, 'default_keyword'],
    ['START', { category: 'opt_in' }, 'default_keyword'],
    ['HELP', { category: 'help' }, 'default_keyword'],
    ['a text to a name', { category: 'unroutable' }, 'sender_cannot_receive'],
    ['a text to nobody of ours', { category: 'unroutable', changes: { sender: null } }, 'not_our_sender'],
    ['a text of our own', { changes: { fromOwnSender: true } }, 'own_sender'],
    ['a text from a short code', { from: { kind: 'short_code', value: '72975' }, profile: null }, 'not_a_phone_number'],
    ['an unknown number', { category: 'custom', profile: null }, 'unknown_number'],
    [
      'a person without the alias',
      { category: 'custom', profile: aProfile({ holdsPhoneAlias: false }) },
      'no_phone_alias',
    ],
  ])('%s: %s', (_what, wishes, expected) => {
    const outcome = inboundEvent(aMessage(wishes));

    expect(outcome.kind === 'event' ? 'event' : outcome.reason).toBe(expected);
  });
});

describe('messageBody', () => {
  it.each([
    ['COUPONS', 'coupons'],
    [' \t Coupons \r\n', 'coupons'],
    ['ARRÊT', 'arrêt'],
    ['ΟΔΟΣ', 'οδος'],
    ['İzmir', 'i̇zmir'],
    ['👍🏽', '👍🏽'],
    ['a\u0000b', 'a\uFFFDb'],
    ['a\uD83Db', 'a\uFFFDb'],
    ['', ''],
    ['x'.repeat(300), 'x'.repeat(255)],
    ['x'.repeat(254) + '👍', 'x'.repeat(254)],
    ['x'.repeat(253) + '👍👍', 'x'.repeat(253) + '👍'],
    // Each of these becomes two units when it is lower-cased.
    ['İ'.repeat(200), 'i̇'.repeat(127) + 'i'],
  ])('%j → %j', (text, body) => {
    expect(messageBody(text)).toBe(body);
  });

  it('always fits, is well formed, and is the beginning of the lower-cased text', () => {
    const anyUnits = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 600 });
    const manyPairs = fc.string({ unit: fc.constantFrom('👍', 'x', 'É', '\ud83d', 'İ', '\u0000'), maxLength: 600 });
    fc.assert(
      fc.property(fc.oneof(anyUnits, manyPairs, fc.string({ unit: 'binary', maxLength: 600 })), (text) => {
        const body = messageBody(text);

        expect(body.length).toBeLessThanOrEqual(MAX_PROPERTY_LENGTH);
        expect(body).not.toMatch(/[\u0000\p{Surrogate}]/u);
        const whole = text
          .trim()
          .toLowerCase()
          .replace(/[\u0000\p{Surrogate}]/gu, '\uFFFD');
        expect(whole.startsWith(body)).toBe(true);
        // Nothing is given away: one unit is missing at most, and only where a pair would have been split.
        if (body.length < Math.min(whole.length, MAX_PROPERTY_LENGTH)) {
          expect(body).toHaveLength(MAX_PROPERTY_LENGTH - 1);
          expect(whole.codePointAt(MAX_PROPERTY_LENGTH - 1)).toBeGreaterThan(0xffff);
        }
      }),
      { numRuns: 500 },
    );
  });
});
