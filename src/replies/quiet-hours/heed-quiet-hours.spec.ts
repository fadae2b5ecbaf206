import type { NewOutboundMessage } from '../outbound-message.repository.js';
import { heedQuietHours } from './heed-quiet-hours.js';

const NIGHT = new Date('2026-11-23T03:00:00.000Z');
const MORNING = new Date('2026-11-23T07:00:00.000Z');

const reply = (kind: string, via: 'api' | 'response'): NewOutboundMessage => ({
  id: 'r',
  workspaceId: 'w',
  inboundMessageId: 'm',
  connectionId: 'c',
  to: '+33612345678',
  from: '12345',
  groupId: 'g',
  kind,
  body: 'Bonjour',
  via,
  at: NIGHT,
});
const heed = (kind: string, via: 'api' | 'response', now: Date) => {
  const { reply: heeded } = heedQuietHours({ ...reply(kind, via), at: now }, now, () => 'FR');
  return heeded === null ? 'dropped' : `${heeded.via} ${heeded.leavesAt?.toISOString() ?? 'now'}`;
};

describe('heedQuietHours', () => {
  it.each([
    ['default', 'api', 'api 2026-11-23T07:00:00.000Z'],
    ['default', 'response', 'dropped'],
    ['suspected_opt_out', 'api', 'api 2026-11-23T07:00:00.000Z'],
    ['suspected_opt_out', 'response', 'api 2026-11-23T07:00:00.000Z'],
  ] as const)('at night %s by %s: %s', (kind, via, becomes) => {
    expect(heed(kind, via, NIGHT)).toBe(becomes);
    expect(heed(kind, via, MORNING)).toBe(`${via} now`);
  });

  it('says which hours they are', () => {
    expect(heedQuietHours(reply('default', 'response'), NIGHT, () => 'FR')).toEqual({
      reply: null,
      quietHours: {
        place: 'FR',
        zones: ['Europe/Paris'],
        source: 'AF2M Charte Business Messaging 2026',
        opensAt: MORNING,
      },
    });
    expect(heedQuietHours(reply('default', 'api'), MORNING, () => 'FR').quietHours).toBeNull();
  });

  it.each(['opt_out', 'help', 'opt_in', 'double_opt_in_prompt', 'double_opt_in_confirmation', 'custom', 'campaign'])(
    'never keeps %s waiting',
    (kind) => {
      expect(heed(kind, 'response', NIGHT)).toBe('response now');
    },
  );
});
