import { bootHark, type TestHark } from '../support/hark.js';

/** A person as exports show one; the order of aliases is the order in which they were given. */
type Exported = Readonly<Record<string, unknown>>;

describe('merges and their undoing', () => {
  let hark: TestHark;
  let made = 0;

  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());

  const somebody = (): string => `+1917555${String((made += 1)).padStart(4, '0')}`;
  const someId = (): string => `merged-${(made += 1)}`;
  const post = (path: string, body: unknown) => hark.request('POST', path, { body });
  const track = (body: object) => post('/users/track', body);
  const alias = (alias_name: string, alias_label = 'crm') => ({ alias_label, alias_name });
  const byId = async (...external_ids: string[]) => (await hark.exportBy({ external_ids })) as Exported[];
  const byPhone = async (phone: string) => (await hark.exportBy({ phone })) as Exported[];
  const byBrazeId = async (braze_id: unknown) => (await hark.exportBy({ braze_id })) as Exported[];
  const identify = (external_id: string, user_alias: object, merge_behavior?: string) =>
    post('/users/identify', { aliases_to_identify: [{ external_id, user_alias }], merge_behavior });
  const merge = (...pairs: [gone: string, kept: string][]) =>
    post('/users/merge', {
      merge_updates: pairs.map(([gone, kept]) => ({
        identifier_to_merge: { external_id: gone },
        identifier_to_keep: { external_id: kept },
      })),
    });
  const newestMerge = async (): Promise<{ id: string } & Exported> =>
    (await hark.request('GET', '/admin/merges?limit=1')).body.merges[0];
  const undo = (id: unknown) => post(`/admin/merges/${String(id)}/undo`, undefined);
  const event = (person: object, name: string, day: number) => ({ ...person, name, time: `2026-11-0${day}T00:00:00Z` });
  const purchase = (person: object, product_id: string, price: number) => ({
    ...person,
    product_id,
    price,
    currency: 'USD',
    quantity: 2,
    time: '2026-11-02T00:00:00Z',
  });

  /** An anonymous person made by a text and an identified one, with everything a merge moves and something it must not. */
  async function twoPeople() {
    const phone = somebody();
    const external_id = someId();
    await hark.text(phone, 'START');
    await hark.text(phone, 'COUPONS');
    const anonymous = { user_alias: alias(phone, 'phone') };
    const known = { external_id };
    await track({
      attributes: [
        { ...anonymous, first_name: 'Anon', home_city: 'Rome', points: 5, tags: ['a'], nested: { x: 1, b: [1] } },
        { ...known, first_name: 'Known', email: 'k@x.com', points: 7, date_of_first_session: '2026-05-01' },
      ],
      events: [
        event(anonymous, 'login', 1),
        event(anonymous, 'login', 5),
        event(known, 'login', 3),
        event(known, 'only known', 4),
      ],
      purchases: [purchase(anonymous, 'tea', 1.1), purchase(known, 'tea', 2.2), purchase(anonymous, 'cup', 3)],
    });
    await post('/users/alias/new', { user_aliases: [{ external_id, ...alias(`crm ${external_id}`) }] });
    const [anonymousUser] = await byPhone(phone);
    const [knownUser] = await byId(external_id);
    return { phone, external_id, anonymousUser: anonymousUser!, knownUser: knownUser! };
  }

  it('identify makes one person of two: fields fill blanks, events and purchases add up, the alias moves', async () => {
    const { phone, external_id, anonymousUser, knownUser } = await twoPeople();

    const { status, body } = await identify(external_id, alias(phone, 'phone'));

    expect([status, body]).toEqual([201, { aliases_processed: 1, message: 'success' }]);
    expect(await byBrazeId(anonymousUser['braze_id'])).toEqual([]);
    const users = await byPhone(phone);
    expect(users).toMatchObject([
      {
        external_id,
        braze_id: knownUser['braze_id'],
        first_name: 'Known',
        home_city: 'Rome',
        phone,
        custom_attributes: { points: 7, tags: ['a'], nested: { x: 1, b: [1] } },
        custom_events: [
          { name: 'login', count: 3, first: '2026-11-01T00:00:00.000Z', last: '2026-11-05T00:00:00.000Z' },
          { name: 'only known', count: 1 },
          { name: 'sms_response_Promo_custom', count: 1 },
        ],
        total_revenue: 12.6,
      },
    ]);
    expect(users[0]!['user_aliases']).toEqual([alias(phone, 'phone'), alias(`crm ${external_id}`)]);
    expect(await hark.status(hark.promo, phone)).toBe('Subscribed');
    await hark.text(phone, 'COUPONS');
    expect((await hark.lastText(phone)).profile).toMatchObject({ external_id });
  });

  it('an undone identify leaves both people as they were', async () => {
    const { phone, external_id, anonymousUser, knownUser } = await twoPeople();
    await identify(external_id, alias(phone, 'phone'));
    const shown = await newestMerge();
    expect(shown).toMatchObject({
      cause: 'identify',
      merge_behavior: 'merge',
      kept_braze_id: knownUser['braze_id'],
      gone_braze_id: anonymousUser['braze_id'],
      undone_at: null,
    });

    const { status, body } = await undo(shown.id);

    expect([status, body]).toEqual([
      200,
      { ...shown, undone_at: hark.clock.now().toISOString(), undone_by: shown['actor'] },
    ]);
    expect(await byPhone(phone)).toEqual([anonymousUser]);
    expect(await byId(external_id)).toEqual([knownUser]);
    expect(await hark.rows(`select snapshot from profile_merge where id = $1`, [shown.id])).toEqual([
      { snapshot: null },
    ]);
    expect((await undo(shown.id)).status).toBe(409);
    await hark.text(phone, 'COUPONS');
    expect((await hark.lastText(phone)).profile).toMatchObject({ braze_id: anonymousUser['braze_id'] });
  });

  it('an undone track link leaves both people as they were, and again after a second round', async () => {
    const { phone, external_id, anonymousUser, knownUser } = await twoPeople();

    for (const _ of [1, 2]) {
      const linked = await track({ attributes: [{ external_id, user_alias: alias(phone, 'phone') }] });
      expect(linked.status).toBe(201);
      expect(await byPhone(phone)).toMatchObject([{ external_id }]);
      expect(await newestMerge()).toMatchObject({ cause: 'track' });
      expect((await undo((await newestMerge()).id)).status).toBe(200);
      expect(await byPhone(phone)).toEqual([anonymousUser]);
      expect(await byId(external_id)).toEqual([knownUser]);
    }
  });

  it('what arrived after the merge stays with the kept one', async () => {
    const { phone, external_id, anonymousUser, knownUser } = await twoPeople();
    await identify(external_id, alias(phone, 'phone'));
    await track({
      attributes: [{ external_id, home_city: 'Paris', points: { inc: 1 }, after: true, tags: null }],
      events: [event({ external_id }, 'login', 9), event({ external_id }, 'later', 9)],
      purchases: [purchase({ external_id }, 'cup', 1)],
    });
    await hark.text(phone, 'COUPONS');

    await undo((await newestMerge()).id);

    expect(await byPhone(phone)).toEqual([anonymousUser]);
    expect(await byId(external_id)).toMatchObject([
      {
        ...knownUser,
        home_city: 'Paris',
        custom_attributes: { points: 8, after: true },
        custom_events: [
          { name: 'later', count: 1 },
          { name: 'login', count: 2, first: '2026-11-03T00:00:00.000Z', last: '2026-11-09T00:00:00.000Z' },
          { name: 'only known', count: 1 },
          { name: 'sms_response_Promo_custom', count: 1 },
        ],
        purchases: [
          { name: 'cup', count: 2 },
          { name: 'tea', count: 2 },
        ],
        total_revenue: 6.4,
      },
    ]);
    const [kept] = await byId(external_id);
    expect(kept).not.toHaveProperty('phone');
  });

  it('merge_behavior none moves the alias alone, and an undo brings everything back', async () => {
    const { phone, external_id, anonymousUser, knownUser } = await twoPeople();

    await identify(external_id, alias(phone, 'phone'), 'none');

    const [kept] = await byId(external_id);
    expect(kept).toEqual({ ...knownUser, user_aliases: [alias(phone, 'phone'), ...(knownUser['user_aliases'] as [])] });
    expect(await byBrazeId(anonymousUser['braze_id'])).toEqual([]);
    expect(await newestMerge()).toMatchObject({ merge_behavior: 'none' });
    await undo((await newestMerge()).id);
    expect(await byPhone(phone)).toEqual([anonymousUser]);
    expect(await byId(external_id)).toEqual([knownUser]);
  });

  it('merges of one request are undone one by one, the last first', async () => {
    const [a, b, c] = [someId(), someId(), someId()];
    await track({
      attributes: [a, b, c].map((external_id) => ({ external_id, [external_id]: true })),
      events: [event({ external_id: a }, 'e', 1), event({ external_id: b }, 'e', 2), event({ external_id: c }, 'e', 3)],
    });
    const before = await byId(a, b, c);
    await merge([a, b], [b, c]);
    expect(await byId(a, b, c)).toMatchObject([{ external_id: c, custom_events: [{ count: 3 }] }]);
    const [second, first] = (await hark.request('GET', '/admin/merges?limit=2')).body.merges as { id: string }[];

    const tooEarly = await undo(first!.id);
    expect([tooEarly.status, tooEarly.body.message]).toEqual([
      409,
      'The kept profile was merged again since; undo the later merges first.',
    ]);
    expect((await undo(second!.id)).status).toBe(200);
    expect(await byId(a, b, c)).toMatchObject([{ external_id: b, custom_events: [{ count: 2 }] }, before[2]]);
    expect((await undo(first!.id)).status).toBe(200);
    expect(await byId(a, b, c)).toEqual(before);
  });

  it('is refused after a further merge into the kept profile', async () => {
    const [a, b, kept] = [someId(), someId(), someId()];
    await track({ attributes: [a, b, kept].map((external_id) => ({ external_id })) });
    await merge([a, kept]);
    const { id } = await newestMerge();
    await merge([b, kept]);

    expect((await undo(id)).status).toBe(409);
    expect((await undo((await newestMerge()).id)).status).toBe(200);
    expect((await undo(id)).status).toBe(200);
    expect(await byId(a, b, kept)).toHaveLength(3);
  });

  it('is refused when the external id went to somebody else, and names nobody', async () => {
    const [a, kept] = [someId(), someId()];
    await track({ attributes: [{ external_id: a }, { external_id: kept }] });
    await merge([a, kept]);
    await track({ attributes: [{ external_id: a }] });

    const { status, body } = await undo((await newestMerge()).id);

    expect([status, body]).toEqual([
      409,
      { message: 'A name of the profile that was merged away belongs to another profile now.' },
    ]);
  });

  it.each(['nobody', '01900000-0000-7000-8000-00000000ffff'])('knows no merge %s', async (id) => {
    expect((await undo(id)).status).toBe(404);
  });

  it('brings back aliases that found no place, former external ids, and wishes for groups', async () => {
    const [a, old, kept] = [someId(), someId(), someId()];
    const wish = (subscription_group_id: string, subscription_state: string) => ({
      subscription_groups: [{ subscription_group_id, subscription_state }],
    });
    await track({
      attributes: [
        { external_id: old, ...wish(hark.promo, 'subscribed') },
        { external_id: kept, ...wish(hark.news, 'unsubscribed') },
      ],
    });
    await post('/users/external_ids/rename', {
      external_id_renames: [{ current_external_id: old, new_external_id: a }],
    });
    await post('/users/alias/new', {
      user_aliases: [
        { external_id: a, ...alias(`a ${a}`) },
        { external_id: kept, ...alias(`kept ${a}`) },
      ],
    });
    const wishes = () =>
      hark.rows(
        `select p.external_id, w.group_id, w.state from profile_group_wish w join profile p using (braze_id)
          where p.external_id = any($1::text[]) order by 1, 2`,
        [[a, kept]],
      );
    const before = [await byId(a, kept, old), await wishes()];

    await merge([a, kept]);
    expect(await byId(a, old)).toEqual([]);
    expect(await byId(kept)).toMatchObject([{ user_aliases: [alias(`kept ${a}`)] }]);
    expect(await wishes()).toHaveLength(2);
    await undo((await newestMerge()).id);

    expect([await byId(a, kept, old), await wishes()]).toEqual(before);
    expect(await hark.rows('select 1 from merged_group_wish')).toEqual([]);
  });

  it('what a profile wished without a number takes effect when a merge gives it one', async () => {
    const [external_id, phone] = [someId(), somebody()];
    await track({
      attributes: [
        { external_id, subscription_groups: [{ subscription_group_id: hark.news, subscription_state: 'subscribed' }] },
        { phone },
      ],
    });

    await post('/users/identify', {
      phone_numbers_to_identify: [{ external_id, phone, prioritization: ['unidentified'] }],
    });

    expect(await byPhone(phone)).toMatchObject([{ external_id }]);
    expect(await hark.status(hark.news, phone)).toBe('Subscribed');
  });

  it('lists merges newest first, page by page', async () => {
    const all = (await hark.request('GET', '/admin/merges?limit=500')).body;
    const first = (await hark.request('GET', '/admin/merges?limit=3')).body;
    const second = (await hark.request('GET', `/admin/merges?limit=3&cursor=${first.next_cursor as string}`)).body;

    expect(all.next_cursor).toBeNull();
    expect([...first.merges, ...second.merges]).toEqual(all.merges.slice(0, 6));
    const { gone_braze_id } = all.merges[0] as Exported;
    const ofOne = (await hark.request('GET', `/admin/merges?braze_id=${String(gone_braze_id)}`)).body;
    expect(ofOne).toEqual({ merges: [all.merges[0]], next_cursor: null });
  });

  describe('at once', () => {
    it('identify and STOP: one person, out of the group, with every event', async () => {
      for (let round = 0; round < 10; round += 1) {
        const { phone, external_id } = await twoPeople();
        await Promise.all([
          identify(external_id, alias(phone, 'phone')),
          hark.text(phone, 'STOP'),
          hark.text(phone, 'COUPONS'),
        ]);

        const users = await byPhone(phone);
        expect(users).toHaveLength(1);
        expect(users[0]).toMatchObject({ external_id, user_aliases: [alias(phone, 'phone'), {}] });
        expect(users[0]!['custom_events']).toContainEqual(
          expect.objectContaining({ name: 'sms_response_Promo_custom', count: 2 }),
        );
        expect(await hark.status(hark.promo, phone)).toBe('Unsubscribed');
      }
    });

    it('many identify calls for one alias: one of them has the person', async () => {
      const phone = somebody();
      await hark.text(phone, 'START');
      const ids = Array.from({ length: 12 }, someId);
      await track({ attributes: ids.slice(0, 6).map((external_id) => ({ external_id })) });

      const answers = await Promise.all(ids.map((id) => identify(id, alias(phone, 'phone'))));

      expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 201));
      const users = await byPhone(phone);
      expect(users).toMatchObject([{ user_aliases: [alias(phone, 'phone')] }]);
      expect(ids).toContain(users[0]!['external_id']);
    });

    it('merges a into b and b into c: nothing is lost in either order', async () => {
      for (let round = 0; round < 10; round += 1) {
        const ids = [someId(), someId(), someId()] as const;
        const [a, b, c] = ids;
        await track({ events: ids.map((external_id) => event({ external_id }, 'e', 1)) });

        const answers = await Promise.all([merge([a, b]), merge([b, c])]);

        expect(answers.map(({ status }) => status)).toEqual([202, 202]);
        const users = await byId(a, b, c);
        const counts = users.map((user) => (user['custom_events'] as { count: number }[])[0]!.count);
        expect(counts.reduce((sum, count) => sum + count)).toBe(3);
        expect(users.map(({ external_id }) => external_id)).not.toContain(b);
      }
    });

    it('a merge and a text that finds the person by an alias the merge does not name: the event is not lost', async () => {
      for (let round = 0; round < 10; round += 1) {
        const [gone, kept, number] = [someId(), someId(), somebody()];
        await track({ attributes: [{ external_id: gone, phone: somebody() }, { external_id: kept }] });
        await post('/users/alias/new', { user_aliases: [{ external_id: gone, ...alias(number, 'phone') }] });

        await Promise.all([hark.text(number, 'COUPONS'), merge([gone, kept])]);

        expect(await byId(kept)).toMatchObject([
          { custom_events: [{ name: 'sms_response_Promo_custom', count: 1 }], user_aliases: [alias(number, 'phone')] },
        ]);
      }
    });

    it('both directions of one merge: one person stays', async () => {
      const [a, b] = [someId(), someId()];
      await track({ attributes: [{ external_id: a }, { external_id: b }] });

      const answers = await Promise.all([merge([a, b]), merge([b, a]), merge([a, b]), merge([b, a])]);

      expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
      expect(await byId(a, b)).toHaveLength(1);
    });

    it('five undos of one merge: one has an effect', async () => {
      const { phone, external_id, anonymousUser, knownUser } = await twoPeople();
      await identify(external_id, alias(phone, 'phone'));
      const { id } = await newestMerge();

      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => undo(id)));

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
      expect([...(await byPhone(phone)), ...(await byId(external_id))]).toEqual([anonymousUser, knownUser]);
    });

    it('a rename and the birth of somebody with the new id: one person has it', async () => {
      for (let round = 0; round < 5; round += 1) {
        const [old, wanted] = [someId(), someId()];
        await track({ attributes: [{ external_id: old }] });

        const [renamed] = await Promise.all([
          post('/users/external_ids/rename', {
            external_id_renames: [{ current_external_id: old, new_external_id: wanted }],
          }),
          track({ attributes: [{ external_id: wanted, x: 1 }] }),
        ]);

        const users = await byId(wanted);
        expect(users).toMatchObject([{ custom_attributes: { x: 1 } }]);
        expect(await byId(old)).toHaveLength(1);
        expect(renamed.status).toBe(201);
      }
    });
  });

  describe('deleting', () => {
    it('removes everything of a person and of those merged into it, and keeps that the number left', async () => {
      const { phone, external_id, anonymousUser, knownUser } = await twoPeople();
      await hark.text(phone, 'STOP');
      await identify(external_id, alias(phone, 'phone'));
      const { id } = await newestMerge();

      const { status, body } = await post('/users/delete', { user_aliases: [alias(phone, 'phone')] });

      expect([status, body]).toEqual([201, { deleted: 1, message: 'success' }]);
      const ids = [anonymousUser['braze_id'], knownUser['braze_id']];
      for (const table of ['profile', 'profile_alias', 'custom_event', 'event_summary', 'purchase', 'purchase_summary'])
        expect(await hark.rows(`select 1 from ${table} where braze_id = any($1::text[])`, [ids])).toEqual([]);
      expect(await hark.rows('select 1 from profile_merge where id = $1', [id])).toEqual([]);
      expect((await undo(id)).status).toBe(404);
      expect(await hark.rows('select 1 from consent_change where number = $1', [phone])).toEqual([]);

      await track({ attributes: [{ external_id, phone }] });
      expect(await byId(external_id)).not.toMatchObject([{ braze_id: knownUser['braze_id'] }]);
      expect(await hark.status(hark.promo, phone)).not.toBe('Subscribed');
    });

    it('leaves the consent of a number that somebody else still has', async () => {
      const [phone, one, other] = [somebody(), someId(), someId()];
      await track({ attributes: [one, other].map((external_id) => ({ external_id, phone })) });
      await hark.text(phone, 'STOP');

      await post('/users/delete', { external_ids: [one] });

      expect(await hark.status(hark.promo, phone)).toBe('Unsubscribed');
      expect(await byPhone(phone)).toMatchObject([{ external_id: other }]);
    });

    it.each<[string, (email: string) => object, string[]]>([
      ['the identified', (email) => ({ email, prioritization: ['identified'] }), ['anonymous']],
      [
        'nobody when it is not clear whom',
        (email) => ({ email, prioritization: ['unidentified'] }),
        ['anonymous', 'identified'],
      ],
    ])('chooses by prioritization: %s', async (_, address, left) => {
      const email = `${someId()}@x.com`;
      const external_id = someId();
      await track({ attributes: [{ external_id, email, kind: 'identified' }] });
      if (left.length === 1)
        await track({
          attributes: [{ user_alias: alias(email), _update_existing_only: false, email, kind: 'anonymous' }],
        });
      else
        for (const n of [1, 2])
          await track({
            attributes: [
              { user_alias: alias(`${n} ${email}`), _update_existing_only: false, email, kind: 'anonymous' },
            ],
          });

      const { body } = await post('/users/delete', { email_addresses: [address(email)] });

      expect(body).toEqual({ deleted: 1, message: 'success' });
      const users = (await hark.exportBy({ email_address: email })) as { custom_attributes: { kind: string } }[];
      expect([...new Set(users.map(({ custom_attributes }) => custom_attributes.kind))].sort()).toEqual(left);
    });

    it.each<[string, object]>([
      ['two kinds', { external_ids: ['a'], braze_ids: ['aaaaaaaaaaaaaaaaaaaaaaaa'] }],
      ['no kind', {}],
      ['51 ids', { external_ids: Array(51).fill('a') }],
      ['only ids that are none', { external_ids: [true, {}] }],
    ])('%s are refused', async (_, body) => {
      expect((await post('/users/delete', body)).status).toBe(400);
    });

    it('takes null and empty arrays of other kinds for absent', async () => {
      const { status, body } = await post('/users/delete', {
        external_ids: ['nobody', ''],
        user_aliases: [],
        braze_ids: null,
      });

      expect([status, body]).toEqual([
        201,
        { deleted: 1, errors: ["1: 'external_ids' is not valid"], message: 'success' },
      ]);
    });
  });
});
