import { bootHark, type TestHark } from '../support/hark.js';

const NUMBER = '+19173337578';
const TIED = '+19173337579';
const UNKNOWN_NUMBER = '+19173337570';
const alias = (alias_name: string, alias_label = 'crm') => ({ alias_label, alias_name });
const ada = { external_id: 'ada' };
const anonymous = (name: string, label?: string) => ({ user_alias: alias(name, label), _update_existing_only: false });
/** Whoever has no external id; of several nobody in particular. */
const unidentified = ['unidentified'];
const identified = ['identified'];

/** What a row is expected to say beside its route. */
interface Expected {
  readonly reason: string;
  readonly input_array: string;
  readonly index: number;
  /** The name by which the row can be found. */
  readonly found: string;
  readonly kind: string;
}
type Row = [route: string, body: object, expected: Expected];

const expected = (reason: string, place: string, kind: string, found: string): Expected => {
  const [input_array = '', index = ''] = place.split(' ');
  return { reason, input_array, index: Number(index), kind, found };
};
const merge = (toMerge: object, toKeep: object) => ({
  merge_updates: [{ identifier_to_merge: toMerge, identifier_to_keep: toKeep }],
});
const identify = (list: string, entry: object) => ({ [list]: [entry] });
const rename = (current_external_id: string, new_external_id: string) => ({
  external_id_renames: [{ current_external_id, new_external_id }],
});
const updateAlias = (old_alias_name: string, new_alias_name: string) => ({
  alias_updates: [{ alias_label: 'crm', old_alias_name, new_alias_name }],
});

/** Requests about who is who that are accepted and do nothing: each leaves one row. */
describe('why did nothing happen to who is who?', () => {
  let hark: TestHark;

  const post = (path: string, body: unknown) => hark.request('POST', path, { body });
  const log = async (query = '') => (await hark.request('GET', `/admin/track_log${query}`)).body;
  const counted = async (reason: string) => {
    const { text } = await hark.request('GET', '/metrics');
    return Number(new RegExp(`hark_track_no_effect_total\\{reason="${reason}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
  };
  const people = () =>
    hark.rows('select p::text from profile p union all select a::text from profile_alias a order by 1');

  /** Ada (before: `countess`), Bob, three without an external id of whom two share a number. */
  const populate = async () => {
    await hark.rows('truncate track_log, profile, profile_alias, profile_former_id');
    await post('/users/track', {
      attributes: [
        { external_id: 'countess', email: 'ada@x.com' },
        { external_id: 'bob' },
        { ...anonymous('anon'), phone: NUMBER },
        { ...anonymous('one'), phone: TIED },
        { ...anonymous('two'), phone: TIED },
      ],
    });
    await post('/users/external_ids/rename', rename('countess', 'ada'));
    await post('/users/alias/new', { user_aliases: [{ ...ada, ...alias('ada-crm') }] });
  };

  beforeAll(async () => {
    hark = await bootHark();
  });
  beforeEach(populate);
  afterAll(() => hark.close());

  it('people made, named and renamed leave nothing', async () => {
    expect((await log()).track_log).toEqual([]);
  });

  it.each<Row>([
    [
      '/users/alias/new',
      { user_aliases: [{ external_id: 'zz', ...alias('n') }] },
      expected('unknown_external_id', 'user_aliases 0', 'external_id', 'zz'),
    ],
    [
      '/users/alias/new',
      { user_aliases: [{ external_id: 'bob', ...alias('ada-crm') }] },
      expected('alias_taken', 'user_aliases 0', 'alias', 'ada-crm'),
    ],
    [
      '/users/alias/new',
      { user_aliases: [{ user_alias: alias('anon') }] },
      expected('alias_taken', 'user_aliases 0', 'alias', 'anon'),
    ],
    [
      '/users/alias/new',
      { user_aliases: [{ ...ada, ...alias('another') }] },
      expected('label_taken', 'user_aliases 0', 'external_id', 'ada'),
    ],
    [
      '/users/alias/new',
      { user_aliases: [{ ...ada, ...alias('ada-crm') }] },
      expected('unchanged', 'user_aliases 0', 'alias', 'ada-crm'),
    ],
    [
      '/users/alias/update',
      updateAlias('nobody', 'n'),
      expected('unknown_alias', 'alias_updates 0', 'alias', 'nobody'),
    ],
    ['/users/alias/update', updateAlias('anon', 'one'), expected('alias_taken', 'alias_updates 0', 'alias', 'one')],
    ['/users/alias/update', updateAlias('anon', 'anon'), expected('same_name', 'alias_updates 0', 'alias', 'anon')],
    [
      '/users/identify',
      identify('aliases_to_identify', { external_id: 'new', user_alias: alias('nobody') }),
      expected('unknown_alias', 'aliases_to_identify 0', 'alias', 'nobody'),
    ],
    [
      '/users/identify',
      identify('aliases_to_identify', { external_id: 'new', user_alias: alias('ada-crm') }),
      expected('already_identified', 'aliases_to_identify 0', 'alias', 'ada-crm'),
    ],
    [
      '/users/identify',
      identify('aliases_to_identify', { external_id: 'ada', user_alias: alias('ada-crm') }),
      expected('unchanged', 'aliases_to_identify 0', 'alias', 'ada-crm'),
    ],
    [
      '/users/identify',
      identify('aliases_to_identify', { external_id: 'ada', user_alias: alias('anon') }),
      expected('not_combined', 'aliases_to_identify 0', 'alias', 'anon'),
    ],
    [
      '/users/identify',
      identify('phone_numbers_to_identify', { external_id: 'ada', phone: NUMBER, prioritization: unidentified }),
      expected('not_combined', 'phone_numbers_to_identify 0', 'phone', NUMBER),
    ],
    [
      '/users/identify',
      identify('phone_numbers_to_identify', { external_id: 'new', phone: TIED, prioritization: unidentified }),
      expected('several_match', 'phone_numbers_to_identify 0', 'phone', TIED),
    ],
    [
      '/users/identify',
      identify('emails_to_identify', { external_id: 'new', email: 'ADA@x.com', prioritization: unidentified }),
      expected('none_match', 'emails_to_identify 0', 'email', 'ada@x.com'),
    ],
    [
      '/users/identify',
      identify('emails_to_identify', { external_id: 'new', email: 'Nobody@x.com', prioritization: unidentified }),
      expected('nobody', 'emails_to_identify 0', 'email', 'nobody@x.com'),
    ],
    [
      '/users/merge',
      merge({ external_id: 'zz' }, ada),
      expected('unknown_external_id', 'merge_updates 0', 'external_id', 'zz'),
    ],
    [
      '/users/merge',
      merge(ada, { external_id: 'zz' }),
      expected('unknown_external_id', 'merge_updates 0', 'external_id', 'zz'),
    ],
    [
      '/users/merge',
      merge({ user_alias: alias('nobody') }, ada),
      expected('unknown_alias', 'merge_updates 0', 'alias', 'nobody'),
    ],
    [
      '/users/merge',
      merge({ email: 'nobody@x.com', prioritization: identified }, ada),
      expected('nobody', 'merge_updates 0', 'email', 'nobody@x.com'),
    ],
    [
      '/users/merge',
      merge({ phone: TIED, prioritization: unidentified }, ada),
      expected('several_match', 'merge_updates 0', 'phone', TIED),
    ],
    [
      '/users/merge',
      merge({ phone: TIED, prioritization: identified }, ada),
      expected('none_match', 'merge_updates 0', 'phone', TIED),
    ],
    [
      '/users/merge',
      merge({ user_alias: alias('ada-crm') }, ada),
      expected('same_person', 'merge_updates 0', 'alias', 'ada-crm'),
    ],
    ['/users/delete', { external_ids: ['zz'] }, expected('unknown_external_id', 'external_ids 0', 'external_id', 'zz')],
    ['/users/delete', { user_aliases: [alias('zz')] }, expected('unknown_alias', 'user_aliases 0', 'alias', 'zz')],
    [
      '/users/delete',
      { braze_ids: ['0'.repeat(24)] },
      expected('unknown_braze_id', 'braze_ids 0', 'braze_id', '0'.repeat(24)),
    ],
    [
      '/users/delete',
      { phone_numbers: [{ phone: UNKNOWN_NUMBER, prioritization: unidentified }] },
      expected('nobody', 'phone_numbers 0', 'phone', UNKNOWN_NUMBER),
    ],
    [
      '/users/delete',
      { phone_numbers: [{ phone: TIED, prioritization: unidentified }] },
      expected('several_match', 'phone_numbers 0', 'phone', TIED),
    ],
    [
      '/users/delete',
      { email_addresses: [{ email: 'ada@x.com', prioritization: unidentified }] },
      expected('none_match', 'email_addresses 0', 'email', 'ada@x.com'),
    ],
    [
      '/users/external_ids/rename',
      rename('zz', 'new'),
      expected('unknown_external_id', 'external_id_renames 0', 'external_id', 'zz'),
    ],
    [
      '/users/external_ids/rename',
      rename('ada', 'ada'),
      expected('same_name', 'external_id_renames 0', 'external_id', 'ada'),
    ],
    [
      '/users/external_ids/rename',
      rename('countess', 'new'),
      expected('former_external_id', 'external_id_renames 0', 'external_id', 'countess'),
    ],
    [
      '/users/external_ids/rename',
      rename('ada', 'bob'),
      expected('external_id_taken', 'external_id_renames 0', 'external_id', 'bob'),
    ],
    [
      '/users/external_ids/remove',
      { external_ids: ['zz'] },
      expected('unknown_external_id', 'external_ids 0', 'external_id', 'zz'),
    ],
    [
      '/users/external_ids/remove',
      { external_ids: ['ada'] },
      expected('current_external_id', 'external_ids 0', 'external_id', 'ada'),
    ],
  ])('%s %j', async (route, body, { found, kind, ...row }) => {
    const before = { people: await people(), count: await counted(row.reason) };
    const { status } = await post(route, body);
    const { track_log } = await log(`?identifier=${encodeURIComponent(found)}`);

    expect(status).toBe(route === '/users/merge' ? 202 : 201);
    expect(track_log).toEqual([
      {
        ...row,
        id: expect.any(String),
        key_id: expect.any(String),
        received_at: hark.clock.now().toISOString(),
        route,
        explanation: expect.stringMatching(/\.$/),
        identifier: { kind, fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) },
        subscription_group_id: null,
      },
    ]);
    expect((await log()).track_log).toHaveLength(1);
    expect(await counted(row.reason)).toBe(before.count + 1);
    expect(await people()).toEqual(before.people);
  });

  it('each entry keeps its own place, beside those refused and those with an effect', async () => {
    await post('/users/alias/new', { user_aliases: [{}, { ...alias('fresh') }, { external_id: 'zz', ...alias('n') }] });
    await post('/users/identify', {
      aliases_to_identify: [{ external_id: 'new' }, { external_id: 'new', user_alias: alias('anon') }],
      emails_to_identify: [{}, { external_id: 'x', email: 'nobody@x.com', prioritization: identified }],
    });
    await post('/users/external_ids/rename', {
      external_id_renames: [{}, ...rename('bob', 'rob').external_id_renames, ...rename('zz', 'z').external_id_renames],
    });
    await post('/users/delete', { external_ids: [true, 'rob', 'rob'] });

    expect((await log()).track_log).toMatchObject([
      { route: '/users/delete', input_array: 'external_ids', index: 2, reason: 'unknown_external_id' },
      { route: '/users/external_ids/rename', input_array: 'external_id_renames', index: 2 },
      { route: '/users/identify', input_array: 'emails_to_identify', index: 1, reason: 'nobody' },
      { route: '/users/alias/new', input_array: 'user_aliases', index: 2, reason: 'unknown_external_id' },
    ]);
  });

  it('a request refused whole leaves nothing, and no name is kept', async () => {
    await post('/users/alias/new', { user_aliases: [{}] });
    await post('/users/merge', merge({ external_id: 'zz' }, {}));
    expect((await log()).track_log).toEqual([]);

    await post('/users/delete', { external_ids: ['Secret-Name'] });
    const [row] = await hark.rows<{ text: string }>('select track_log::text as text from track_log');
    expect(row!.text).not.toMatch(/secret/i);
  });
});
