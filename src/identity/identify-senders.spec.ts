import type { ClassifiedMessage } from '../contracts/inbound/3-inbound-classified.event.js';
import type { Category } from '../contracts/inbound/classification.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { identifySenders, type NumberHolder } from './identify-senders.js';

const P = '+19173337578';
const NOW = new Date('2026-11-22T12:00:00.000Z');
const group = { suspectedOptOut: null, policy: 'safe' };

const aText = (category: Category, changes: Record<string, unknown> = {}): ClassifiedMessage =>
  ({
    workspaceId: 'w',
    receivedAt: NOW,
    from: { kind: 'e164', number: PhoneNumber.fromE164(P) },
    sender: { group },
    fromOwnSender: false,
    classification: { category },
    ...changes,
  }) as unknown as ClassifiedMessage;

const aHolder = (brazeId: string, changes: Partial<NumberHolder> = {}): NumberHolder => ({
  workspaceId: 'w',
  number: P,
  brazeId,
  externalId: null,
  phone: P,
  phoneUnformatted: P.slice(1),
  holdsAlias: false,
  updatedAt: NOW,
  ...changes,
});

function identify(messages: ClassifiedMessage[], holders: NumberHolder[] = [], makesProfiles = true) {
  let made = 0;
  return identifySenders(messages, holders, {
    newId: () => `new-${++made}`,
    readPhone: () => ({ valid: true, country: 'US' }),
    makesProfiles: () => makesProfiles,
  });
}

describe('identifySenders', () => {
  const later = new Date(NOW.getTime() + 1);

  it.each<[string, NumberHolder[], string]>([
    ['the owner of the alias', [aHolder('a', { updatedAt: later }), aHolder('b', { holdsAlias: true })], 'b'],
    ['the most recently updated', [aHolder('a'), aHolder('b', { updatedAt: later })], 'b'],
    ['the lowest id', [aHolder('b'), aHolder('a')], 'a'],
  ])('attributes to %s', (_, holders, brazeId) => {
    const { messages, created, filled } = identify([aText('other')], holders);

    expect(messages[0]!.identification).toMatchObject({ profile: { brazeId }, profileIds: ['a', 'b'] });
    expect([created, filled]).toEqual([[], []]);
  });

  it.each([
    ['empty', null, true],
    ['blank', '', true],
    ['this number without its plus', P.slice(1), true],
    ['an entry of the customer that cannot be texted', '447711123456', false],
  ])('fills the phone of an alias owner that is %s: %s, %p', (_, phoneUnformatted, fills) => {
    const owner = aHolder('a', { phone: null, phoneUnformatted, holdsAlias: true });
    const { messages, filled } = identify([aText('other'), aText('other')], [owner]);

    expect(filled.map(({ brazeId }) => brazeId)).toEqual(fills ? ['a'] : []);
    expect(messages.map(({ identification }) => identification)).toEqual(
      Array.from({ length: 2 }, () => ({
        profile: { brazeId: 'a', externalId: null, created: false, holdsPhoneAlias: true },
        profileIds: fills ? ['a'] : [],
        reason: 'alias',
      })),
    );
  });

  it('does not confuse workspaces', () => {
    const { messages, created } = identify([aText('opt_in', { workspaceId: 'v' })], [aHolder('a')]);

    expect(messages[0]!.identification.reason).toBe('created');
    expect(created).toMatchObject([{ workspaceId: 'v', brazeId: 'new-1', valid: true }]);
  });

  it('asks whether profiles may be made only for texts that would make one', () => {
    const reasons = (category: Category) => identify([aText(category)], [], false).messages[0]!.identification.reason;

    expect(reasons('opt_in')).toBe('unknown_number_handling_off');
    expect(reasons('custom')).toBe('unknown_number');
    expect(reasons('unroutable')).toBe('unknown_number');
  });
});
