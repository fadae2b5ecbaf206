import { PhoneNumber } from '../contracts/phone/phone-number.js';
import type {
  ProfileIdentifier,
  TrackAttributes,
  TrackEvent,
  TrackPurchase,
} from '../contracts/profile/1-track-requested.event.js';
import { applyTrack } from './apply-track.js';
import { NOT_COMBINED, OTHER_EXTERNAL_ID } from './link-profile.js';
import { newProfile, type Profile } from './profile.js';
import type { AliasRow } from './alias-row.js';
import { ProfileSet } from './profile-set.js';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const P = PhoneNumber.fromE164('+19173337578');
const Q = PhoneNumber.fromE164('+442071838750');
const id = (letter: string) => letter.repeat(24);

const person = (letter: string, changes: Partial<Profile> = {}): Profile => ({
  ...newProfile(id(letter), new Date('2026-01-01T00:00:00Z')),
  ...changes,
});
const phone = (e164: PhoneNumber) => ({ e164, unformatted: e164.e164().slice(1), valid: true });
const alias = (letter: string, name: string, label = 'phone'): AliasRow => ({ label, name, brazeId: id(letter) });
const byExternalId = (externalId: string): ProfileIdentifier => ({ kind: 'external_id', externalId });
const byAlias = (name: string): ProfileIdentifier => ({ kind: 'alias', label: 'phone', name });
const linking = (name: string, externalId: string): ProfileIdentifier => ({
  kind: 'link',
  label: 'phone',
  name,
  externalId,
});

/** Applies objects to people and tells what came of it. New profiles get the ids `1…`, `2…`. */
function apply(
  given: { people?: Profile[]; aliases?: AliasRow[] },
  attributes: readonly ({ identifier: ProfileIdentifier } & Partial<TrackAttributes>)[],
  later: { events?: ProfileIdentifier[]; purchases?: ProfileIdentifier[] } = {},
) {
  let made = 0;
  const set = new ProfileSet(given.people ?? [], given.aliases ?? [], {
    newId: () => id(String(++made)),
    now: NOW,
    phoneOf: phone,
  });
  const rest = { updateExistingOnly: undefined, properties: {}, time: NOW };
  const request = {
    workspaceId: 'w',
    actor: 'k',
    receivedAt: NOW,
    attributes: attributes.map((object, index) => ({
      place: { inputArray: 'attributes' as const, index },
      updateExistingOnly: undefined,
      fields: {},
      phone: undefined,
      custom: {},
      groups: [],
      ...object,
    })),
    events: (later.events ?? []).map((identifier, index): TrackEvent => ({
      ...rest,
      identifier,
      place: { inputArray: 'events', index },
      name: 'e',
    })),
    purchases: (later.purchases ?? []).map((identifier, index): TrackPurchase => ({
      ...rest,
      identifier,
      place: { inputArray: 'purchases', index },
      productId: 'p',
      currency: 'USD',
      price: 2.5,
      quantity: 2,
    })),
  };
  const tracked = applyTrack(request, set);
  return { tracked, changes: set.changes() };
}

describe('whom an object is about', () => {
  const found = person('a', { externalId: 'a', phone: phone(P), fields: { email: 'A@x.com' } });

  it.each<[string, ProfileIdentifier, boolean | undefined, 'found' | 'created' | 'nobody']>([
    ['external_id', byExternalId('a'), undefined, 'found'],
    ['external_id', byExternalId('new'), undefined, 'created'],
    ['external_id', byExternalId('new'), false, 'created'],
    ['external_id', byExternalId('new'), true, 'nobody'],
    ['external_id', byExternalId('A'), true, 'nobody'],
    ['alias', byAlias('known'), undefined, 'found'],
    ['alias', byAlias('new'), undefined, 'nobody'],
    ['alias', byAlias('new'), true, 'nobody'],
    ['alias', byAlias('new'), false, 'created'],
    ['braze_id', { kind: 'braze_id', brazeId: id('a') }, undefined, 'found'],
    ['braze_id', { kind: 'braze_id', brazeId: id('f') }, false, 'nobody'],
    ['email', { kind: 'email', email: 'a@X.com' }, undefined, 'found'],
    ['email', { kind: 'email', email: 'new@x.com' }, undefined, 'created'],
    ['email', { kind: 'email', email: 'new@x.com' }, true, 'nobody'],
    ['phone', { kind: 'phone', number: P }, undefined, 'found'],
    ['phone', { kind: 'phone', number: Q }, undefined, 'created'],
    ['phone', { kind: 'phone', number: Q }, true, 'nobody'],
  ])('%s %o with _update_existing_only %p: %s', (_, identifier, updateExistingOnly, expected) => {
    const custom = { x: { kind: 'set', value: 1 } } as const;
    const given = { people: [found], aliases: [alias('a', 'known')] };
    const { changes } = apply(given, [{ identifier, updateExistingOnly, custom }]);

    const ids = { found: [id('a')], created: [id('1')], nobody: [] }[expected];
    expect(changes.written.map(({ brazeId }) => brazeId)).toEqual(ids);
  });

  it.each<[string, ProfileIdentifier, Partial<Profile>, number]>([
    ['external_id', byExternalId('new'), { externalId: 'new' }, 0],
    ['email', { kind: 'email', email: 'New@x.com' }, { fields: { email: 'New@x.com' } }, 0],
    ['phone', { kind: 'phone', number: Q }, { phone: phone(Q) }, 0],
  ])('a profile made for its %s has just that', (_, identifier, expected, aliases) => {
    const { changes } = apply({}, [{ identifier }]);

    expect(changes.written).toEqual([{ ...newProfile(id('1'), NOW), ...expected }]);
    expect(changes.aliasesAdded).toHaveLength(aliases);
  });

  it('is made once for many objects', () => {
    const { tracked, changes } = apply({}, [{ identifier: byExternalId('n') }, { identifier: byExternalId('n') }], {
      events: [byExternalId('n'), byAlias('nobody')],
      purchases: [byExternalId('n')],
    });

    expect(changes.written).toMatchObject([{ brazeId: id('1'), totalRevenue: 5 }]);
    expect(tracked.events.map(({ brazeId }) => brazeId)).toEqual([id('1')]);
    expect(tracked.purchases.map(({ brazeId }) => brazeId)).toEqual([id('1')]);
  });

  const older = new Date('2026-01-01T00:00:00Z');
  const newer = new Date('2026-02-01T00:00:00Z');
  it.each<[string, Partial<Profile>, Partial<Profile>, string]>([
    ['the identified one', { externalId: 'x', updatedAt: older }, { updatedAt: newer }, 'a'],
    ['the most recently updated', { updatedAt: older }, { updatedAt: newer }, 'b'],
    ['the most recently updated identified', { externalId: 'x', updatedAt: newer }, { externalId: 'y' }, 'a'],
    ['the first created', { createdAt: newer }, { createdAt: older }, 'b'],
    ['the lowest id', {}, {}, 'a'],
  ])('of several with one email is %s', (_, first, second, expected) => {
    const fields = { email: 'e@x.com' };
    const people = [person('b', { fields, ...second }), person('a', { fields, ...first })];
    const custom = { x: { kind: 'set', value: 1 } } as const;

    const { changes } = apply({ people }, [{ identifier: { kind: 'email', email: 'e@x.com' }, custom }]);

    expect(changes.written.map(({ brazeId }) => brazeId)).toEqual([id(expected)]);
  });

  it('follows what earlier objects of the request did', () => {
    const fields = { email: 'e@x.com' };
    const people = [person('a', { externalId: 'a', fields }), person('b', { externalId: 'b', fields })];
    const byEmail = { identifier: { kind: 'email', email: 'e@x.com' } } as const;
    const touch = { x: { kind: 'increment', by: 1 } } as const;

    const { changes } = apply({ people }, [
      { identifier: byExternalId('b'), custom: touch },
      { ...byEmail, custom: touch },
      { identifier: byExternalId('b'), fields: { email: null } },
      { ...byEmail, custom: touch },
    ]);

    expect(changes.written.map(({ externalId, custom }) => [externalId, custom.get('x')])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });
});

describe('a link', () => {
  const anonymous = person('a', { phone: phone(P), custom: new Map([['x', 1]]) });
  const customer = person('b', { externalId: 'u1' });

  it('a: gives a free external id to the anonymous profile', () => {
    const given = { people: [anonymous], aliases: [alias('a', 'n')] };
    const { tracked, changes } = apply(given, [{ identifier: linking('n', 'u1'), fields: { first_name: 'Z' } }]);

    expect(changes).toEqual({
      written: [{ ...anonymous, externalId: 'u1', fields: { first_name: 'Z' }, updatedAt: NOW }],
      gone: [],
      aliasesAdded: [],
      aliasesMoved: [],
      aliasesDropped: [],
      numbersGivenUp: [],
    });
    expect(tracked).toMatchObject({ refused: [], merged: [], phoneChanges: [] });
  });

  it('b: merges into the profile of the external id, and what follows finds the one that is left', () => {
    const given = { people: [anonymous, customer], aliases: [alias('a', 'n'), alias('a', '7', 'crm')] };
    const { tracked, changes } = apply(given, [{ identifier: linking('n', 'u1') }, { identifier: byAlias('n') }], {
      events: [byAlias('n'), { kind: 'phone', number: P }, { kind: 'braze_id', brazeId: id('a') }],
    });

    expect(changes).toEqual({
      written: [{ ...customer, phone: phone(P), custom: new Map([['x', 1]]), updatedAt: NOW }],
      gone: [id('a')],
      aliasesAdded: [],
      aliasesMoved: [alias('b', 'n'), alias('b', '7', 'crm')],
      aliasesDropped: [],
      numbersGivenUp: [],
    });
    expect(tracked.merged).toEqual([{ keptId: id('b'), goneId: id('a') }]);
    expect(tracked.phoneChanges).toEqual([{ brazeId: id('b'), before: null, after: P }]);
    expect(tracked.events.map(({ brazeId }) => brazeId)).toEqual([id('b'), id('b')]);
  });

  it('b: an alias under another label that both have stays with the one that is kept', () => {
    const aliases = [alias('a', 'n'), alias('a', '7', 'crm'), alias('b', '8', 'crm')];
    const { changes } = apply({ people: [anonymous, customer], aliases }, [{ identifier: linking('n', 'u1') }]);

    expect(changes.aliasesMoved).toEqual([alias('b', 'n')]);
    expect(changes.aliasesDropped).toEqual([alias('a', '7', 'crm')]);
  });

  it('b: a phone of the kept profile stays, and its number is not told as changed', () => {
    const people = [anonymous, { ...customer, phone: phone(Q) }];
    const { tracked } = apply({ people, aliases: [alias('a', 'n')] }, [{ identifier: linking('n', 'u1') }]);

    expect(tracked.phoneChanges).toEqual([]);
  });

  it('c: is no more than an update when both are one already', () => {
    const given = { people: [customer], aliases: [alias('b', 'n')] };

    expect(apply(given, [{ identifier: linking('n', 'u1') }]).changes.written).toEqual([]);
  });

  it.each<[string, Profile[], AliasRow[], string]>([
    ['d: another external id', [customer], [alias('b', 'n')], OTHER_EXTERNAL_ID],
    [
      'd: another external id, and both exist',
      [customer, person('c', { externalId: 'u2' })],
      [alias('b', 'n')],
      OTHER_EXTERNAL_ID,
    ],
    [
      'f: another name under the label',
      [anonymous, person('c', { externalId: 'u2' })],
      [alias('a', 'n'), alias('c', 'm')],
      NOT_COMBINED,
    ],
  ])('%s refuses, and nothing changes', (_, people, aliases, type) => {
    const { tracked, changes } = apply({ people, aliases }, [
      { identifier: linking('n', 'u2'), fields: { first_name: 'Z' } },
    ]);

    expect(tracked.refused).toEqual([{ place: { inputArray: 'attributes', index: 0 }, type }]);
    expect(changes.written).toEqual([]);
  });

  it.each([undefined, true])('e: an unknown alias with _update_existing_only %p does nothing', (updateExistingOnly) => {
    const { tracked, changes } = apply({ people: [customer] }, [
      { identifier: linking('n', 'u1'), updateExistingOnly },
    ]);

    expect([tracked.refused, changes.written, changes.aliasesAdded]).toEqual([[], [], []]);
  });

  it('e: an unknown alias with leave to create becomes one of the profile of the external id', () => {
    const link = { identifier: linking('n', 'u1'), updateExistingOnly: false };

    expect(apply({ people: [customer] }, [link]).changes).toMatchObject({
      written: [],
      aliasesAdded: [alias('b', 'n')],
    });
    expect(apply({}, [link]).changes).toMatchObject({
      written: [{ brazeId: id('1'), externalId: 'u1' }],
      aliasesAdded: [alias('1', 'n')],
    });
    expect(apply({ people: [customer], aliases: [alias('b', 'm')] }, [link]).tracked.refused).toMatchObject([
      { type: NOT_COMBINED },
    ]);
  });

  it('of a profile made in the same request leaves no trace of it', () => {
    const { tracked, changes } = apply({ people: [customer] }, [
      { identifier: byAlias('n'), updateExistingOnly: false, phone: phone(P) },
      { identifier: linking('n', 'u1') },
    ]);

    expect(changes).toMatchObject({ gone: [], aliasesAdded: [alias('b', 'n')], aliasesMoved: [] });
    expect(changes.written.map(({ brazeId }) => brazeId)).toEqual([id('b')]);
    expect(tracked.phoneChanges).toEqual([{ brazeId: id('b'), before: null, after: P }]);
  });
});

describe('what subscriptions is told', () => {
  const wish = { groupId: 'g', state: 'subscribed', useDoubleOptIn: false } as const;

  it('is one change per person, from the number before to the number after', () => {
    const people = [person('a', { externalId: 'a', phone: phone(P) }), person('b', { externalId: 'b' })];
    const { tracked } = apply({ people }, [
      { identifier: byExternalId('b'), phone: phone(P) },
      { identifier: byExternalId('a'), phone: null },
      { identifier: byExternalId('a'), phone: phone(Q) },
      { identifier: byExternalId('b'), phone: null },
      { identifier: byExternalId('c'), phone: { e164: null, unformatted: '12', valid: null } },
    ]);

    expect(tracked.phoneChanges).toEqual([{ brazeId: id('a'), before: P, after: Q }]);
  });

  it('is every wish in order, with the person and the number of the end', () => {
    const people = [person('a', { phone: phone(P) }), person('b', { externalId: 'u1' })];
    const { tracked } = apply({ people, aliases: [alias('a', 'n')] }, [
      { identifier: byExternalId('c'), groups: [wish] },
      { identifier: byAlias('n'), groups: [wish, { ...wish, state: 'unsubscribed' }] },
      { identifier: linking('n', 'u1') },
    ]);

    expect(tracked.groupWishes.map(({ brazeId, number, state }) => [brazeId, number, state])).toEqual([
      [id('1'), null, 'subscribed'],
      [id('b'), P, 'subscribed'],
      [id('b'), P, 'unsubscribed'],
    ]);
  });
});

describe('what the log is told', () => {
  const wish = { groupId: 'g', state: 'subscribed', useDoubleOptIn: false } as const;
  const ada = person('a', {
    externalId: 'ada',
    fields: { first_name: 'Ada' },
    custom: new Map([['title', 'countess']]),
  });

  it.each<[reason: string | null, { identifier: ProfileIdentifier } & Partial<TrackAttributes>]>([
    ['unknown_alias', { identifier: byAlias('nobody') }],
    ['unknown_alias', { identifier: linking('nobody', 'u1') }],
    ['update_existing_only', { identifier: byAlias('nobody'), updateExistingOnly: true }],
    ['update_existing_only', { identifier: byExternalId('nobody'), updateExistingOnly: true }],
    ['unknown_braze_id', { identifier: { kind: 'braze_id', brazeId: id('f') } }],
    ['nothing_to_apply', { identifier: byExternalId('ada') }],
    ['unchanged', { identifier: byExternalId('ada'), fields: { first_name: 'Ada' } }],
    ['unchanged', { identifier: linking('n', 'ada'), fields: { first_name: 'Ada' } }],
    ['value_does_not_fit', { identifier: byExternalId('ada'), custom: { title: { kind: 'increment', by: 1 } } }],
    [
      null,
      {
        identifier: byExternalId('ada'),
        fields: { first_name: 'A.' },
        custom: { title: { kind: 'increment', by: 1 } },
      },
    ],
    [null, { identifier: byExternalId('ada'), groups: [wish] }],
    [null, { identifier: byExternalId('new') }],
    [null, { identifier: byAlias('new'), updateExistingOnly: false }],
    [null, { identifier: linking('new', 'ada'), updateExistingOnly: false }],
  ])('is %s of case %#', (reason, object) => {
    const { tracked } = apply({ people: [ada], aliases: [alias('a', 'n')] }, [object]);

    expect(tracked.noEffect.map((one) => one.reason)).toEqual(reason === null ? [] : [reason]);
  });

  it('is the place of every event and purchase about nobody', () => {
    const { tracked } = apply({}, [], { events: [byExternalId('e'), byAlias('n')], purchases: [byAlias('n')] });

    expect(tracked.noEffect).toEqual([
      { place: { inputArray: 'events', index: 1 }, reason: 'unknown_alias', groupId: null },
      { place: { inputArray: 'purchases', index: 0 }, reason: 'unknown_alias', groupId: null },
    ]);
  });
});
