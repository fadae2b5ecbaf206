import { send } from '../support/app.js';
import { bootHark, type TestHark } from '../support/hark.js';
import { sendRaw } from '../support/raw-request.js';

const DAY_MS = 24 * 3_600_000;

/** The cases of contract "Braze API", section 7, that cross several rooms and belong to none. */
describe('further cases of the contract', () => {
  let hark: TestHark;
  let people = 0;

  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());

  /** A number nobody has used in this file. */
  const somebody = (): string => `+1917555${String((people += 1)).padStart(4, '0')}`;
  const asksTwice = (double_opt_in: boolean) =>
    hark.request('PATCH', `/admin/subscription_groups/${hark.news}`, { body: { double_opt_in } });

  it('cases 1 and 2: /users/track with a key nobody has, and with one that may not', async () => {
    const track = (key: string) =>
      send(hark.url, 'POST', '/users/track', {
        body: { attributes: [{ external_id: 'cases-1-2', x: 1 }] },
        headers: { authorization: `Bearer ${key}` },
      });
    const made = await hark.request('POST', '/admin/api_keys', {
      body: { name: 'may not track', permissions: ['users.export.ids'] },
    });
    const [unknown, forbidden] = [await track('non-existent'), await track(made.body.key as string)];

    expect([unknown.status, unknown.body]).toEqual([401, { message: 'Invalid API key: non-existent' }]);
    expect([forbidden.status, forbidden.body]).toEqual([403, { message: 'Access Denied' }]);
    expect(await hark.exportBy({ external_ids: ['cases-1-2'] })).toEqual([]);
  });

  it('cases 92 and 93: an unknown route and broken JSON, and nothing is written', async () => {
    const broken = await hark.request('POST', '/users/track', {
      body: '{',
      headers: { 'content-type': 'application/json' },
    });

    expect((await hark.request('GET', '/nope')).body).toEqual({ message: 'Not Found' });
    expect([broken.status, broken.body]).toEqual([400, { message: 'Bad Request' }]);
  });

  it.each([
    ['case 71: YES on day 29 subscribes who was asked', 29, 'Subscribed'],
    ['case 72: YES on day 31 comes too late', 31, 'Unsubscribed'],
  ])('%s', async (_, days, after) => {
    await asksTwice(true);
    const number = somebody();
    await hark.text(number, 'START', { to: '66666' });
    const before = await hark.status(hark.news, number);
    hark.clock.advance(days * DAY_MS);
    // Too late it is an opt-in word like any other, and asks again.
    await hark.text(number, 'YES', { to: '66666' });

    expect([before, await hark.status(hark.news, number)]).toEqual(['Unsubscribed', after]);
    await asksTwice(false);
  });

  it('case 75: phones of every spelling through /users/track', async () => {
    const table: [phone: string, e164: string | null, digits: string | null][] = [
      ['+1 (724) 123-4567', '+17241234567', '17241234567'],
      ['4155552671', '+14155552671', '4155552671'],
      ['(415) 555-2671', '+14155552671', '4155552671'],
      ['+442071838750', '+442071838750', '442071838750'],
      ['+44 (0)20 7183 8750', '+442071838750', '4402071838750'],
      ['+551155256325', '+551155256325', '551155256325'],
      ['2071838750', '+12071838750', '2071838750'],
      ['1155256325', null, '1155256325'],
      ['+19173337578', '+19173337578', '19173337578'],
      ['14155552671', '+14155552671', '14155552671'],
      ['12345678901', '+12345678901', '12345678901'],
      ['447711123456', null, '447711123456'],
      ['00442071838750', null, '00442071838750'],
      ['011442071838750', null, '011442071838750'],
      ['+1415555267', null, '1415555267'],
      ['12345', null, '12345'],
      ['+999123456789', null, '999123456789'],
      ['(415) 555-2671 ext 5', null, '41555526715'],
      ['n/a', null, null],
    ];
    const attributes = table.map(([phone], index) => ({ external_id: `phone-${index}`, phone, x: 1 }));
    const { status, body } = await hark.request('POST', '/users/track', { body: { attributes } });
    const stored = await hark.rows<{ external_id: string; phone_e164: string; phone_unformatted: string }>(
      `select external_id, phone_e164, phone_unformatted from profile where external_id like 'phone-%'`,
    );
    const byId = new Map(stored.map((row) => [row.external_id, row]));

    expect([status, body]).toEqual([201, { attributes_processed: table.length, message: 'success' }]);
    expect(
      table.map(([phone], index) => {
        const { phone_e164, phone_unformatted } = byId.get(`phone-${index}`)!;
        return [phone, phone_e164, phone_unformatted];
      }),
    ).toEqual(table);
  });

  it('case 83: over the limit it is 429 in JSON, with the pause to take; the next window is open again', async () => {
    const track = () =>
      hark.request('POST', '/users/track/bulk', { body: { events: [] }, headers: { 'x-braze-bulk': 'true' } });
    const answers = await Promise.all(Array.from({ length: 51 }, track));
    const refused = answers.filter(({ status }) => status === 429);

    expect(answers.filter(({ status }) => status === 400)).toHaveLength(50);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.body).toEqual({ message: 'Rate limit exceeded' });
    const { headers } = refused[0]!;
    expect(
      ['x-ratelimit-limit', 'x-ratelimit-remaining', 'retry-after', 'x-ratelimit-retry-after'].map((name) =>
        headers.get(name),
      ),
    ).toEqual(['50', '0', '1', '1']);
    expect(headers.get('x-ratelimit-reset')).toMatch(/^\d{10}$/);
    expect((await hark.request('GET', '/admin/track_log')).status).toBe(200);
    hark.clock.advance(1000);
    expect((await track()).status).toBe(400);
  });

  it.each(['/users/track', '/users/track/', '//users//track', '/users/%74rack', 'http://inner/users/track'])(
    'case 82: %s is counted in the bucket of its route, however it is spelt',
    async (path) => {
      const { headers } = await sendRaw(hark.url, 'POST', path, { 'content-type': 'application/json' }, '{}');

      expect(headers['x-ratelimit-limit']).toBe('3000');
    },
  );

  it('case 91: an opt-out word inside an innocent one does not unsubscribe', async () => {
    await hark.request('PATCH', `/admin/subscription_groups/${hark.promo}`, { body: { suspected_opt_out: 'auto' } });
    const number = somebody();
    await hark.text(number, 'START');
    await hark.text(number, 'see you this weekend');

    expect(await hark.status(hark.promo, number)).toBe('Subscribed');
  });
});
