import { InboundClassified, type ClassifiedMessage } from '../../src/contracts/inbound/3-inbound-classified.event.js';
import { type IdentifiedMessage, SenderIdentified } from '../../src/contracts/inbound/4-sender-identified.event.js';
import { PhoneNumber } from '../../src/contracts/phone/phone-number.js';
import { TrackRequested } from '../../src/contracts/profile/1-track-requested.event.js';
import { PhoneReader } from '../../src/contracts/readers/phone.reader.js';
import { ProfileReader } from '../../src/contracts/readers/profile.reader.js';
import type { UnitOfWork } from '../../src/kernel/database/unit-of-work.js';
import { readTrack } from '../../src/user-track/read-track.js';
import { aReceivedMessage, aSender } from '../builders/messages.js';
import { aClassification, type MessageWishes } from '../builders/recorded-message.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { bootIdentity, type IdentityApp, PROMO } from '../support/identity.js';

const P = '+19173337578';
const Q = '+442071838750';

/** A text as keywords hands it over: by default START from a number of nobody. */
function aText({ from = P, category = 'opt_in', changes }: MessageWishes = {}): ClassifiedMessage {
  return {
    ...aReceivedMessage({}),
    from: typeof from === 'string' ? { kind: 'e164', number: PhoneNumber.fromE164(from) } : from,
    sender: aSender(),
    fromOwnSender: false,
    classification: aClassification(category),
    configuredReply: null,
    ...changes,
  };
}

describe('identity on the inbound road', () => {
  let app: IdentityApp;

  beforeAll(async () => {
    app = await bootIdentity();
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    await app.empty();
    app.workspace.unknownNumberHandling = true;
    app.workspace.asked = 0;
  });

  const identify = (...messages: ClassifiedMessage[]): Promise<IdentifiedMessage['identification'][]> =>
    app.work(async (work) => {
      const next = await app.dispatcher.step(new InboundClassified(work, messages));
      if (!(next instanceof SenderIdentified)) throw new Error('identity must return SenderIdentified');
      return next.messages.map(({ identification }) => identification);
    });

  it('makes an anonymous profile with phone and alias for the START of an unknown number', async () => {
    const [identification] = await identify(aText());

    const [made, ...others] = await app.profiles();
    expect(others).toEqual([]);
    expect(made).toMatchObject({
      external_id: null,
      phone_e164: P,
      phone_unformatted: P.slice(1),
      phone_valid: true,
      created_at: app.clock.now(),
      updated_at: app.clock.now(),
    });
    expect(await app.aliases()).toEqual([{ label: 'phone', name: P, braze_id: made!.braze_id }]);
    expect(identification).toEqual({
      profile: { brazeId: made!.braze_id, externalId: null, created: true, holdsPhoneAlias: true },
      profileIds: [made!.braze_id],
      reason: 'created',
    });
  });

  it.each([
    ['opt_out', P, {}, true],
    ['help', P, {}, false],
    ['custom', P, {}, false],
    ['other', P, {}, false],
    ['suspected_opt_out', P, {}, true],
    ['suspected_opt_out', Q, {}, false],
    ['suspected_opt_out', Q, { suspectedOptOut: 'auto' }, true],
    ['suspected_opt_out', P, { suspectedOptOut: 'clarify' }, false],
  ] as const)(
    '%s of an unknown number %s in a group with %j makes a profile: %p',
    async (category, from, group, made) => {
      const sender = aSender({ group: { ...aSender().group, ...group } });
      const [identification] = await identify(aText({ from, category, changes: { sender } }));

      expect(identification!.reason).toBe(made ? 'created' : 'unknown_number');
      expect(identification!.profile === null).toBe(!made);
      expect(await app.profiles()).toHaveLength(made ? 1 : 0);
    },
  );

  it('makes nobody when the workspace does not want it', async () => {
    app.workspace.unknownNumberHandling = false;

    expect(await identify(aText())).toEqual([{ profile: null, profileIds: [], reason: 'unknown_number_handling_off' }]);
    expect(await app.profiles()).toEqual([]);
  });

  it('makes one profile for several texts of one unknown number in a batch', async () => {
    const identified = await identify(
      aText({ category: 'other' }),
      aText(),
      aText({ category: 'opt_out' }),
      aText({ from: Q }),
      aText({ category: 'custom' }),
    );

    expect(identified.map(({ reason, profile }) => [reason, profile?.created])).toEqual([
      ['unknown_number', undefined],
      ['created', true],
      ['alias', false],
      ['created', true],
      ['alias', false],
    ]);
    expect(await app.profiles()).toHaveLength(2);
    expect(app.workspace.asked).toBe(1);
  });

  it('makes one profile for ten first texts that arrive at once', async () => {
    const identified = await Promise.all(Array.from({ length: 10 }, () => identify(aText())));

    expect(await app.profiles()).toHaveLength(1);
    expect(await app.aliases()).toHaveLength(1);
    expect(identified.flat().filter(({ profile }) => profile?.created === true)).toHaveLength(1);
    expect(new Set(identified.flat().map(({ profile }) => profile?.brazeId)).size).toBe(1);
  });

  it('makes one profile when a text and a client meet at the number for the first time', async () => {
    await Promise.all([
      ...Array.from({ length: 5 }, () => identify(aText())),
      ...Array.from({ length: 5 }, () => app.track({ attributes: [{ phone: P, visits: { inc: 1 } }] })),
    ]);

    const profiles = await app.profiles();
    expect(profiles).toMatchObject([{ phone_e164: P, custom_attributes: { visits: 5 } }]);
  });

  it('knows the owner of the alias first, then the most recently updated profile on the number', async () => {
    await app.track({ attributes: [{ external_id: 'a', phone: P }] });
    app.clock.advance(1000);
    await app.track({ attributes: [{ external_id: 'b', phone: P }] });
    const ids = Object.fromEntries((await app.profiles()).map((each) => [each.external_id, each.braze_id]));

    const [byPhone] = await identify(aText({ category: 'other' }));
    expect(byPhone).toEqual({
      profile: { brazeId: ids['b'], externalId: 'b', created: false, holdsPhoneAlias: false },
      profileIds: Object.values(ids).sort(),
      reason: 'phone',
    });

    await app.rows(`insert into profile_alias values ($1, 'phone', $2, $3, now())`, [app.workspaceId, P, ids['a']]);
    const [byAlias] = await identify(aText({ category: 'other' }));
    expect(byAlias).toMatchObject({
      profile: { brazeId: ids['a'], holdsPhoneAlias: true },
      profileIds: Object.values(ids).sort(),
      reason: 'alias',
    });
    expect(app.workspace.asked).toBe(0);
  });

  it('gives the number to an alias owner whose phone is empty', async () => {
    const user_alias = { alias_label: 'phone', alias_name: P };
    await app.track({ attributes: [{ user_alias, x: 1, _update_existing_only: false }] });
    app.clock.advance(1000);

    const [first, second] = await identify(aText({ category: 'other' }), aText({ category: 'other' }));

    const [owner, ...others] = await app.profiles();
    expect(others).toEqual([]);
    expect(owner).toMatchObject({ phone_e164: P, phone_unformatted: P.slice(1), updated_at: app.clock.now() });
    expect([first, second]).toEqual([
      expect.objectContaining({ reason: 'alias', profileIds: [owner!.braze_id] }),
      expect.objectContaining({ reason: 'alias', profileIds: [owner!.braze_id] }),
    ]);
  });

  it('attributes to an alias owner with another phone, but that profile is not on the number', async () => {
    const user_alias = { alias_label: 'phone', alias_name: P };
    await app.track({ attributes: [{ user_alias, phone: Q, _update_existing_only: false }] });

    const [identification] = await identify(aText());

    expect(identification).toMatchObject({ profile: { created: false }, profileIds: [], reason: 'alias' });
    expect(await app.profiles()).toMatchObject([{ phone_e164: Q }]);
  });

  it.each([
    ['own_sender', { fromOwnSender: true }],
    ['not_our_sender', { sender: null }],
    ['not_a_phone_number', { from: { kind: 'short_code', value: '68849' } }],
    ['not_a_phone_number', { from: { kind: 'alphanumeric', value: 'VODAFONE' } }],
  ] as const)('finds nobody behind a text, with reason %s', async (reason, changes) => {
    expect(await identify(aText({ changes }))).toEqual([{ profile: null, profileIds: [], reason }]);
    expect(await app.profiles()).toEqual([]);
  });

  it('keeps workspaces apart in one batch', async () => {
    const other = '01900000-0000-7000-8000-000000000002';
    await app.track({ attributes: [{ external_id: 'a', phone: P }] });

    const [here, there] = await identify(aText(), aText({ changes: { workspaceId: other } }));

    expect([here!.reason, there!.reason]).toEqual(['phone', 'created']);
    expect(await app.rows('select phone_e164 from profile where workspace_id = $1', [other])).toEqual([
      { phone_e164: P },
    ]);
  });
});

describe('what identity answers other rooms', () => {
  let app: IdentityApp;

  beforeAll(async () => {
    app = await bootIdentity();
    await app.track({
      attributes: [
        { external_id: 'a', phone: P, email: 'A@x.com' },
        { phone: '447711123456', external_id: 'b' },
      ],
    });
  });

  afterAll(() => app.close());

  const ask = (question: 'byExternalId' | 'byPhone' | 'byEmail', values: string[]) =>
    app.work((work) => app.app.get(ProfileReader)[question](work, app.workspaceId, values));

  it.each([
    ['byExternalId', ['b', 'nobody', 'a'], ['b', 'a']],
    ['byPhone', [P, Q], ['a']],
    ['byEmail', ['a@X.com'], ['a']],
    ['byEmail', [], []],
  ] as const)('%s %j', async (question, asked, found) => {
    expect((await ask(question, [...asked])).map(({ externalId }) => externalId)).toEqual(found);
  });

  it('shows a phone that cannot be texted as digits', async () => {
    expect(await ask('byExternalId', ['a', 'b'])).toMatchObject([
      { phoneE164: P, phoneShown: P, email: 'A@x.com' },
      { phoneE164: null, phoneShown: '447711123456', email: null },
    ]);
  });
});

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
