import { quietHoursAt } from './quiet-hours.js';
import { SENDING_HOURS } from './sending-hours.js';
import { placeOfAreaCode } from './us-area-codes.js';

describe('quietHoursAt', () => {
  // 2026-11-22 is a Sunday; Eastern time is UTC−5, Paris UTC+1.
  it.each<[string, string, string | null, string, string]>([
    ['New York before eight', '+12125550123', 'US', '2026-11-23T12:59:59.999Z', '2026-11-23T13:00:00.000Z'],
    ['New York at eight', '+12125550123', 'US', '2026-11-23T13:00:00.000Z', 'now'],
    ['New York before nine in the evening', '+12125550123', 'US', '2026-11-24T01:59:59.999Z', 'now'],
    ['New York at nine in the evening', '+12125550123', 'US', '2026-11-24T02:00:00.000Z', '2026-11-24T13:00:00.000Z'],
    ['New York in summer', '+12125550123', 'US', '2026-07-01T11:30:00.000Z', '2026-07-01T12:00:00.000Z'],
    ['San Francisco at noon of London', '+14155550123', 'US', '2026-11-23T12:00:00.000Z', '2026-11-23T16:00:00.000Z'],
    ['Miami at eight in the evening', '+13055550123', 'US', '2026-11-24T01:00:00.000Z', '2026-11-24T13:00:00.000Z'],
    ['Pensacola, which has two zones', '+18505550123', 'US', '2026-11-23T13:30:00.000Z', '2026-11-23T14:00:00.000Z'],
    ['Dallas on a Saturday at nine', '+12145550123', 'US', '2026-11-21T15:00:00.000Z', 'now'],
    ['Dallas on a Sunday at nine', '+12145550123', 'US', '2026-11-22T15:00:00.000Z', '2026-11-22T18:00:00.000Z'],
    ['Providence on a Friday at five', '+14015550123', 'US', '2026-11-20T22:00:00.000Z', 'now'],
    ['Providence on a Saturday at five', '+14015550123', 'US', '2026-11-21T22:00:00.000Z', '2026-11-22T15:00:00.000Z'],
    ['an area code nobody knows', '+12995550123', 'US', '2026-11-23T14:00:00.000Z', '2026-11-23T16:00:00.000Z'],
    // Clocks go forward on 2027-03-14 and back on 2026-11-01, in the middle of the night.
    ['New York as summer begins', '+12125550123', 'US', '2027-03-14T03:00:00.000Z', '2027-03-14T12:00:00.000Z'],
    ['New York as summer ends', '+12125550123', 'US', '2026-11-01T03:00:00.000Z', '2026-11-01T13:00:00.000Z'],
    ['Phoenix, which has no summer time', '+16025550123', 'US', '2026-07-01T14:30:00.000Z', '2026-07-01T15:00:00.000Z'],
    ['Puerto Rico at seven', '+17875550123', 'PR', '2026-11-23T11:00:00.000Z', '2026-11-23T12:00:00.000Z'],
    ['Paris at a quarter past nine in the evening', '+33612345678', 'FR', '2026-11-23T20:15:00.000Z', 'now'],
    ['Paris at half past nine', '+33612345678', 'FR', '2026-11-23T20:30:00.000Z', '2026-11-24T07:00:00.000Z'],
    ['Brazil while Acre still sleeps', '+5511987654321', 'BR', '2026-11-23T13:00:00.000Z', '2026-11-23T14:00:00.000Z'],
    ['Toronto at night: no hours by law', '+14165550123', 'CA', '2026-11-23T08:00:00.000Z', 'now'],
    ['Germany at night: none in statute', '+4915112345678', 'DE', '2026-11-23T02:00:00.000Z', 'now'],
    ['a number of no country', '+88216123456', null, '2026-11-23T02:00:00.000Z', 'now'],
  ])('%s', (_where, number, country, now, opens) => {
    const at = new Date(now);

    expect(quietHoursAt(number, country, at)?.opensAt.toISOString() ?? 'now').toBe(opens);
  });

  it.each([
    ['+13055550123', 'US', 'US-FL', ['America/New_York']],
    ['+18505550123', 'US', 'US-FL', ['America/New_York', 'America/Chicago']],
    ['+12125550123', 'US', 'US-NY', ['America/New_York']],
    ['+12995550123', 'US', 'US', ['America/New_York', 'America/Los_Angeles']],
    ['+33612345678', 'FR', 'FR', ['Europe/Paris']],
  ])('names the place and the zones of %s', (number, country, place, zones) => {
    // Night in all of them.
    const { source, ...rest } = quietHoursAt(number, country, new Date('2026-11-23T05:00:00.000Z'))!;

    expect(rest).toMatchObject({ place, zones });
    expect(source).not.toBe('');
  });
});

describe('SENDING_HOURS', () => {
  it('names the source and the day of each entry', () => {
    for (const { source, checkedOn } of SENDING_HOURS.values())
      expect([source.length > 0, checkedOn]).toEqual([true, expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]);
  });
});

describe('placeOfAreaCode', () => {
  it('knows every state with hours of its own, and a zone for every area code', () => {
    const places = Array.from({ length: 800 }, (_, index) => placeOfAreaCode(String(200 + index))).filter(
      (place) => place !== null,
    );
    const states = new Set(places.map(({ state }) => state));

    expect(states.size).toBe(51);
    for (const name of SENDING_HOURS.keys()) if (name.startsWith('US-')) expect(states).toContain(name.slice(3));
  });

  it.each(['800', '888', '900', '416', '787', '000', ''])('knows nothing of %s', (code) => {
    expect(placeOfAreaCode(code)).toBeNull();
  });
});
