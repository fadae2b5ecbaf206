import { randomBytes } from 'node:crypto';
import { bootIdentity, type IdentityApp, PROMO } from '../support/identity.js';

const P = '+19173337578';
const TIME = '2026-11-20T10:00:00Z';
const NOTHING_ACCEPTABLE = "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";
const TWO_IDENTIFIERS = "You must specify only one of 'external_id', 'user_alias' or 'braze_id'";
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

  it('case 3: one attribute, one event and one purchase of a numeric external id', async () => {
    const { status, body } = await app.track({
      attributes: [{ external_id: 1, first_name: 'A' }],
      events: [{ external_id: 1, name: 'seen', time: TIME }],
      purchases: [{ external_id: 1, product_id: 'p', currency: 'USD', price: 9.99, quantity: 2, time: TIME }],
    });

    expect([status, body]).toEqual([
      201,
      { attributes_processed: 1, events_processed: 1, purchases_processed: 1, message: 'success' },
    ]);
    expect(await app.profiles()).toMatchObject([{ external_id: '1', first_name: 'A', total_revenue: '19.98' }]);
  });

  it('case 4: empty arrays are no arrays', async () => {
    const { status, body } = await app.track({ attributes: [{ external_id: 'a', x: 1 }], events: [], purchases: [] });

    expect([status, body]).toEqual([201, { attributes_processed: 1, message: 'success' }]);
  });

  it('case 5: bad objects do not stop the others', async () => {
    const { status, body } = await attributes(
      { external_id: 'a', x: 1 },
      { external_id: 'b', email_subscribe: 'yes' },
      { external_id: 'c', x: 1 },
      { external_id: 'd', push_subscribe: 'no' },
      { external_id: 'e', braze_id: '0'.repeat(24) },
    );

    expect([status, body]).toEqual([
      201,
      {
        attributes_processed: 2,
        errors: [
          {
            type: "'email_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'",
            input_array: 'attributes',
            index: 1,
          },
          {
            type: "'push_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'",
            input_array: 'attributes',
            index: 3,
          },
          { type: TWO_IDENTIFIERS, input_array: 'attributes', index: 4 },
        ],
        message: 'success',
      },
    ]);
    expect((await app.profiles()).map(({ external_id }) => external_id).sort()).toEqual(['a', 'c']);
  });

  it('case 6: one event about nobody', async () => {
    const { status, body } = await app.track({ events: [{ name: 'seen', time: TIME }] });

    expect([status, body]).toEqual([
      400,
      {
        message: NOTHING_ACCEPTABLE,
        errors: [
          {
            type: "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required",
            input_array: 'events',
            index: 0,
          },
        ],
      },
    ]);
    expect(await app.profiles()).toEqual([]);
  });

  it('case 7: a good event beside a bad purchase', async () => {
    const { status, body } = await app.track({
      events: [{ external_id: 'a', name: 'seen', time: TIME }],
      purchases: [{ external_id: 'a', product_id: 'p', currency: 'USD', price: 1, quantity: 0, time: TIME }],
    });

    expect([status, body]).toEqual([
      201,
      {
        events_processed: 1,
        purchases_processed: 0,
        errors: [{ type: "'quantity' is not valid", input_array: 'purchases', index: 0 }],
        message: 'success',
      },
    ]);
    expect(app.road.last.events).toMatchObject([{ name: 'seen', time: new Date(TIME) }]);
  });

  const many = (count: number) => Array.from({ length: count }, (_, index) => ({ external_id: `m${index}`, x: 1 }));

  it('case 8: 76 attributes are too many, and none is applied', async () => {
    const { status, body } = await app.track({ attributes: many(76) });

    expect([status, body]).toEqual([400, { message: 'Max Input Length Exceeded' }]);
    expect(await app.profiles()).toEqual([]);
  });

  it('case 9: 75 attributes and 75 events', async () => {
    const events = many(75).map(({ external_id }) => ({ external_id, name: 'seen', time: TIME }));
    const { status, body } = await app.track({ attributes: many(75), events });

    expect([status, body]).toEqual([201, { attributes_processed: 75, events_processed: 75, message: 'success' }]);
    expect(await app.profiles()).toHaveLength(75);
  });

  it.each([{}, { attributes: [], events: [], purchases: [] }, [], { attributes: 'x' }])(
    'case 10: nothing in %j',
    async (sent) => {
      const { status, body } = await app.track(sent);

      expect([status, body]).toEqual([400, { message: NOTHING_ACCEPTABLE }]);
    },
  );

  it('cases 11 and 12: a phone alone makes an anonymous profile without an alias, and finds it again', async () => {
    expect((await attributes({ phone: '4155552671', first_name: 'A' })).status).toBe(201);
    const [made] = await app.profiles();
    expect(made).toMatchObject({
      external_id: null,
      phone_e164: '+14155552671',
      phone_unformatted: '4155552671',
      phone_valid: true,
      first_name: 'A',
    });
    expect(await app.aliases()).toEqual([]);

    expect((await attributes({ phone: '4155552671', first_name: 'B' })).status).toBe(201);
    expect(await app.profiles()).toMatchObject([{ braze_id: made!.braze_id, first_name: 'B' }]);
  });

  it('case 13: the email decides, the phone is written', async () => {
    await attributes({ external_id: '1', email: 'E@x.com' }, { external_id: '2', phone: '+442071838750' });

    expect((await attributes({ email: 'e@x.com', phone: '+442071838750', first_name: 'N' })).status).toBe(201);

    const profiles = await app.profiles();
    expect(profiles).toHaveLength(2);
    expect(profiles.find(({ external_id }) => external_id === '1')).toMatchObject({
      phone_e164: '+442071838750',
      first_name: 'N',
      email: 'E@x.com',
    });
    expect(profiles.find(({ external_id }) => external_id === '2')).toMatchObject({ first_name: null, email: null });
  });

  it('case 14: an unknown external id never falls back to the phone', async () => {
    await attributes({ external_id: 'old', phone: P });

    expect((await attributes({ external_id: 'new', phone: P })).status).toBe(201);

    expect((await app.profiles()).map(({ phone_e164 }) => phone_e164)).toEqual([P, P]);
  });

  it('case 15: an unknown alias makes nobody, silently', async () => {
    const { status, body } = await attributes({ user_alias: phoneAlias('+19990000000'), x: 1 });

    expect([status, body]).toEqual([201, { attributes_processed: 1, message: 'success' }]);
    expect(await app.profiles()).toEqual([]);
  });

  it('case 16: an unknown alias with leave to create makes an alias-only profile', async () => {
    const user_alias = phoneAlias('+19990000000');
    expect((await attributes({ user_alias, x: 1, _update_existing_only: false })).status).toBe(201);

    const [made] = await app.profiles();
    expect(made).toMatchObject({ external_id: null, phone_e164: null, custom_attributes: { x: 1 } });
    expect(await app.aliases()).toEqual([{ label: 'phone', name: '+19990000000', braze_id: made!.braze_id }]);
  });

  it('cases 17 and 18: an alias and an external id in one object make the anonymous profile a customer, once', async () => {
    const brazeId = await anonymousWithAlias();
    const link = { user_alias: phoneAlias(P), external_id: 'u1', first_name: 'Z' };

    const { status, body } = await attributes(link);
    expect([status, body]).toEqual([201, { attributes_processed: 1, message: 'success' }]);
    const [linked] = await app.profiles();
    expect(linked).toMatchObject({ braze_id: brazeId, external_id: 'u1', phone_e164: P, first_name: 'Z' });
    expect(await app.aliases()).toEqual([{ label: 'phone', name: P, braze_id: brazeId }]);
    expect(app.road.last.merged).toEqual([]);

    app.clock.advance(60_000);
    expect((await attributes(link)).status).toBe(201);
    expect(await app.profiles()).toEqual([linked]);
  });

  it('case 19: when the external id has a profile, the two become one and their events are counted together', async () => {
    const anonymous = await anonymousWithAlias();
    await app.track({
      attributes: [{ external_id: 'u1', email: 'u1@x.com', points: 1, first_name: 'Kept' }],
      events: [
        { external_id: 'u1', name: 'seen', time: '2026-11-18T10:00:00Z' },
        { user_alias: phoneAlias(P), name: 'seen', time: '2026-11-19T10:00:00Z' },
      ],
    });
    await attributes({ braze_id: anonymous, first_name: 'Gone', last_name: 'Filled', points: 2, colour: 'blue' });

    expect((await attributes({ user_alias: phoneAlias(P), external_id: 'u1', city: 'Rome' })).status).toBe(201);

    const [left, ...others] = await app.profiles();
    expect(others).toEqual([]);
    expect(left).toMatchObject({
      external_id: 'u1',
      email: 'u1@x.com',
      phone_e164: P,
      first_name: 'Kept',
      last_name: 'Filled',
      custom_attributes: { points: 1, colour: 'blue', city: 'Rome' },
    });
    expect(await app.aliases()).toEqual([{ label: 'phone', name: P, braze_id: left!.braze_id }]);
    expect(app.road.last.merged).toEqual([{ keptId: left!.braze_id, goneId: anonymous }]);
    expect(await app.exported({ external_ids: ['u1'] })).toMatchObject([
      {
        custom_events: [
          { name: 'seen', first: '2026-11-18T10:00:00.000Z', last: '2026-11-19T10:00:00.000Z', count: 2 },
        ],
      },
    ]);
  });

  it('case 20: an alias of one customer is not given to another', async () => {
    await anonymousWithAlias();
    await attributes({ user_alias: phoneAlias(P), external_id: 'u1' });
    const before = await app.profiles();

    const { status, body } = await attributes({ user_alias: phoneAlias(P), external_id: 'u2', x: 1 });

    expect([status, body]).toEqual([
      400,
      {
        message: NOTHING_ACCEPTABLE,
        errors: [
          {
            type: "'user_alias' already belongs to a user with a different 'external_id'",
            input_array: 'attributes',
            index: 0,
          },
        ],
      },
    ]);
    expect(await app.profiles()).toEqual(before);
  });

  it('case 20, among others: the refusal lowers the count and the rest is applied', async () => {
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

  it.each(['events', 'purchases'])('case 22: %s never link', async (kind) => {
    await anonymousWithAlias();
    const before = await app.profiles();
    const object = { user_alias: phoneAlias(P), external_id: 'u1', name: 'n', product_id: 'p', time: TIME };

    const { status, body } = await app.track({ [kind]: [object] });

    expect(status).toBe(400);
    expect(body).toEqual({
      message: NOTHING_ACCEPTABLE,
      errors: [{ type: TWO_IDENTIFIERS, input_array: kind, index: 0 }],
    });
    expect(await app.profiles()).toEqual(before);
  });

  it('case 23: null erases', async () => {
    await attributes({ external_id: 'a', phone: P, favourite: 'tea', other: 1 });

    expect((await attributes({ external_id: 'a', phone: null, favourite: null })).status).toBe(201);

    expect(await app.profiles()).toMatchObject([
      { phone_e164: null, phone_unformatted: null, phone_valid: null, custom_attributes: { other: 1 } },
    ]);
    expect(app.road.last.phoneChanges).toHaveLength(1);
  });

  it('case 24: increments add up, adding again moves to the end', async () => {
    await attributes({ external_id: 'a', k: { inc: 2 }, t: { add: ['a', 'b'] } }, { external_id: 'a', k: { inc: 2 } });
    await attributes({ external_id: 'a', t: { add: ['a'] } });

    expect(await app.exported({ external_ids: ['a'] })).toMatchObject([{ custom_attributes: { k: 4, t: ['b', 'a'] } }]);
  });

  it('case 40: a numeric id is exported as text', async () => {
    await attributes({ external_id: 12345, x: 1 });

    const { status, body } = await app.request('POST', '/users/export/ids', { body: { external_ids: [12345] } });

    const [made] = await app.profiles();
    expect(status).toBe(201);
    expect(body).toEqual({
      users: [
        {
          created_at: '2026-11-22T12:01:00.000Z',
          external_id: '12345',
          user_aliases: [],
          appboy_id: made!.braze_id,
          braze_id: made!.braze_id,
          random_bucket: expect.any(Number) as number,
          custom_attributes: { x: 1 },
        },
      ],
      message: 'success',
    });
  });

  it('case 41: an unknown id is named', async () => {
    const { status, body } = await app.request('POST', '/users/export/ids', { body: { external_ids: ['zz'] } });

    expect([status, body]).toEqual([201, { users: [], invalid_user_ids: ['zz'], message: 'success' }]);
  });

  it('case 42: everybody on a phone is exported', async () => {
    await attributes({ external_id: 'a', phone: P }, { external_id: 'b', phone: P });

    const users = await app.exported({ phone: P });

    expect(users.map(({ external_id, phone }) => [external_id, phone]).sort()).toEqual([
      ['a', P],
      ['b', P],
    ]);
  });

  it('case 74: both columns of a possible but not valid number', async () => {
    expect((await attributes({ external_id: 'a', phone: '+1 (724) 123-4567' })).status).toBe(201);

    expect(await app.profiles()).toMatchObject([
      { phone_unformatted: '17241234567', phone_e164: '+17241234567', phone_valid: false },
    ]);
  });

  it('case 86: attributes run first, so the event finds the profile they made', async () => {
    const user_alias = { alias_label: 'basket', alias_name: 'n@x.com' };
    const { status, body } = await app.track({
      attributes: [{ user_alias, email: 'n@x.com', _update_existing_only: false }],
      events: [{ user_alias, name: 'e', time: TIME }],
    });

    expect([status, body]).toEqual([201, { attributes_processed: 1, events_processed: 1, message: 'success' }]);
    const [made] = await app.profiles();
    expect(app.road.last.events).toMatchObject([{ brazeId: made!.braze_id, name: 'e' }]);
  });

  it('case 89: null and empty identifiers are absent, and only the wanted fields come back', async () => {
    await attributes({ external_id: 'a', email: 'a@x.com', first_name: 'A' });

    const users = await app.exported({
      email_address: null,
      user_aliases: [],
      external_ids: ['a'],
      fields_to_export: ['email', 'external_id', 'nonsense'],
    });

    expect(users).toEqual([{ email: 'a@x.com', external_id: 'a' }]);
  });

  it('case 95: a bad group state refuses the object', async () => {
    const subscription_groups = [{ subscription_group_id: PROMO.id, subscription_state: 'maybe' }];
    const { status, body } = await attributes({ external_id: 'a', subscription_groups });

    expect(status).toBe(400);
    expect(body).toMatchObject({
      errors: [{ type: "'subscription_state' must be 'subscribed' or 'unsubscribed'", index: 0 }],
    });
    expect(await app.profiles()).toEqual([]);
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

  it('case 21: an alias beside an external id is one identifier too many', async () => {
    const object = { user_alias: phoneAlias(P), external_id: 'u1', first_name: 'Z' };
    const { status, body } = await app.track({ attributes: [object] });

    expect([status, body]).toEqual([
      400,
      {
        message: NOTHING_ACCEPTABLE,
        errors: [{ type: TWO_IDENTIFIERS, input_array: 'attributes', index: 0 }],
      },
    ]);
    expect(await app.profiles()).toEqual([]);
  });

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
