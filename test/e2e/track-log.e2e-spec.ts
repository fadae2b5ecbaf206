import type { Config } from '../../src/config/config.js';
import { bootHark, type TestHark } from '../support/hark.js';

const P = '+19173337578';
const TIME = '2026-11-20T10:00:00Z';
const DAY_MS = 24 * 3_600_000;
const alias = (name: string, label = 'phone') => ({ alias_label: label, alias_name: name });

let hark: TestHark;

beforeAll(async () => {
  hark = await bootHark();
});

afterAll(() => hark.close());

const track = async (body: object) => (await hark.request('POST', '/users/track', { body })).body;
const log = async (query = '', of = hark) => (await of.request('GET', `/admin/track_log${query}`)).body;
const counted = async (reason: string) => {
  const { text } = await hark.request('GET', '/metrics');
  return Number(new RegExp(`hark_track_no_effect_total\\{reason="${reason}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
};

describe('why did nothing happen?', () => {
  beforeEach(() => hark.rows('truncate track_log, profile, profile_alias'));

  it('an object for an unknown alias is answered like any other, and leaves its reason', async () => {
    const before = await counted('unknown_alias');
    const answer = await track({
      attributes: [
        { external_id: 'a', x: 1 },
        { user_alias: alias('+19990000000'), x: 1 },
      ],
      events: [{ user_alias: alias('+19990000000'), name: 'seen', time: TIME }],
    });
    const { track_log, next_cursor } = await log();

    expect(answer).toEqual({ attributes_processed: 2, events_processed: 1, message: 'success' });
    expect(next_cursor).toBeNull();
    expect(track_log).toEqual([
      expect.objectContaining({ input_array: 'events', index: 0, reason: 'unknown_alias' }),
      {
        id: expect.any(String),
        received_at: hark.clock.now().toISOString(),
        route: '/users/track',
        key_id: expect.any(String),
        input_array: 'attributes',
        index: 1,
        reason: 'unknown_alias',
        explanation:
          'Nobody has this alias. In `/users/track`, `_update_existing_only: false` would have made somebody.',
        identifier: { kind: 'alias', fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) },
        subscription_group_id: null,
      },
    ]);
    expect(await counted('unknown_alias')).toBe(before + 2);
  });

  it.each<[reason: string, object: object]>([
    ['unknown_braze_id', { braze_id: '0'.repeat(24), x: 1 }],
    ['update_existing_only', { external_id: 'nobody', _update_existing_only: true, x: 1 }],
    ['update_existing_only', { email: 'nobody@x.com', _update_existing_only: true }],
    ['update_existing_only', { phone: '+442071838750', _update_existing_only: true }],
    ['unknown_alias', { user_alias: alias('nobody'), external_id: 'u1', x: 1 }],
    ['push_token_import', { push_token_import: true, push_tokens: [{ app_id: 'x', token: 'y' }] }],
    ['nothing_to_apply', { external_id: 'ada' }],
    ['nothing_to_apply', { external_id: 'ada', time_zone: 'Mars/Olympus', phone: 'n/a' }],
    ['unchanged', { external_id: 'ada', first_name: 'Ada', title: 'countess' }],
    ['value_does_not_fit', { external_id: 'ada', title: { inc: 1 } }],
    ['value_does_not_fit', { external_id: 'ada', title: { add: ['x'] } }],
  ])('%s: %j', async (reason, object) => {
    await track({ attributes: [{ external_id: 'ada', first_name: 'Ada', title: 'countess' }] });
    const answer = await track({ attributes: [object] });

    expect(answer).toEqual({ attributes_processed: 1, message: 'success' });
    expect((await log()).track_log).toMatchObject([{ reason, input_array: 'attributes', index: 0 }]);
  });

  it('what had an effect leaves nothing', async () => {
    await track({
      attributes: [
        { external_id: 'a', phone: P },
        { user_alias: alias('mail-1', 'mail'), _update_existing_only: false },
        { external_id: 'a', k: { inc: 1 } },
      ],
      events: [{ external_id: 'a', name: 'seen', time: TIME }],
      purchases: [{ external_id: 'a', product_id: 'p', currency: 'USD', price: 1, time: TIME }],
    });

    expect((await log()).track_log).toEqual([]);
  });

  it('a wish for a group leaves its reason too: it waits, or came too late', async () => {
    const wish = (state: string) => [{ subscription_group_id: hark.promo, subscription_state: state }];
    await track({ attributes: [{ external_id: 'a', subscription_groups: wish('subscribed') }] });
    await track({ attributes: [{ external_id: 'b', phone: P, subscription_groups: wish('unsubscribed') }] });
    await track({ attributes: [{ external_id: 'b', subscription_groups: wish('subscribed') }] });

    expect((await log()).track_log).toMatchObject([
      { reason: 'opt_out_wins_tie', subscription_group_id: hark.promo, identifier: { kind: 'external_id' } },
      { reason: 'waits_for_number', subscription_group_id: hark.promo, identifier: { kind: 'external_id' } },
    ]);
    expect(await hark.status(hark.promo, P)).toBe('Unsubscribed');
  });

  it('a status call for nobody leaves its reason', async () => {
    const body = { subscription_group_id: hark.promo, subscription_state: 'subscribed' };
    await hark.request('POST', '/subscription/status/set', { body: { ...body, external_id: ['zz'] } });
    await hark.request('POST', '/v2/subscription/status/set', {
      body: { subscription_groups: [{ ...body, phones: ['+14155550177'] }] },
    });

    expect((await log()).track_log).toMatchObject([
      { route: '/v2/subscription/status/set', reason: 'nobody', identifier: { kind: 'phone' } },
      { route: '/subscription/status/set', reason: 'nobody', identifier: { kind: 'external_id' } },
    ]);
  });

  it('keeps no identifier, and finds a row by one', async () => {
    await track({
      attributes: [
        { user_alias: alias('+19990000001'), x: 1 },
        { email: 'Nobody@Secret.example', _update_existing_only: true },
        { phone: '(999) 123-4567', _update_existing_only: true, external_id: 'hidden-id' },
      ],
    });
    const [{ everything }] = (await hark.rows<{ everything: string }>(
      'select string_agg(track_log::text, chr(10)) as everything from track_log',
    )) as [{ everything: string }];

    expect(everything).not.toMatch(/9990000001|secret|hidden/i);
    expect((await log('?identifier=%2B19990000001')).track_log).toMatchObject([{ index: 0 }]);
    expect((await log('?identifier=+1 999 000 0001')).track_log).toMatchObject([{ index: 0 }]);
    expect((await log('?identifier=nobody@SECRET.example')).track_log).toMatchObject([{ index: 1 }]);
    expect((await log('?identifier=hidden-id')).track_log).toMatchObject([{ index: 2 }]);
    expect((await log('?identifier=somebody-else')).track_log).toEqual([]);
  });

  it('is read by reason, by time and page by page', async () => {
    const unknown = (count: number) =>
      track({ attributes: Array.from({ length: count }, (_, index) => ({ user_alias: alias(`n${index}`), x: 1 })) });
    await unknown(3);
    hark.clock.advance(60_000);
    const since = hark.clock.now().toISOString();
    await track({ attributes: [{ external_id: 'a', _update_existing_only: true }] });
    await unknown(2);

    expect((await log(`?since=${since}`)).track_log).toHaveLength(3);
    expect((await log('?reason=update_existing_only')).track_log).toHaveLength(1);
    expect((await log(`?since=${since}&reason=unknown_alias`)).track_log).toHaveLength(2);
    const pages: string[][] = [];
    for (let cursor = ''; pages.length < 9;) {
      const page = await log(`?limit=2${cursor}`);
      pages.push(page.track_log.map(({ id }: { id: string }) => id));
      if (page.next_cursor === null) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2]);
    expect(new Set(pages.flat()).size).toBe(6);
  });

  it.each(['?reason=because', '?since=yesterday', '?limit=0', '?limit=1001', '?cursor=x'])(
    'refuses %s',
    async (query) => {
      expect((await hark.request('GET', `/admin/track_log${query}`)).status).toBe(400);
    },
  );

  it('leaves nothing of a request that was refused as a whole', async () => {
    await track({ attributes: [{ push_token_import: true }], events: [{ external_id: 'a' }] });
    await track({ events: [{ external_id: 'a' }] });

    expect((await log()).track_log).toMatchObject([{ reason: 'push_token_import' }]);
  });

  it('forgets rows that are too old', async () => {
    await track({ attributes: [{ user_alias: alias('old'), x: 1 }] });
    hark.clock.advance(31 * DAY_MS);

    expect((await log('?since=2020-01-01')).track_log).toEqual([]);
    await track({ attributes: [{ user_alias: alias('new'), x: 1 }] });
    expect(await hark.rows('select count(*)::int from track_log')).toEqual([{ count: 1 }]);
  });
});

describe('the bounds of the log', () => {
  const boot = async (config: Partial<Config>) => {
    const one = await bootHark({ config });
    const send = (objects: object[]) => one.request('POST', '/users/track', { body: { attributes: objects } });
    return { one, send };
  };
  const unknown = Array.from({ length: 75 }, (_, index) => ({ user_alias: alias(`n${index}`), x: 1 }));

  it('keep the newest of each reason, so that a flood of one does not push out another', async () => {
    const { one, send } = await boot({ TRACK_LOG_MAX: 100 });
    await send([{ external_id: 'a', _update_existing_only: true }]);
    for (let round = 0; round < 10; round += 1) await send(unknown);
    const kept = await one.rows('select reason, count(*)::int from track_log group by reason order by reason');
    const [newest] = (await log('?limit=1', one)).track_log as { index: number }[];
    await one.close();

    expect(kept).toEqual([
      { reason: 'unknown_alias', count: 100 },
      { reason: 'update_existing_only', count: 1 },
    ]);
    expect(newest?.index).toBe(74);
  });

  it('hold when many requests write at once', async () => {
    const { one, send } = await boot({ TRACK_LOG_MAX: 100 });
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(unknown)));
    await send(unknown);
    const [{ count } = { count: 0 }] = await one.rows<{ count: number }>('select count(*)::int from track_log');
    await one.close();

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 201));
    expect(count).toBe(100);
  });

  it('are not needed when it is off; the counter goes on', async () => {
    const { one, send } = await boot({ TRACK_LOG: 'off' });
    await send(unknown);
    const rows = await one.rows('select 1 from track_log');
    const { text } = await one.request('GET', '/metrics');
    await one.close();

    expect(rows).toEqual([]);
    expect(text).toContain('hark_track_no_effect_total{reason="unknown_alias"} 75');
  });
});
