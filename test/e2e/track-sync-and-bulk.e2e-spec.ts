import { bootHark, type TestHark } from '../support/hark.js';

const TIME = '2026-11-20T10:00:00Z';
const P = '+19173337578';

let hark: TestHark;

beforeAll(async () => {
  hark = await bootHark();
});

afterAll(() => hark.close());

beforeEach(() =>
  hark.rows('truncate track_log, profile, profile_alias, custom_event, event_summary, purchase_summary'),
);

const post = async (path: string, body: unknown) => {
  const answer = await hark.request('POST', path, { body });
  return [answer.status, answer.body] as const;
};
const keyWith = async (permissions: string[]) => {
  const made = await hark.request('POST', '/admin/api_keys', { body: { name: permissions.join(), permissions } });
  return { authorization: `Bearer ${made.body.key}` };
};

describe('POST /users/track/sync', () => {
  const sync = (body: unknown) => post('/users/track/sync', body);

  it('answers with the custom attributes of the request as they are stored now', async () => {
    await sync({ attributes: [{ external_id: 'xyz123', visits: 40, other: 'not asked', gone: 1 }] });
    const [status, body] = await sync({
      attributes: [
        {
          external_id: 'xyz123',
          visits: { inc: 2 },
          gone: null,
          fruit: ['kiwi', 'kiwi'],
          day: '2026-09-15',
          first_name: 'Z',
        },
      ],
    });

    expect([status, body]).toEqual([
      201,
      {
        users: [
          {
            external_id: 'xyz123',
            custom_attributes: { visits: 42, gone: null, fruit: ['kiwi'], day: '2026-09-15T00:00:00.000Z' },
          },
        ],
        message: 'success',
      },
    ]);
  });

  it('changes objects inside of attributes, and lists of them', async () => {
    const pets = [
      { id: 1, name: 'Gus', breed: 'beagle' },
      { id: 2, name: 'Gerald' },
    ];
    await sync({ attributes: { external_id: 'owner', pets, song: { title: 'Solea', plays: { week: 1, year: 9 } } } });
    const gus = { $identifier_key: 'id', $identifier_value: 1 };
    const [, changed] = await sync({
      attributes: {
        external_id: 'owner',
        _merge_objects: true,
        song: { plays: { week: 2 }, title: null, heard: { $time: '2026-09-15' } },
        pets: {
          $add: [{ id: 3, name: 'Doug' }],
          $update: [{ ...gus, $new_object: { breed: 'corgi' } }],
          $remove: [{ ...gus, $identifier_value: 2 }],
        },
      },
    });
    const [, tooLarge] = await sync({ attributes: { external_id: 'owner', song: { note: 'x'.repeat(110_000) } } });

    const song = { plays: { week: 2, year: 9 }, heard: '2026-09-15T00:00:00.000Z' };
    expect(changed.users[0].custom_attributes).toEqual({
      song,
      pets: [
        { id: 1, name: 'Gus', breed: 'corgi' },
        { id: 3, name: 'Doug' },
      ],
    });
    expect(tooLarge.users[0].custom_attributes).toEqual({ song });
    expect((await hark.request('GET', '/admin/track_log?reason=value_does_not_fit')).body.track_log).toHaveLength(1);
  });

  it('answers with the event counted in all, the person named as in the request', async () => {
    const event = { email: 'test@example.com', name: 'rented_movie' };
    await sync({ events: [{ ...event, time: '2022-01-01' }] });
    await sync({ events: [{ ...event, name: 'another', time: '2022-01-01' }] });

    expect(await sync({ events: [{ ...event, time: '2022-12-06T19:20:45+01:00' }] })).toEqual([
      201,
      {
        users: [
          {
            email: 'test@example.com',
            custom_events: [
              { name: 'rented_movie', first: '2022-01-01T00:00:00.000Z', last: '2022-12-06T18:20:45.000Z', count: 2 },
            ],
          },
        ],
        message: 'success',
      },
    ]);
  });

  it('answers with the purchase counted in all', async () => {
    const user_alias = { alias_name: 'device123', alias_label: 'my_device_identifier' };
    await sync({ attributes: [{ user_alias, _update_existing_only: false, x: 1 }] });
    const [, body] = await sync({
      purchases: [{ user_alias, product_id: 'Completed Order', currency: 'USD', price: 219.98, time: TIME }],
    });

    expect(body).toEqual({
      users: [
        {
          user_alias,
          purchase_events: [
            {
              product_id: 'Completed Order',
              first: '2026-11-20T10:00:00.000Z',
              last: '2026-11-20T10:00:00.000Z',
              count: 1,
            },
          ],
        },
      ],
      message: 'success',
    });
  });

  it('links, and takes the object without an array around it', async () => {
    const user_alias = { alias_label: 'phone', alias_name: P };
    await sync({ attributes: { user_alias, phone: P, _update_existing_only: false, from: 'sms' } });

    expect(await sync({ attributes: { user_alias, external_id: 'u1', from: 'web' } })).toEqual([
      201,
      { users: [{ external_id: 'u1', user_alias, custom_attributes: { from: 'web' } }], message: 'success' },
    ]);
  });

  it.each([
    ['an unknown alias', { attributes: [{ user_alias: { alias_label: 'l', alias_name: 'n' }, x: 1 }] }],
    ['nobody to update', { events: [{ external_id: 'zz', name: 'e', time: TIME, _update_existing_only: true }] }],
    ['push tokens of nobody', { attributes: [{ push_token_import: true }] }],
  ])('names nobody when there is nobody: %s', async (_, body) => {
    expect(await sync(body)).toEqual([201, { users: [], message: 'success' }]);
    expect((await hark.request('GET', '/admin/track_log')).body.track_log).toMatchObject([
      { route: '/users/track/sync' },
    ]);
  });

  it.each([
    ['two attributes', { attributes: [{ external_id: 'a' }, { external_id: 'b' }] }],
    ['one of each', { attributes: [{ external_id: 'a' }], events: [{ external_id: 'a', name: 'e', time: TIME }] }],
    ['none', {}],
    ['a bad one', { events: [{ external_id: 'a' }] }],
  ])('refuses %s', async (_, body) => {
    const [status, answer] = await sync(body);

    expect([status, typeof answer.message]).toEqual([400, 'string']);
    expect(await hark.rows('select 1 from profile')).toEqual([]);
  });

  it('needs its own permission', async () => {
    const body = { attributes: [{ external_id: 'a', x: 1 }] };
    const statuses = [];
    for (const permission of ['users.track.sync', 'users.track'])
      statuses.push(
        (await hark.request('POST', '/users/track/sync', { body, headers: await keyWith([permission]) })).status,
      );

    expect(statuses).toEqual([201, 403]);
  });
});

describe('POST /users/track/bulk', () => {
  const bulk = (body: unknown) => post('/users/track/bulk', body);
  const people = (count: number, from = 0, more: object = {}) =>
    Array.from({ length: count }, (_, index) => ({ external_id: `p${from + index}`, x: 1, ...more }));
  const number = (index: number) => `+1415${String(5_000_000 + index)}`;
  const countOf = async (table: string) =>
    (await hark.rows<{ count: number }>(`select count(*)::int from ${table}`))[0]?.count;

  it('takes a thousand objects in all, and answers like /users/track', async () => {
    const body = {
      attributes: [...people(500), { external_id: 'bad', email: 'no' }],
      events: Array.from({ length: 499 }, (_, index) => ({ external_id: `p${index}`, name: 'e', time: TIME })),
    };

    expect(await bulk(body)).toEqual([
      201,
      {
        attributes_processed: 500,
        events_processed: 499,
        errors: [
          {
            type: "The value provided for the 'email' field is not a valid email.",
            input_array: 'attributes',
            index: 500,
          },
        ],
        message: 'success',
      },
    ]);
    expect([await countOf('profile'), await countOf('custom_event')]).toEqual([500, 499]);
  });

  it('refuses one object more, and applies nothing', async () => {
    const events = [{ external_id: 'p0', name: 'e', time: TIME }];

    expect(await bulk({ attributes: people(1000), events })).toEqual([400, { message: 'Max Input Length Exceeded' }]);
    expect(await countOf('profile')).toBe(0);
  });

  it('takes a hundred objects for one person, and refuses one more whatever names the person goes by', async () => {
    const same = Array.from({ length: 100 }, (_, index) => ({ external_id: 'a', email: 'a@x.com', k: index }));

    expect((await bulk({ attributes: same }))[0]).toBe(201);
    expect(await bulk({ attributes: [...same, { email: 'a@x.com', k: -1 }] })).toEqual([
      400,
      { message: 'A single request may not contain more than 100 objects for one user' },
    ]);
    expect(await hark.rows('select custom_attributes from profile')).toEqual([{ custom_attributes: { k: 99 } }]);
  });

  it('refuses a body above 2 MB with 413, while /users/track takes it', async () => {
    const body = { attributes: people(20, 0, { note: 'x'.repeat(110_000) }) };

    expect(await bulk(body)).toEqual([413, { message: 'Request body too large' }]);
    expect((await post('/users/track', body))[0]).toBe(201);
  });

  it('needs its own permission', async () => {
    const headers = await keyWith(['users.track']);

    expect((await hark.request('POST', '/users/track/bulk', { body: { attributes: people(1) }, headers })).status).toBe(
      403,
    );
  });

  it('survives many thousand new people at once, beside ordinary requests and texts', async () => {
    const wish = [{ subscription_group_id: hark.promo, subscription_state: 'subscribed' }];
    const crowd = (request: number) =>
      Array.from({ length: 1000 }, (_, index) => ({
        external_id: `b${request}-${index}`,
        phone: number(request * 1000 + index),
        subscription_groups: wish,
      }));
    const ordinary = (request: number) =>
      Array.from({ length: 75 }, (_, index) => ({
        external_id: `o${request}-${index}`,
        phone: number(90_000 + index),
      }));
    const bulks = Array.from({ length: 8 }, (_, request) => bulk({ attributes: crowd(request) }));
    const others = Array.from({ length: 20 }, (_, request) => post('/users/track', { attributes: ordinary(request) }));
    const texts = Array.from({ length: 10 }, (_, index) => hark.text(number(index), 'STOP'));

    expect((await Promise.all([...bulks, ...others])).map(([status]) => status)).toEqual(
      Array.from({ length: 28 }, () => 201),
    );
    await Promise.all(texts);
    // The texts made people of their own where they came first.
    expect(await countOf('profile where external_id is not null')).toBe(8000 + 20 * 75);
    expect(await hark.status(hark.promo, number(7999))).toBe('Subscribed');
  });
});
