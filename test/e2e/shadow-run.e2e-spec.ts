import { bootHark, type TestHark } from '../support/hark.js';

const DAY_MS = 24 * 3_600_000;

/** A proposed set of keywords over a seeded history, on the whole product. */
describe('a shadow run', () => {
  let hark: TestHark;
  const ANN = '+19175550001';
  const BOB = '+19175550002';
  const CLEO = '+19175550003';
  const coupons = { category: 'custom', name: 'coupons', keywords: ['COUPONS'], reply: 'Ten percent off.' };

  beforeAll(async () => {
    hark = await bootHark();
    hark.clock.advance(-100 * DAY_MS);
    await hark.text(ANN, 'deals');
    hark.clock.advance(80 * DAY_MS);
    await hark.text(ANN, 'START');
    await hark.text(ANN, 'Deals');
    await hark.text(BOB, 'coupons');
    await hark.text(BOB, 'hello');
    await hark.text(CLEO, 'leave');
    await hark.text(CLEO, 'STOP');
    await hark.text(CLEO, 'deals', { to: '66666' });
    hark.clock.advance(19 * DAY_MS);
    await hark.text(BOB, 'DEALS ');
  });
  afterAll(() => hark.close());

  const run = (body: object, group = hark.promo) =>
    hark.request('POST', `/admin/subscription_groups/${group}/keywords/shadow`, { body });
  const proposal = [
    { category: 'custom', name: 'deals', keywords: ['DEALS'], reply: 'Here they are.' },
    { category: 'opt_out', keywords: ['LEAVE'] },
  ];
  /** Every table with its number of rows and the transactions that wrote them; the ledger's sealer works on its own. */
  const everything = () =>
    hark.rows(
      `select relname, query_to_xml(
                format('select count(*) as rows, sum(xmin::text::bigint) as writers from %I', relname), false, true, '')::text
         from pg_stat_user_tables where relname !~ 'seal' order by relname`,
    );

  it('lists exactly the texts that would have been read otherwise, newest first', async () => {
    const answer = await run({ categories: proposal });

    expect(answer.status).toBe(200);
    const { differences, ...totals } = answer.body;
    expect(totals).toEqual({
      days: 30,
      since: new Date(hark.clock.now().getTime() - 30 * 24 * 3_600_000).toISOString(),
      complete: true,
      texts: 7,
      changed: 4,
      summary: [
        { before: 'other', after: 'custom:deals', texts: 2 },
        { before: 'other', after: 'opt_out', texts: 1 },
        { before: 'custom:coupons', after: 'other', texts: 1 },
      ],
    });
    expect(
      differences.map((each: Record<string, { category: string }>) => [
        each['from'],
        each['body'],
        each['before']?.category,
        each['after']?.category,
      ]),
    ).toEqual([
      [BOB, 'DEALS ', 'other', 'custom'],
      [CLEO, 'leave', 'other', 'opt_out'],
      [BOB, 'coupons', 'custom', 'other'],
      [ANN, 'Deals', 'other', 'custom'],
    ]);
    const { id } = await hark.lastText(BOB);
    expect(differences[0]).toEqual({
      id,
      from: BOB,
      to: '55555',
      body: 'DEALS ',
      received_at: expect.any(String),
      category_then: 'other',
      before: { category: 'other', custom_category: null, rule: 'none', matched_keyword: null },
      after: { category: 'custom', custom_category: 'deals', rule: 'exact', matched_keyword: 'DEALS' },
    });
  });

  it('finds nothing to change in the set the group has', async () => {
    expect((await run({ categories: [coupons] })).body).toMatchObject({ texts: 7, changed: 0, differences: [] });
  });

  it('looks back as far as asked and lists as many as asked', async () => {
    const since = new Date(hark.clock.now().getTime() - 2 * 24 * 3_600_000).toISOString();
    expect((await run({ categories: proposal, days: 2 })).body).toMatchObject({
      ...{ days: 2, since, complete: true, texts: 1, changed: 1 },
    });
    const long = await run({ categories: proposal, days: 365, limit: 1 });
    expect([long.body.texts, long.body.changed, long.body.differences.length]).toEqual([8, 5, 1]);
  });

  it('reads each text as the sender it came to was at the time', async () => {
    const [sender] = await hark.rows<{ id: string }>(`select id from sender where address = '55555'`);
    const activated = (keywords_activated: boolean) =>
      hark.request('PATCH', `/admin/senders/${sender!.id}`, { body: { keywords_activated } });
    expect((await activated(false)).status).toBe(200);

    expect((await run({ categories: proposal })).body.changed).toBe(4);

    await activated(true);
  });

  it('leaves everything as it was', async () => {
    const keywords = (await hark.request('GET', `/admin/subscription_groups/${hark.promo}/keywords`)).body;
    const before = await everything();

    await run({ categories: proposal, days: 365 });

    expect(await everything()).toEqual(before);
    expect((await hark.request('GET', `/admin/subscription_groups/${hark.promo}/keywords`)).body).toEqual(keywords);
    expect(await hark.status(hark.promo, CLEO)).toBe('Unsubscribed');
  });

  it.each<[string, object, string]>([
    ['days', { days: 366 }, `'days'`],
    ['days that are no number', { days: '30' }, `'days'`],
    ['a limit', { limit: 1001 }, `'limit'`],
    ['no categories', { categories: undefined }, `'categories'`],
    ['a word that means two things', { categories: [{ category: 'help', keywords: ['STOP'] }] }, 'keywords[0]'],
  ])('refuses %s by name', async (_label, changes, name) => {
    const answer = await run({ categories: proposal, ...changes });

    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(name)]);
  });

  it('knows no group of another workspace', async () => {
    expect((await run({ categories: [] }, '01900000-0000-7000-8000-00000000dead')).status).toBe(404);
    expect((await run({ categories: [] }, 'nonsense')).status).toBe(404);
  });

  it('reads a long history page by page', async () => {
    await hark.rows(
      `with copied as (
         insert into inbound_message
         select m.workspace_id, gen_random_uuid(), m.connection_id, m.provider, 'copy-' || n, m.raw_body, m.content_type,
                m.from_raw, m.to_raw, 'deals ' || (n % 2), m.media, m.hint, m.provider_time, m.received_at, m.occurred_at
           from inbound_message m, generate_series(1, 2300) n
          where m.body = 'DEALS '
         returning *)
       insert into inbound_decision
       select d.workspace_id, c.id, d.from_number, d.status, d.error_code, d.category, d.rule, d.language, d.outcome,
              d.trace, d.decided_at
         from copied c, inbound_decision d
         join inbound_message m on m.workspace_id = d.workspace_id and m.id = d.inbound_message_id
        where m.body = 'DEALS '`,
    );
    const categories = [{ category: 'custom', name: 'deals', keywords: ['DEALS 1'] }];

    const answer = await run({ categories, limit: 1000 });

    expect(answer.body).toMatchObject({ texts: 2307 });
    expect(answer.body.summary[0]).toEqual({ before: 'other', after: 'custom:deals', texts: 1150 });
    expect(new Set(answer.body.differences.map(({ id }: { id: string }) => id)).size).toBe(1000);
  });
});
