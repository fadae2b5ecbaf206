import { bootHark, type TestHark } from '../support/hark.js';

/** The routes about who is who, beyond the numbered cases of the contract, on the whole product over real HTTP. */
describe('the routes about who is who', () => {
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
  const byAlias = async (name: string, label?: string) =>
    (await hark.exportBy({ user_aliases: [alias(name, label)] })) as Record<string, unknown>[];
  const anonymous = (name: string, fields: object = {}, label = 'crm') =>
    track({ user_alias: alias(name, label), _update_existing_only: false, ...fields });

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
