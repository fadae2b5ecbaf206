import { PhoneNumber } from '../../src/contracts/phone/phone-number.js';
import type { GroupWish } from '../../src/contracts/profile/1-track-requested.event.js';
import { ProfilesTracked, type TrackedProfiles } from '../../src/contracts/profile/2-profiles-tracked.event.js';
import { TrackConsented } from '../../src/contracts/profile/3-track-consented.event.js';
import { aFreshNumber, bootSubscriptions, type SubscriptionsApp } from '../support/subscriptions.js';

const ACTOR = '01900000-0000-7000-8000-0000000000aa';
const T0 = Date.UTC(2026, 10, 1);
const MINUTE = 60_000;

let app: SubscriptionsApp;
let minutes = 0;
let profiles = 0;

beforeAll(async () => {
  app = await bootSubscriptions();
});

afterAll(() => app.close());

/** Each request comes a minute after the one before, so that no tie is meant unless a test says so. */
async function track(changes: Partial<TrackedProfiles>, receivedAt?: Date): Promise<void> {
  minutes += 1;
  const request = {
    workspaceId: app.workspaceId,
    actor: ACTOR,
    receivedAt: receivedAt ?? new Date(T0 + minutes * MINUTE),
    attributes: [],
    events: [],
    purchases: [],
  };
  const tracked: TrackedProfiles = {
    refused: [],
    noEffect: [],
    people: [],
    merged: [],
    phoneChanges: [],
    groupWishes: [],
    events: [],
    purchases: [],
    ...changes,
  };
  const next = await app.work((work) => app.dispatcher.step(new ProfilesTracked(work, request, tracked)));
  expect(next).toBeInstanceOf(TrackConsented);
  const { noEffect, ...handedOn } = tracked;
  expect(next).toMatchObject({ request, profiles: handedOn });
  expect((next as TrackConsented).profiles.noEffect.slice(0, noEffect.length)).toEqual(noEffect);
}

function aProfileId(): string {
  profiles += 1;
  return profiles.toString(16).padStart(24, '0');
}

function wish(
  brazeId: string,
  number: string | null,
  groupId: string,
  state: GroupWish['state'],
  useDoubleOptIn = false,
) {
  const place = { inputArray: 'attributes', index: 0 } as const;
  return {
    place,
    brazeId,
    groupId,
    state,
    useDoubleOptIn,
    number: number === null ? null : PhoneNumber.fromE164(number),
  };
}

function phoneChange(brazeId: string, before: string | null, after: string | null) {
  const read = (number: string | null) => (number === null ? null : PhoneNumber.fromE164(number));
  return { brazeId, before: read(before), after: read(after) };
}

describe('group wishes', () => {
  it('set the state of the number, with the key that asked as the actor', async () => {
    const [number, id, brazeId] = [aFreshNumber(), await app.aGroup(), aProfileId()];
    await track({ groupWishes: [wish(brazeId, number, id, 'subscribed')] });

    expect(await app.stateOf(number, id)).toBe('subscribed');
    expect(await app.history(number)).toMatchObject([
      { source: 'api', action: 'opt_in', actor: ACTOR, profile_ids: [brazeId], effect: 'changed', sender: null },
    ]);
  });

  it.each<[GroupWish['state'][], string]>([
    [['subscribed', 'unsubscribed'], 'unsubscribed'],
    [['unsubscribed', 'subscribed'], 'subscribed'],
  ])('of one request %j leave the last one standing', async (states, expected) => {
    const [number, id] = [aFreshNumber(), await app.aGroup()];
    await track({ groupWishes: states.map((state) => wish(aProfileId(), number, id, state)) });

    expect(await app.stateOf(number, id)).toBe(expected);
    expect(await app.history(number)).toHaveLength(2);
  });

  it('of two requests within two seconds leave the opt-out standing', async () => {
    const [number, id, brazeId] = [aFreshNumber(), await app.aGroup(), aProfileId()];
    await track({ groupWishes: [wish(brazeId, number, id, 'unsubscribed')] }, new Date(T0));
    await track({ groupWishes: [wish(brazeId, number, id, 'subscribed')] }, new Date(T0 + 2_000));

    expect(await app.stateOf(number, id)).toBe('unsubscribed');
    expect((await app.history(number))[0]).toMatchObject({ effect: 'late', reason: 'opt_out_wins_tie' });
  });

  it.each([
    [true, 'pending_double_opt_in'],
    [false, 'subscribed'],
  ])('in a group that asks twice, asking for it (%s), lead to %s', async (useDoubleOptIn, state) => {
    const [number, id] = [aFreshNumber(), await app.aGroup({ double_opt_in: true })];
    await track({ groupWishes: [wish(aProfileId(), number, id, 'subscribed', useDoubleOptIn)] });

    expect(await app.stateOf(number, id)).toBe(state);
  });

  it('ask for a double opt-in in vain where the group has none', async () => {
    const [number, id] = [aFreshNumber(), await app.aGroup()];
    await track({ groupWishes: [wish(aProfileId(), number, id, 'subscribed', true)] });

    expect(await app.stateOf(number, id)).toBe('subscribed');
  });

  it('for a group that does not exist fail the request', async () => {
    const groupWishes = [wish(aProfileId(), aFreshNumber(), '01900000-0000-7000-8000-0000000000ff', 'subscribed')];

    await expect(track({ groupWishes })).rejects.toMatchObject({ code: 'SUBSCRIPTION.GROUP_UNKNOWN' });
  });

  it('of 75 profiles on 75 numbers are written at once', async () => {
    const [id, numbers] = [await app.aGroup(), Array.from({ length: 75 }, aFreshNumber)];
    await track({ groupWishes: numbers.map((number) => wish(aProfileId(), number, id, 'subscribed')) });

    expect(
      await app.rows('select count(*)::int as count from consent where group_id = $1 and state = $2', [
        id,
        'subscribed',
      ]),
    ).toEqual([{ count: 75 }]);
  });
});

describe('wishes that no number can hold', () => {
  it('wait for a number, and take effect when one arrives', async () => {
    const [number, id, brazeId] = [aFreshNumber(), await app.aGroup(), aProfileId()];
    app.profiles.add({ brazeId, externalId: brazeId });
    const status = async () =>
      (await app.request('GET', `/subscription/status/get?subscription_group_id=${id}&external_id=${brazeId}`))
        .body as unknown;
    await track({ groupWishes: [wish(brazeId, null, id, 'subscribed')] });
    expect(await status()).toMatchObject({ status: { [brazeId]: 'Subscribed' } });
    expect(await app.history(number)).toEqual([]);

    await track({ phoneChanges: [phoneChange(brazeId, null, number)] });
    expect(await app.stateOf(number, id)).toBe('subscribed');
    expect(await app.history(number)).toMatchObject([
      { source: 'phone_change', action: 'inherit', reason: 'waiting_wish', actor: ACTOR },
    ]);
    expect(await app.rows('select 1 from profile_group_wish where braze_id = $1', [brazeId])).toEqual([]);
  });

  it('give way to what the number already has', async () => {
    const [number, id, brazeId] = [aFreshNumber(), await app.aGroup(), aProfileId()];
    await app.decide({ from: number, group: { id } });
    await track({ groupWishes: [wish(brazeId, null, id, 'subscribed')] });
    await track({ phoneChanges: [phoneChange(brazeId, null, number)] });

    expect(await app.stateOf(number, id)).toBe('unsubscribed');
  });

  it('open a double opt-in only when the number arrives', async () => {
    const [number, id, brazeId] = [aFreshNumber(), await app.aGroup({ double_opt_in: true }), aProfileId()];
    await track({ groupWishes: [wish(brazeId, null, id, 'subscribed', true)] });
    await track({ phoneChanges: [phoneChange(brazeId, null, number)] });

    expect(await app.stateOf(number, id)).toBe('pending_double_opt_in');
    expect(await app.history(number)).toMatchObject([{ occurred_at: new Date(T0 + minutes * MINUTE).toISOString() }]);
  });

  it('of e-mail groups stay with the profile, whatever its number', async () => {
    const [number, id, brazeId] = [aFreshNumber(), await app.aGroup({ channel: 'email' }), aProfileId()];
    app.profiles.add({ brazeId, externalId: brazeId, email: `${brazeId}@x.com`, phoneE164: number });
    await track({ groupWishes: [wish(brazeId, number, id, 'unsubscribed')] });
    await track({ phoneChanges: [phoneChange(brazeId, number, aFreshNumber())] });
    const ask = async (query: string) =>
      (await app.request('GET', `/subscription/status/get?subscription_group_id=${id}&${query}`)).body as unknown;

    expect(await ask(`external_id=${brazeId}`)).toMatchObject({ status: { [brazeId]: 'Unsubscribed' } });
    expect(await ask(`email=${brazeId}@X.com`)).toMatchObject({ status: { [`${brazeId}@X.com`]: 'Unsubscribed' } });
    expect(await app.history(number)).toEqual([]);
  });

  it('go to the profile that is kept in a merge, which prefers its own', async () => {
    const [id, own] = [await app.aGroup({ channel: 'email' }), await app.aGroup({ channel: 'email' })];
    const [gone, between, kept] = [aProfileId(), aProfileId(), aProfileId()];
    await track({
      groupWishes: [
        wish(gone, null, id, 'subscribed'),
        wish(gone, null, own, 'subscribed'),
        wish(kept, null, own, 'unsubscribed'),
      ],
    });
    await track({
      merged: [
        { goneId: gone, keptId: between },
        { goneId: between, keptId: kept },
      ],
    });

    expect(
      await app.rows(
        'select braze_id, group_id, state from profile_group_wish where braze_id = any($1) order by state',
        [[gone, between, kept]],
      ),
    ).toEqual([
      { braze_id: kept, group_id: id, state: 'subscribed' },
      { braze_id: kept, group_id: own, state: 'unsubscribed' },
    ]);
  });
});

describe('a changed number', () => {
  it('inherits the states of the previous one, naming where they come from', async () => {
    const [before, after, id, left] = [aFreshNumber(), aFreshNumber(), await app.aGroup(), await app.aGroup()];
    await app.decide(
      { from: before, category: 'opt_in', keyword: 'START', group: { id } },
      { from: before, group: { id: left } },
    );
    await track({ phoneChanges: [phoneChange(aProfileId(), before, after)] });

    expect(await app.stateOf(after, id)).toBe('subscribed');
    expect(await app.stateOf(after, left)).toBe('unsubscribed');
    expect(await app.stateOf(before, id)).toBe('subscribed');
    const origins = (await app.history(before)).map(({ id: change }) => change);
    expect((await app.history(after)).map((row) => row['origin_change_id']).sort()).toEqual(origins.sort());
  });

  it('keeps the state it already has', async () => {
    const [before, after, id] = [aFreshNumber(), aFreshNumber(), await app.aGroup()];
    await app.decide(
      { from: before, category: 'opt_in', keyword: 'START', group: { id } },
      { from: after, group: { id } },
    );
    await track({ phoneChanges: [phoneChange(aProfileId(), before, after)] });

    expect(await app.stateOf(after, id)).toBe('unsubscribed');
    expect(await app.history(after)).toHaveLength(1);
  });

  it('is settled before the wishes of the same request', async () => {
    const [before, after, id, brazeId] = [aFreshNumber(), aFreshNumber(), await app.aGroup(), aProfileId()];
    await track({ groupWishes: [wish(brazeId, before, id, 'subscribed')] });
    await track({
      phoneChanges: [phoneChange(brazeId, before, after)],
      groupWishes: [wish(brazeId, after, id, 'unsubscribed')],
    });

    expect(await app.stateOf(before, id)).toBe('subscribed');
    expect(await app.stateOf(after, id)).toBe('unsubscribed');
  });

  it('does not hide a STOP which the new number sent before the change', async () => {
    const [before, after, id] = [aFreshNumber(), aFreshNumber(), await app.aGroup()];
    await app.decide({ from: before, category: 'opt_in', keyword: 'START', group: { id }, at: new Date(T0) });
    await track({ phoneChanges: [phoneChange(aProfileId(), before, after)] }, new Date(T0 + 60 * MINUTE));
    await app.decide({ from: after, group: { id }, at: new Date(T0 + 30 * MINUTE) });

    expect(await app.stateOf(after, id)).toBe('unsubscribed');
  });

  it('follows a profile that changes twice in one request', async () => {
    const [a, b, c, id] = [aFreshNumber(), aFreshNumber(), aFreshNumber(), await app.aGroup()];
    const brazeId = aProfileId();
    await app.decide({ from: a, category: 'opt_in', keyword: 'START', group: { id } });
    await track({ phoneChanges: [phoneChange(brazeId, a, b), phoneChange(brazeId, b, c)] });

    expect(await app.stateOf(c, id)).toBe('subscribed');
  });

  it('that is cleared leaves everything as it is', async () => {
    const [number, id] = [aFreshNumber(), await app.aGroup()];
    await app.decide({ from: number, group: { id } });
    await track({ phoneChanges: [phoneChange(aProfileId(), number, null)] });

    expect(await app.stateOf(number, id)).toBe('unsubscribed');
  });
});
