import { classifyTwilioCode, isWorthRetrying } from './twilio-codes.js';

const LONG_CODE = '+14155550100';

describe('a code of Twilio', () => {
  it.each([
    [['21211', '21217', '21265', '21614', '21635', '30005', '30006'], 'number_invalid', 'hard'],
    [['21214'], 'number_invalid', 'soft'],
    [['21610'], 'opted_out', 'soft'],
    [['30004'], 'recipient_blocked', 'soft'],
    [['30003', '30017', '30410'], 'temporary', 'soft'],
    [['30001', '21611', '14107', '20429', '30022', '30023', '30027', '63018'], 'rate_limited', 'soft'],
    [['30036'], 'expired', 'soft'],
    [['30007'], 'carrier_filtered', 'soft'],
    [['30032', '30034', '30018', '30024', '30002', '20003', '21408', '21606'], 'sender_config', 'soft'],
    [['21608', '21612', '21660', '21703'], 'sender_config', 'soft'],
    [['21602', '21617', '30019', '30010'], 'content', 'soft'],
    // Nobody's fault that we know of: never flags a number.
    [['30008', '99999', '0', '', '__proto__', 'constructor'], 'unknown', 'soft'],
  ] as const)('%j is %s, %s', (codes, failureClass, certainty) => {
    for (const code of codes)
      expect(classifyTwilioCode(code, LONG_CODE)).toEqual({ code, class: failureClass, certainty });
  });

  it.each([
    ['a short code', '384387', 'soft'],
    ['a toll-free number', '+18005550100', 'soft'],
    ['the newest toll-free numbers', '+18335550100', 'soft'],
    ['a long code', LONG_CODE, 'hard'],
    ['a long code whose number only contains 800', '+14158005550', 'hard'],
    ['a number elsewhere that begins like one', '+8005550100', 'hard'],
    ['nobody knows what', '', 'hard'],
  ])('30006 sent from %s', (_what, from, certainty) => {
    expect(classifyTwilioCode('30006', from)).toMatchObject({ class: 'number_invalid', certainty });
  });

  it('keeps other invalid numbers hard, whoever sent', () => {
    expect(classifyTwilioCode('30005', '384387')).toMatchObject({ certainty: 'hard' });
  });

  it.each([
    ['30003', true],
    ['20429', true],
    ['30022', true],
    // Caps of the day: in eight minutes nothing has changed.
    ['30023', false],
    ['30027', false],
    ['21610', false],
    ['30006', false],
    ['99999', false],
  ])('%s is worth retrying: %s', (code, worth) => {
    expect(isWorthRetrying(classifyTwilioCode(code, LONG_CODE))).toBe(worth);
  });
});
