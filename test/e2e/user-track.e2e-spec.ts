import { randomBytes } from 'node:crypto';
import { bootIdentity, type IdentityApp, PROMO } from '../support/identity.js';

const P = '+19173337578';
const TIME = '2026-11-20T10:00:00Z';
const phoneAlias = (name: string) => ({ alias_label: 'phone', alias_name: name });

describe('POST /users/track and /users/export/ids', () => {
  let app: IdentityApp;

  beforeAll(async () => {
    app = await bootIdentity();
  });

  afterAll(() => app.close());

  beforeEach(() => app.empty());

  const attributes = (...objects: Record<string, unknown>[]) => app.track({ attributes: objects });

  /** What an unknown number's START leaves behind. */
  const anonymousWithAlias = async (name = P): Promise<string> => {
    const user_alias = phoneAlias(name);
    await attributes({ user_alias, phone: name, _update_existing_only: false });
    const owner = (await app.aliases()).find((alias) => alias.name === name);
    return owner!.braze_id;
  };

  it('a refused link among others: the refusal lowers the count and the rest is applied', async () => {
    await anonymousWithAlias();
    await attributes({ user_alias: phoneAlias(P), external_id: 'u1' });

    const { status, body } = await attributes(
      { user_alias: phoneAlias(P), external_id: 'u2', x: 1 },
      { external_id: 'u3', x: 1 },
    );

    expect(status).toBe(201);
    expect(body).toMatchObject({ attributes_processed: 1, errors: [{ index: 0 }] });
    expect((await app.profiles()).map(({ external_id }) => external_id).sort()).toEqual(['u1', 'u3']);
  });

  it('link case f: a customer with another name under the label keeps it, and the two stay two', async () => {
    await anonymousWithAlias();
    await anonymousWithAlias('+12408884782');
    await attributes({ user_alias: phoneAlias('+12408884782'), external_id: 'u1' });
    const before = await app.profiles();

    const { status, body } = await attributes({ user_alias: phoneAlias(P), external_id: 'u1', x: 1 });

    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ type: "'user_alias' could not be combined", index: 0 }] });
    expect(await app.profiles()).toEqual(before);
  });

  it('stores identifiers of the longest size, whatever they are made of', async () => {
    const noise = (bytes: number) => randomBytes(bytes).toString('base64').slice(0, bytes);
    const user_alias = { alias_label: noise(987), alias_name: noise(987) };
    const email = `${noise(200).replace(/[^a-z]/g, 'x')}@x.com`;

    const { status, body } = await attributes(
      { user_alias, email, _update_existing_only: false },
      { external_id: noise(987), phone: '1'.repeat(5000) },
      { user_alias: { ...user_alias, alias_name: noise(988) }, _update_existing_only: false },
    );

    expect([status, body]).toMatchObject([201, { attributes_processed: 2, errors: [{ index: 2 }] }]);
    expect(await app.exported({ user_aliases: [user_alias], fields_to_export: ['email'] })).toEqual([{ email }]);
  });

  it('tells subscriptions of wishes with the number the profile has after the request', async () => {
    const subscription_groups = [{ subscription_group_id: PROMO.id.toUpperCase(), subscription_state: 'subscribed' }];
    await attributes({ external_id: 'a', subscription_groups }, { external_id: 'a', phone: P });

    expect(app.road.last.groupWishes.map((wish) => [wish.groupId, wish.number?.e164()])).toEqual([[PROMO.id, P]]);
    expect(app.road.last.phoneChanges.map(({ before, after }) => [before, after?.e164()])).toEqual([[null, P]]);
  });

  it('counts fifty increments that arrive at once, on a profile that none of them found', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => attributes({ external_id: 'hot', visits: { inc: 1 } })),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 201));
    expect(await app.profiles()).toMatchObject([{ external_id: 'hot', custom_attributes: { visits: 50 } }]);
  });

  it('refuses an export of nobody and of too many', async () => {
    const nobody = await app.request('POST', '/users/export/ids', { body: { external_ids: [], phone: null } });
    const tooMany = await app.request('POST', '/users/export/ids', {
      body: { external_ids: Array.from({ length: 51 }, String) },
    });

    expect(nobody.status).toBe(400);
    expect([tooMany.status, tooMany.body]).toEqual([
      400,
      { message: 'The max number of ids per request was exceeded' },
    ]);
  });
});

describe('POST /users/track with strict settings', () => {
  let app: IdentityApp;

  beforeAll(async () => {
    app = await bootIdentity({ TRACK_ALIAS_LINK: 'off', TRACK_LIMIT_MODE: 'combined', EXPORT_PHONE_STYLE: 'digits' });
  });

  afterAll(() => app.close());

  it('counts the limit over all three arrays', async () => {
    const attributes = Array.from({ length: 40 }, (_, index) => ({ external_id: `${index}` }));
    const events = Array.from({ length: 36 }, () => ({ external_id: 'a', name: 'seen', time: TIME }));

    expect((await app.track({ attributes, events })).body).toEqual({ message: 'Max Input Length Exceeded' });
  });

  it('exports phones as digits', async () => {
    await app.track({ attributes: [{ external_id: 'a', phone: P }] });

    expect(await app.exported({ external_ids: ['a'], fields_to_export: ['phone'] })).toEqual([{ phone: P.slice(1) }]);
  });
});
