import { type ClassifiedMessage, InboundClassified } from '../../src/contracts/inbound/3-inbound-classified.event.js';
import { type IdentifiedMessage, SenderIdentified } from '../../src/contracts/inbound/4-sender-identified.event.js';
import { ProfileReader } from '../../src/contracts/readers/profile.reader.js';
import { aText } from '../builders/classified-message.js';
import { aSender } from '../builders/messages.js';
import { ALICE as P } from '../builders/recorded-message.js';
import { bootIdentity, type IdentityApp } from '../support/identity.js';

const Q = '+442071838750';

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
