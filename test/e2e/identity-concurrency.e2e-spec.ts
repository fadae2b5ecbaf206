import { setTimeout as sleep } from 'node:timers/promises';
import { type ClassifiedMessage, InboundClassified } from '../../src/contracts/inbound/3-inbound-classified.event.js';
import type { SenderIdentified } from '../../src/contracts/inbound/4-sender-identified.event.js';
import { TrackRequested } from '../../src/contracts/profile/1-track-requested.event.js';
import { PhoneReader } from '../../src/contracts/readers/phone.reader.js';
import type { UnitOfWork } from '../../src/kernel/database/unit-of-work.js';
import { readTrack } from '../../src/user-track/read-track.js';
import { aText } from '../builders/classified-message.js';
import { ALICE as P } from '../builders/recorded-message.js';
import { bootIdentity, type IdentityApp, PROMO } from '../support/identity.js';

describe('identity under concurrent requests', () => {
  let app: IdentityApp;

  beforeAll(async () => {
    app = await bootIdentity();
  });

  afterAll(() => app.close());

  beforeEach(() => app.empty());

  /** Runs the first, then the second until it waits for the first; only then commits the first. */
  const meet = async <Result>(first: (work: UnitOfWork) => Promise<unknown>, second: () => Promise<Result>) => {
    let running: Promise<Result> | undefined;
    await app.work(async (work) => {
      await first(work);
      running = second();
      await untilSomebodyWaits();
    });
    return running!;
  };

  const untilSomebodyWaits = async (): Promise<void> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const waiting = await app.rows(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (waiting.length > 0) return;
      await sleep(10);
    }
    throw new Error('The second never waited for the first.');
  };

  /** What `/users/track` does to people, in a transaction that stays open. */
  const described = (work: UnitOfWork, ...attributes: Record<string, unknown>[]) => {
    const objects = readTrack(
      { attributes, events: [], purchases: [] },
      { phones: app.app.get(PhoneReader), links: true, knownGroups: new Set([PROMO.id]), now: app.clock.now() },
    );
    const request = { workspaceId: app.workspaceId, actor: 'test', receivedAt: app.clock.now(), ...objects };
    return app.dispatcher.step(new TrackRequested(work, request));
  };

  const identify = (message: ClassifiedMessage) =>
    app.work(async (work) => {
      const next = (await app.dispatcher.step(new InboundClassified(work, [message]))) as SenderIdentified;
      return next.messages[0]!.identification;
    });

  it('lets a text wait for a request that makes the profile of its number', async () => {
    const { reason } = await meet(
      (work) => described(work, { phone: P }),
      () => identify(aText()),
    );

    expect(reason).toBe('phone');
    expect(await app.profiles()).toHaveLength(1);
  });

  it('lets a request wait for a text that makes the profile of its number', async () => {
    await meet(
      (work) => app.dispatcher.step(new InboundClassified(work, [aText()])),
      () => app.track({ attributes: [{ phone: P, visits: { inc: 1 } }] }),
    );

    expect(await app.profiles()).toMatchObject([{ phone_e164: P, custom_attributes: { visits: 1 } }]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['external id', { external_id: 'a' }],
    ['email', { email: 'a@x.com' }],
    ['alias', { user_alias: { alias_label: 'crm', alias_name: '7' }, _update_existing_only: false }],
    ['phone', { phone: P }],
    ['alias `phone`', { user_alias: { alias_label: 'phone', alias_name: P }, _update_existing_only: false }],
  ])('lets a request wait for another that makes the profile of its %s', async (_, who) => {
    const { status } = await meet(
      (work) => described(work, { ...who, visits: { inc: 1 } }),
      () => app.track({ attributes: [{ ...who, visits: { inc: 1 } }] }),
    );

    expect(status).toBe(201);
    expect(await app.profiles()).toMatchObject([{ custom_attributes: { visits: 2 } }]);
  });

  it('follows a profile that is merged away while a request waits for it', async () => {
    const user_alias = { alias_label: 'crm', alias_name: '7' };
    await app.track({ attributes: [{ external_id: 'u1' }, { user_alias, _update_existing_only: false }] });

    const { status } = await meet(
      (work) => described(work, { user_alias, external_id: 'u1' }),
      () => app.track({ attributes: [{ user_alias, visits: { inc: 1 } }] }),
    );

    expect(status).toBe(201);
    expect(await app.profiles()).toMatchObject([{ external_id: 'u1', custom_attributes: { visits: 1 } }]);
  });

  it('locks the number that a profile gets while a request about its groups waits for it', async () => {
    await app.track({ attributes: [{ external_id: 'a' }] });
    const subscription_groups = [{ subscription_group_id: PROMO.id, subscription_state: 'subscribed' }];

    const free = await meet(
      (work) => described(work, { external_id: 'a', phone: P }),
      () =>
        app.work(async (work) => {
          await described(work, { external_id: 'a', subscription_groups });
          return app.rows(`select pg_try_advisory_xact_lock(hashtextextended('number:' || $1, 0)) as free`, [P]);
        }),
    );

    expect(free).toEqual([{ free: false }]);
  });

  it('loses no increment and blocks nobody when requests name the same people in every order', async () => {
    const people = Array.from({ length: 12 }, (_, index) => [
      { external_id: `p${index}` },
      { phone: `+1415555${2600 + index}` },
      { email: `e${index}@x.com` },
      { user_alias: { alias_label: 'crm', alias_name: `${index}` }, _update_existing_only: false },
    ]).flat();
    const shuffled = (seed: number) =>
      people
        .map((person, index) => ({ person, order: (index * 31 + seed * 17) % 47 }))
        .sort((left, right) => left.order - right.order)
        .map(({ person }) => ({ ...person, visits: { inc: 1 } }));

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, seed) => app.track({ attributes: shuffled(seed) })),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    const profiles = await app.profiles();
    expect(profiles).toHaveLength(people.length);
    expect(new Set(profiles.map(({ custom_attributes }) => custom_attributes['visits']))).toEqual(new Set([20]));
  });

  it('loses no increment and refuses nobody when many requests give the same people new numbers', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `n${index}`);
    const numberOf = (request: number, index: number) => `+1415${2_000_000 + request * 100 + index}`;

    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, request) =>
        app.track({
          attributes: ids.map((external_id, index) => ({
            external_id,
            visits: { inc: 1 },
            ...(request % 3 === 0 ? { phone: numberOf(request, index) } : {}),
          })),
        }),
      ),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const profiles = await app.profiles();
    expect(profiles).toHaveLength(ids.length);
    expect(new Set(profiles.map(({ custom_attributes }) => custom_attributes['visits']))).toEqual(new Set([30]));
  });

  it('links once when many ask for it, and every increment lands on the one that is left', async () => {
    const user_alias = { alias_label: 'phone', alias_name: P };
    await app.track({ attributes: [{ user_alias, phone: P, visits: 0, _update_existing_only: false }] });
    await app.track({ attributes: [{ external_id: 'u1', email: 'u1@x.com' }] });

    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        app.track({
          attributes: [
            index % 3 === 0
              ? { user_alias, external_id: 'u1', visits: { inc: 1 } }
              : { user_alias, visits: { inc: 1 } },
          ],
        }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 201));
    expect(await app.profiles()).toMatchObject([
      { external_id: 'u1', email: 'u1@x.com', phone_e164: P, custom_attributes: { visits: 30 } },
    ]);
    expect(await app.aliases()).toHaveLength(1);
  });
});
