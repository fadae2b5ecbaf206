import { bootHark, type TestHark } from '../support/hark.js';

/** The cases of contract "Braze API", section 7, about who is who, on the whole product over real HTTP. */
describe('identity cases of the contract', () => {
  let hark: TestHark;
  let people = 0;

  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());

  /** A number nobody has used in this file. */
  const somebody = (): string => `+1917444${String((people += 1)).padStart(4, '0')}`;
  /** An id nobody has used in this file. */
  const someId = (): string => `person-${(people += 1)}`;
  const post = (path: string, body: unknown) => hark.request('POST', path, { body });
  const track = (...attributes: object[]) => post('/users/track', { attributes });
  const alias = (alias_name: string, alias_label = 'crm') => ({ alias_label, alias_name });
  const byId = async (...external_ids: string[]) =>
    (await hark.exportBy({ external_ids })) as Record<string, unknown>[];
  const byAlias = async (name: string, label?: string) =>
    (await hark.exportBy({ user_aliases: [alias(name, label)] })) as Record<string, unknown>[];
  const anonymous = (name: string, fields: object = {}, label = 'crm') =>
    track({ user_alias: alias(name, label), _update_existing_only: false, ...fields });

  it('case 25: a new alias goes to the known external id', async () => {
    const external_id = someId();
    await track({ external_id });

    const { status, body } = await post('/users/alias/new', { user_aliases: [{ external_id, ...alias('a25') }] });

    expect([status, body]).toEqual([201, { aliases_processed: 1, message: 'success' }]);
    expect(await byId(external_id)).toMatchObject([{ external_id, user_aliases: [alias('a25')] }]);
  });

  it('case 26: the nested spelling makes an alias-only profile', async () => {
    const { status, body } = await post('/users/alias/new', { user_aliases: [{ user_alias: alias('a26') }] });

    expect([status, body]).toEqual([201, { aliases_processed: 1, message: 'success' }]);
    const [made] = await byAlias('a26');
    expect(made).toMatchObject({ user_aliases: [alias('a26')] });
    expect(made).not.toHaveProperty('external_id');
  });

  it('case 27: a new alias for an unknown external id changes nothing', async () => {
    const external_id = someId();

    const { status, body } = await post('/users/alias/new', { user_aliases: [{ external_id, ...alias('a27') }] });

    expect([status, body]).toEqual([201, { aliases_processed: 1, message: 'success' }]);
    expect(await byId(external_id)).toEqual([]);
    expect(await byAlias('a27')).toEqual([]);
  });

  it('case 28: 51 new aliases are refused whole', async () => {
    const user_aliases = Array.from({ length: 51 }, (_, index) => alias(`a28-${index}`));

    const { status, body } = await post('/users/alias/new', { user_aliases });

    expect([status, body]).toEqual([400, { message: 'The max number of ids per request was exceeded' }]);
    expect(await byAlias('a28-0')).toEqual([]);
  });

  it('case 29: updating an alias nobody has is a success without effect', async () => {
    const alias_updates = [{ alias_label: 'crm', old_alias_name: 'nobody', new_alias_name: 'a29' }];

    const { status, body } = await post('/users/alias/update', { alias_updates });

    expect([status, body]).toEqual([201, { aliases_processed: 1, message: 'success' }]);
    expect(await byAlias('a29')).toEqual([]);
  });

  it('case 30: identify with a number as external id gives it to the alias profile as text', async () => {
    await anonymous('a30', { first_name: 'Ada' });

    const { status, body } = await post('/users/identify', {
      aliases_to_identify: [{ external_id: 12345, user_alias: alias('a30') }],
    });

    expect([status, body]).toEqual([201, { aliases_processed: 1, message: 'success' }]);
    expect(await byId('12345')).toMatchObject([
      { external_id: '12345', first_name: 'Ada', user_aliases: [alias('a30')] },
    ]);
  });

  it('case 31: identify with an unknown alias makes nobody', async () => {
    const external_id = someId();

    const { status, body } = await post('/users/identify', {
      aliases_to_identify: [{ external_id, user_alias: alias('a31') }],
    });

    expect([status, body.aliases_processed]).toEqual([201, 1]);
    expect(await byId(external_id)).toEqual([]);
  });

  it('case 32: identify does not combine when the target has another name under the same label', async () => {
    const external_id = someId();
    await track({ external_id });
    await post('/users/alias/new', { user_aliases: [{ external_id, ...alias('a32-theirs') }] });
    await anonymous('a32', { first_name: 'Anonymous' });

    const { status } = await post('/users/identify', {
      aliases_to_identify: [{ external_id, user_alias: alias('a32') }],
    });

    expect(status).toBe(201);
    expect(await byId(external_id)).toMatchObject([{ user_aliases: [alias('a32-theirs')] }]);
    expect(await byAlias('a32')).toMatchObject([{ first_name: 'Anonymous', user_aliases: [alias('a32')] }]);
  });

  describe('with two anonymous people on one phone', () => {
    const two = async () => {
      const phone = somebody();
      const external_id = someId();
      for (const name of ['older', 'newer']) {
        hark.clock.advance(1000);
        await anonymous(`${name} ${phone}`, { phone });
      }
      return { phone, external_id };
    };
    const identify = (external_id: string, phone: string, ...prioritization: string[]) =>
      post('/users/identify', { phone_numbers_to_identify: [{ external_id, phone, prioritization }] });

    it('case 33: identify by phone, unidentified only, merges nothing', async () => {
      const { phone, external_id } = await two();

      const { status, body } = await identify(external_id, phone, 'unidentified');

      expect([status, body]).toEqual([201, { aliases_processed: 1, message: 'success' }]);
      expect(await byId(external_id)).toEqual([]);
      expect(await hark.exportBy({ phone })).toHaveLength(2);
    });

    it('case 34: with most_recently_updated beside it the newer one is identified', async () => {
      const { phone, external_id } = await two();

      await identify(external_id, phone, 'unidentified', 'most_recently_updated');

      expect(await byId(external_id)).toMatchObject([{ user_aliases: [alias(`newer ${phone}`)] }]);
      expect(await hark.exportBy({ phone })).toHaveLength(2);
    });
  });

  it('case 35: merge answers 202 and leaves one person', async () => {
    const [gone, kept] = [someId(), someId()];
    await track(
      { external_id: gone, first_name: 'Gone', last_name: 'Only' },
      { external_id: kept, first_name: 'Kept' },
    );

    const { status, body } = await post('/users/merge', {
      merge_updates: [{ identifier_to_merge: { external_id: gone }, identifier_to_keep: { external_id: kept } }],
    });

    expect([status, body]).toEqual([202, { message: 'success' }]);
    expect(await byId(gone)).toEqual([]);
    expect(await byId(kept)).toMatchObject([{ first_name: 'Kept', last_name: 'Only' }]);
  });

  const WRONG_IDENTIFIER =
    "identifiers must be objects with an 'external_id' property that is a string, 'user_alias' property that is an object, 'email' property that is a string, or 'phone' property that is a string";
  const pair = { identifier_to_merge: { external_id: 'a36' }, identifier_to_keep: { external_id: 'b36' } };
  it.each<[string, unknown, string]>([
    ['51 updates', Array(51).fill(pair), 'a single request may not contain more than 50 merge updates'],
    ['an object', {}, "'merge_updates' must be an array of objects"],
    ['nothing', undefined, "'merge_updates' must be an array of objects"],
    ['a list of texts', ['a'], "'merge_updates' must be an array of objects"],
    [
      'a third key',
      [{ ...pair, x: 1 }],
      "'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'",
    ],
    ['no identifier', [{ ...pair, identifier_to_keep: {} }], WRONG_IDENTIFIER],
    ['no identifier to keep', [{ identifier_to_merge: { external_id: 'a36' } }], WRONG_IDENTIFIER],
    ['an alias that is a text', [{ ...pair, identifier_to_keep: { user_alias: 'a' } }], WRONG_IDENTIFIER],
    ['two identifiers', [{ ...pair, identifier_to_keep: { external_id: 'a', email: 'e@x.com' } }], WRONG_IDENTIFIER],
  ])('case 36: merge with %s is refused and merges nothing', async (_, merge_updates, message) => {
    await track({ external_id: 'a36' }, { external_id: 'b36' });

    const { status, body } = await post('/users/merge', { merge_updates });

    expect([status, body]).toEqual([400, { message }]);
    expect(await byId('a36', 'b36')).toHaveLength(2);
  });

  it('case 37: delete counts ids nobody has', async () => {
    const { status, body } = await post('/users/delete', { external_ids: [400, 401, 402] });

    expect([status, body]).toEqual([201, { deleted: 3, message: 'success' }]);
  });

  it('cases 38 and 39: a renamed id leads to the person everywhere until it is removed', async () => {
    const phone = somebody();
    await track({ external_id: 'abc', phone });
    await hark.text(phone, 'START');

    const renamed = await post('/users/external_ids/rename', {
      external_id_renames: [{ current_external_id: 'abc', new_external_id: 'foo' }],
    });
    expect([renamed.status, renamed.body]).toEqual([
      201,
      {
        rename_errors: [],
        external_ids: [{ current_external_id: 'abc', new_external_id: 'foo' }],
        message: 'success',
      },
    ]);

    const exported = await post('/users/export/ids', { external_ids: ['abc'] });
    expect(exported.body).toMatchObject({ users: [{ external_id: 'foo' }] });
    expect(exported.body).not.toHaveProperty('invalid_user_ids');
    await track({ external_id: 'abc', first_name: 'Found' });
    expect(await byId('foo')).toMatchObject([{ external_id: 'foo', first_name: 'Found' }]);
    const status = (id: string) =>
      hark.request('GET', `/subscription/status/get?subscription_group_id=${hark.promo}&external_id[]=${id}`);
    expect((await status('abc')).body.status).toEqual({ abc: 'Subscribed' });
    await anonymous('a38', { last_name: 'Identified' });
    await post('/users/identify', { aliases_to_identify: [{ external_id: 'abc', user_alias: alias('a38') }] });
    expect(await byId('foo')).toMatchObject([{ last_name: 'Identified', external_id: 'foo' }]);

    const removed = await post('/users/external_ids/remove', { external_ids: ['abc'] });
    expect([removed.status, removed.body]).toEqual([
      201,
      { removed_ids: ['abc'], removal_errors: [], message: 'success' },
    ]);
    expect(await byId('abc')).toEqual([]);
    expect((await status('abc')).body.status).toEqual({ abc: 'Unknown' });
    expect(await byId('foo')).toHaveLength(1);
  });

  it('case 87: a stray external id inside user_alias links nobody', async () => {
    const made = await post('/users/alias/new', { user_aliases: [alias('n87@x.com')] });
    const user_alias = { ...alias('n87@x.com'), external_id: '587' };
    const described = await track({ user_alias, email: 'n87@x.com' });

    expect([made.status, described.status]).toEqual([201, 201]);
    expect(await byAlias('n87@x.com')).toMatchObject([{ email: 'n87@x.com' }]);
    expect(await byId('587')).toEqual([]);
  });

  it('case 90: fifty aliases with numbers as ids, half of them unknown', async () => {
    const entries = Array.from({ length: 50 }, (_, index) => ({
      external_id: 900_000 + index,
      user_alias: alias(`a90-${index}`),
    }));
    const known = entries.filter((_, index) => index % 2 === 0);
    await post('/users/alias/new', { user_aliases: known.map(({ user_alias }) => user_alias) });

    const { status, body } = await post('/users/identify', { aliases_to_identify: entries });

    expect([status, body]).toEqual([201, { aliases_processed: 50, message: 'success' }]);
    const found = await byId(...entries.map(({ external_id }) => String(external_id)));
    expect(found.map(({ external_id }) => external_id)).toEqual(known.map(({ external_id }) => String(external_id)));
  });

  it.each<[path: string, permission: string, body: object, status: number]>([
    ['/users/alias/new', 'users.alias.new', { user_aliases: [] }, 201],
    ['/users/alias/update', 'users.alias.update', { alias_updates: [] }, 201],
    ['/users/identify', 'users.identify', { aliases_to_identify: [] }, 201],
    ['/users/merge', 'users.merge', { merge_updates: [] }, 202],
    ['/users/delete', 'users.delete', { external_ids: [] }, 201],
    ['/users/external_ids/rename', 'users.external_ids.rename', { external_id_renames: [] }, 201],
    ['/users/external_ids/remove', 'users.external_ids.remove', { external_ids: [] }, 201],
  ])('%s wants the permission %s and no other', async (path, permission, body, status) => {
    const withOnly = async (...permissions: string[]) => {
      const made = await post('/admin/api_keys', { name: path, permissions });
      const headers = { authorization: `Bearer ${made.body.key as string}` };
      return hark.request('POST', path, { body, headers });
    };

    expect(await withOnly('users.track', 'users.export.ids')).toMatchObject({
      status: 403,
      body: { message: 'Access Denied' },
    });
    expect(await withOnly(permission)).toMatchObject({ status, body: { message: 'success' } });
  });

  it('a part of the entries refused: the others count, and the faults are strings', async () => {
    const { status, body } = await post('/users/alias/new', {
      user_aliases: [alias('partly'), { alias_label: 'crm' }],
    });

    expect([status, body]).toEqual([
      201,
      { aliases_processed: 1, errors: ["1: 'alias_name' is required"], message: 'success' },
    ]);
  });

  it('all of the entries refused: 400 with the faults', async () => {
    const { status, body } = await post('/users/identify', {
      emails_to_identify: [{ external_id: 'e', email: 'e@x.com' }],
    });

    expect([status, body]).toEqual([
      400,
      {
        message:
          "Valid data must be provided in the 'aliases_to_identify', 'emails_to_identify' or 'phone_numbers_to_identify' fields.",
        errors: ["emails_to_identify[0]: 'prioritization' is required"],
      },
    ]);
  });

  it('a changed alias is found by its new name only', async () => {
    await anonymous('before', { first_name: 'Renamed' });

    await post('/users/alias/update', {
      alias_updates: [{ alias_label: 'crm', old_alias_name: 'before', new_alias_name: 'after' }],
    });

    expect(await byAlias('before')).toEqual([]);
    expect(await byAlias('after')).toMatchObject([{ first_name: 'Renamed', user_aliases: [alias('after')] }]);
  });

  it('two people whose names change places in one request', async () => {
    await anonymous('left', { first_name: 'Left' });
    await anonymous('right', { first_name: 'Right' });

    const { status } = await post('/users/alias/update', {
      alias_updates: [
        { alias_label: 'crm', old_alias_name: 'left', new_alias_name: 'between' },
        { alias_label: 'crm', old_alias_name: 'right', new_alias_name: 'left' },
        { alias_label: 'crm', old_alias_name: 'between', new_alias_name: 'right' },
      ],
    });

    expect(status).toBe(201);
    expect(await byAlias('left')).toMatchObject([{ first_name: 'Right' }]);
    expect(await byAlias('right')).toMatchObject([{ first_name: 'Left' }]);
  });

  it('a renamed id can be linked in track, and user/status answers under the current one', async () => {
    const [old, current, number] = [someId(), someId(), somebody()];
    await track({ external_id: old, email: `${old}@x.com` });
    await post('/users/external_ids/rename', {
      external_id_renames: [{ current_external_id: old, new_external_id: current }],
    });
    await hark.text(number, 'START');

    const linked = await track({ external_id: old, user_alias: alias(number, 'phone') });

    expect(linked.body).toEqual({ attributes_processed: 1, message: 'success' });
    expect(await byAlias(number, 'phone')).toMatchObject([{ external_id: current, phone: number }]);
    const status = await hark.request('GET', `/subscription/user/status?external_id=${old}`);
    expect(status.body.users).toMatchObject([
      { external_id: current, subscription_groups: [{ status: 'Subscribed' }] },
    ]);
  });
});
