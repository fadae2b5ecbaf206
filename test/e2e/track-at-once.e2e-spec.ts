import { bootHark, type TestHark } from '../support/hark.js';

const TIME = '2026-11-20T10:00:00.000Z';
const event = { name: 'seen', time: TIME };
const purchase = { product_id: 'p', currency: 'USD', price: 0.1, time: TIME };

/** Requests that meet at the same people, over real HTTP on the whole product. Nothing is lost and nobody sees a lock. */
describe('requests at once', () => {
  let hark: TestHark;
  let people = 0;

  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());
  beforeEach(() => {
    hark.clock.advance(10_000);
  });

  const someId = (): string => `meets-${(people += 1)}`;
  const somebody = (): string => `+1917558${String((people += 1)).padStart(4, '0')}`;
  const post = async (path: string, body: object) => {
    const { status, text } = await hark.request('POST', path, { body });
    return status < 300 ? 'accepted' : `${status} ${text}`;
  };
  const track = (body: object) => post('/users/track', body);
  const text = async (from: string, body: string) => {
    await hark.text(from, body);
    return 'accepted';
  };
  const merge = (goneId: string, keptId: string) =>
    post('/users/merge', {
      merge_updates: [{ identifier_to_merge: { external_id: goneId }, identifier_to_keep: { external_id: keptId } }],
    });
  /** All of them were accepted; the others are shown whole. */
  const allAccepted = async (requests: readonly Promise<string>[]) => {
    expect(new Set(await Promise.all(requests))).toEqual(new Set(['accepted']));
  };

  it('count fifty times what fifty requests say of one person, whatever they call it', async () => {
    const [external_id, phone] = [someId(), somebody()];
    const [email, user_alias] = [`${external_id}@x.com`, { alias_label: 'crm', alias_name: external_id }];
    await track({ attributes: [{ external_id, phone, email }] });
    await post('/users/alias/new', { user_aliases: [{ external_id, ...user_alias }] });
    const [{ braze_id }] = await hark.exportBy({ external_ids: [external_id], fields_to_export: ['braze_id'] });
    const names = [{ external_id }, { phone }, { email }, { user_alias }, { braze_id: braze_id as string }];

    await allAccepted(
      Array.from({ length: 50 }, (_, index) =>
        track({
          attributes: [{ ...names[index % 5], visits: { inc: 1 }, pages: { add: [index % 20] } }],
          events: [{ ...names[(index + 1) % 5], ...event }],
          purchases: [{ ...names[(index + 2) % 5], ...purchase }],
        }),
      ),
    );

    const [person] = await hark.exportBy({ external_ids: [external_id] });
    expect(person).toMatchObject({
      custom_attributes: { visits: 50 },
      custom_events: [{ name: 'seen', count: 50 }],
      purchases: [{ name: 'p', count: 50 }],
      total_revenue: 5,
    });
    expect(new Set(person.custom_attributes.pages)).toEqual(new Set(Array.from({ length: 20 }, (_, page) => page)));
  });

  it('keep every event when merges run in a circle, and let no two people hold a name', async () => {
    const ids = Array.from({ length: 8 }, someId);
    await track({
      attributes: ids.map((external_id) => ({ external_id, phone: somebody() })),
      events: ids.map((external_id) => ({ external_id, ...event })),
    });

    await allAccepted([
      ...ids.map((id, index) => merge(id, ids[(index + 1) % ids.length]!)),
      ...ids.map((external_id) => track({ events: [{ external_id, ...event, _update_existing_only: true }] })),
    ]);

    const events = await hark.rows<{ braze_id: string; count: string }>(
      `select braze_id, count(*) from custom_event where braze_id in (select braze_id from profile where external_id = any($1)) group by braze_id`,
      [ids],
    );
    const left = await hark.exportBy({ external_ids: ids, fields_to_export: ['braze_id', 'custom_events'] });
    const shown = left.map(({ braze_id, custom_events }) => [braze_id, String(custom_events[0].count)]);
    expect(new Map(shown as [string, string][])).toEqual(new Map(events.map((row) => [row.braze_id, row.count])));
    const total = events.reduce((sum, { count }) => sum + Number(count), 0);
    expect(total).toBeGreaterThanOrEqual(ids.length);
    expect(
      await hark.rows(
        `select 1 from custom_event e where not exists (select from profile p where p.braze_id = e.braze_id)`,
      ),
    ).toEqual([]);
  });

  it('identify, STOP, an increment, another group and free words: one person, out of the group', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [phone, external_id] = [somebody(), someId()];
      await hark.text(phone, 'START');
      if (round % 2 === 0) await track({ attributes: [{ external_id }] });
      hark.clock.advance(10_000);
      const user_alias = { alias_label: 'phone', alias_name: phone };

      await allAccepted([
        post('/users/identify', { aliases_to_identify: [{ external_id, user_alias }] }),
        text(phone, 'STOP'),
        track({ attributes: [{ external_id, visits: { inc: 1 } }] }),
        post('/subscription/status/set', {
          ...{ subscription_group_id: hark.news, subscription_state: 'subscribed' },
          phone,
        }),
        text(phone, 'what time do you open'),
      ]);

      const found = await hark.exportBy({ phone, external_ids: [external_id] });
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ external_id, user_aliases: [user_alias], custom_attributes: { visits: 1 } });
      expect([await hark.status(hark.promo, phone), await hark.status(hark.news, phone)]).toEqual([
        'Unsubscribed',
        'Subscribed',
      ]);
    }
  });

  it('link four aliases of one label to one external id: one has it, three are told', async () => {
    const external_id = someId();
    const aliases = Array.from({ length: 4 }, () => ({ alias_label: 'crm', alias_name: someId() }));
    await post('/users/alias/new', { user_aliases: aliases });

    const answers = await Promise.all(
      aliases.map((user_alias) =>
        hark.request('POST', '/users/track', { body: { attributes: [{ user_alias, external_id }] } }),
      ),
    );

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.flatMap(({ body }) => (body.errors ?? []) as { type: string }[]).map(({ type }) => type)).toEqual(
      Array(3).fill(`'user_alias' could not be combined`),
    );
    const [person] = await hark.exportBy({ external_ids: [external_id] });
    expect(person.user_aliases).toHaveLength(1);
  });

  it('describe, merge and delete the same few people again and again: the ones who find them gone make them anew', async () => {
    const ids = Array.from({ length: 12 }, someId);
    const one = (place: number) => ids[place % ids.length]!;
    /** Each keeps asking one thing after the other, so that all of them meet everywhere. */
    const keepsAsking = async (ask: (round: number) => Promise<string>) => {
      for (let round = 0; round < 12; round += 1) expect(await ask(round)).toBe('accepted');
    };

    await Promise.all([
      ...Array.from({ length: 8 }, (_, client) =>
        keepsAsking((round) =>
          track({
            attributes: ids.map((_, index) => ({ external_id: one(index * 5 + client + round), x: { inc: 1 } })),
          }),
        ),
      ),
      ...Array.from({ length: 6 }, (_, client) =>
        keepsAsking((round) => merge(one(client + round), one(client * 3 + round * 2 + 1))),
      ),
      ...Array.from({ length: 6 }, (_, client) =>
        keepsAsking((round) => post('/users/delete', { external_ids: [one(client * 2 + round)] })),
      ),
    ]);
  });

  it('delete, rename, name, merge, text and describe one person: each is accepted, and nothing is torn', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [a, b, phone] = [someId(), someId(), somebody()];
      await track({ attributes: [{ external_id: a, phone }] });

      await allAccepted([
        post('/users/delete', { external_ids: [a] }),
        track({ attributes: [{ external_id: a, x: { inc: 1 } }], events: [{ external_id: a, ...event }] }),
        post('/users/external_ids/rename', { external_id_renames: [{ current_external_id: a, new_external_id: b }] }),
        text(phone, 'STOP'),
        post('/users/alias/new', { user_aliases: [{ external_id: a, alias_label: 'crm', alias_name: a }] }),
        merge(a, b),
        track({ attributes: [{ phone, x: { inc: 1 } }] }),
      ]);
    }

    const torn = (table: string) =>
      hark.rows(`select 1 from ${table} t where not exists (select from profile p where p.braze_id = t.braze_id)`);
    for (const table of ['profile_alias', 'profile_former_id', 'event_summary', 'purchase_summary'])
      expect([table, await torn(table)]).toEqual([table, []]);
  });
});
