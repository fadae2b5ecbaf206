import { inspect } from 'node:util';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { ProfileSummary } from '../contracts/readers/profile.reader.js';
import { ConsentBook } from './consent-book.js';
import { FoundPeople, type NamedPerson } from './found-people.js';
import { settleOrders } from './settle-orders.js';
import type { StatusOrder } from './status-order.js';
import type { SubscriptionGroup } from './subscription-group.entity.js';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const ALICE = '+19173337578';
const BOB = '+19173337579';
const WORKSPACE = '01900000-0000-7000-8000-000000000001';
const CALL = { id: 'call', workspaceId: WORKSPACE, actor: 'key', receivedAt: NOW };

function aGroup(id: string, changes: Partial<SubscriptionGroup> = {}): SubscriptionGroup {
  return {
    workspaceId: WORKSPACE,
    id,
    name: id,
    channel: 'sms',
    policy: 'safe',
    languages: ['en'],
    doubleOptIn: false,
    suspectedOptOut: null,
    defaultReply: null,
    createdAt: NOW,
    updatedAt: NOW,
    ...changes,
  };
}
const GROUPS = new Map(
  [aGroup('sms'), aGroup('asks-twice', { doubleOptIn: true }), aGroup('email', { channel: 'email' })].map((group) => [
    group.id,
    group,
  ]),
);

function aPerson(externalId: string, phoneE164: string | null, email: string | null = null): ProfileSummary {
  return { brazeId: `id-of-${externalId}`, externalId, email, phoneE164, phoneShown: phoneE164 };
}
const PEOPLE = [
  aPerson('alice', ALICE, 'a@x.com'),
  aPerson('alice-again', ALICE),
  aPerson('bob', BOB),
  aPerson('no-number', null),
];
const NUMBERS = new Map([ALICE, BOB, '+19170000000'].map((number) => [number, PhoneNumber.fromE164(number)]));

/** `external_id:alice`, `phone:+1…` */
function named(...names: string[]): NamedPerson[] {
  return names.map((name) => {
    const [by, value] = name.split(':') as [NamedPerson['by'], string];
    return { by, value };
  });
}

function anOrder(groupId: string, people: readonly NamedPerson[], changes: Partial<StatusOrder> = {}): StatusOrder {
  return { groupId, people, state: 'subscribed', useDoubleOptIn: false, ...changes };
}

/** Settles orders on numbers of which nothing is known, or that left at an instant. */
function settle(orders: readonly StatusOrder[], leftAt: Date | null = null) {
  const stored = [ALICE, BOB].map((number) => ({
    workspaceId: WORKSPACE,
    number: PhoneNumber.fromE164(number),
    groupId: 'sms',
    state: 'unsubscribed' as const,
    occurredAt: leftAt ?? NOW,
    changedAt: NOW,
    changeId: 'before',
  }));
  let ids = 0;
  const newId = () => `change-${(ids += 1)}`;
  const book = new ConsentBook(leftAt === null ? [] : stored, { recordedAt: NOW, newId });
  const { held, ineffective } = settleOrders(book, CALL, orders, GROUPS, new FoundPeople(PEOPLE, NUMBERS));
  return {
    said: book.changes.map(({ number, groupId, stateAfter, effect, profileIds }) => [
      number.e164(),
      groupId,
      stateAfter,
      effect,
      profileIds.map((id) => id.slice('id-of-'.length)).join(),
    ]),
    held: held.map(({ brazeId, groupId, state }) => [brazeId.slice('id-of-'.length), groupId, state]),
    silent: ineffective.map(({ groupId, by, value, reason }) => [groupId, `${by}:${value.reveal()}`, reason]),
    ineffective,
  };
}

describe('settleOrders', () => {
  it('speaks once about a number, naming every profile that led to it', () => {
    const names = named('external_id:alice', `phone:${ALICE}`, 'external_id:bob');

    expect(settle([anOrder('sms', names)]).said).toEqual([
      [ALICE, 'sms', 'subscribed', 'changed', 'alice,alice-again'],
      [BOB, 'sms', 'subscribed', 'changed', 'bob'],
    ]);
  });

  it('names only the profile that the call named', () => {
    expect(settle([anOrder('sms', named('external_id:alice'))]).said).toEqual([
      [ALICE, 'sms', 'subscribed', 'changed', 'alice'],
    ]);
  });

  it('obeys the orders of a call one after another', () => {
    const names = named(`phone:${ALICE}`);
    const orders = [anOrder('sms', names, { state: 'unsubscribed' }), anOrder('sms', names)];

    expect(settle(orders).said.map(([, , after, effect]) => [after, effect])).toEqual([
      ['unsubscribed', 'changed'],
      ['subscribed', 'changed'],
    ]);
  });

  it.each([
    ['asks-twice', true, 'pending_double_opt_in'],
    ['asks-twice', false, 'subscribed'],
    ['sms', true, 'subscribed'],
  ])('in %s, asking twice %j, leads to %s', (group, useDoubleOptIn, after) => {
    const names = named('external_id:alice', 'external_id:no-number');
    const { said, held } = settle([anOrder(group, names, { useDoubleOptIn })]);

    expect([said[0]?.[2], held[0]?.[2]]).toEqual([after, after]);
  });

  it('lets profiles hold the state of groups for e-mail, whatever their number', () => {
    const { said, held, silent } = settle([anOrder('email', named('email:A@x.com', 'external_id:bob'))]);

    expect(said).toEqual([]);
    expect(held).toEqual([
      ['alice', 'email', 'subscribed'],
      ['bob', 'email', 'subscribed'],
    ]);
    expect(silent).toEqual([]);
  });

  it('explains every part that has no effect', () => {
    const names = named(
      'external_id:nobody',
      'phone:+19170000000',
      'phone:12',
      'email:a@x.com',
      'external_id:no-number',
      'external_id:bob',
    );
    const { said, held, silent } = settle([
      anOrder('sms', names),
      anOrder('email', named(`phone:${ALICE}`, 'external_id:bob')),
    ]);

    expect(said).toHaveLength(1);
    expect(held).toEqual([
      ['no-number', 'sms', 'subscribed'],
      ['bob', 'email', 'subscribed'],
    ]);
    expect(silent).toEqual([
      ['sms', 'external_id:nobody', 'nobody'],
      ['sms', 'phone:+19170000000', 'nobody'],
      ['sms', 'phone:12', 'not_a_phone_number'],
      ['sms', 'email:a@x.com', 'other_channel'],
      ['sms', 'external_id:no-number', 'waits_for_number'],
      ['email', `phone:${ALICE}`, 'other_channel'],
    ]);
  });

  it.each([
    [1_000, 'opt_out_wins_tie'],
    [-60_000, 'older_than_state'],
  ])('explains to every name why an opt-out %i ms before wins', (msBefore, reason) => {
    const orders = [anOrder('sms', named('external_id:alice', `phone:${ALICE}`))];
    const { said, silent } = settle(orders, new Date(NOW.getTime() - msBefore));

    expect(said).toEqual([[ALICE, 'sms', 'unsubscribed', 'late', 'alice,alice-again']]);
    expect(silent).toEqual([
      ['sms', 'external_id:alice', reason],
      ['sms', `phone:${ALICE}`, reason],
    ]);
  });

  it('does not complain about a late order that asks for what is', () => {
    const orders = [anOrder('sms', named('external_id:alice'), { state: 'unsubscribed' })];

    expect(settle(orders, new Date(NOW.getTime() + 60_000)).silent).toEqual([]);
  });

  it('shows nobody in a log', () => {
    const { ineffective } = settle([anOrder('sms', named('phone:+19170000000', 'external_id:bob'))]);

    expect(`${JSON.stringify(ineffective)}${inspect(ineffective)}`).not.toContain('9170000000');
  });
});
