import { connect } from 'node:net';
import { bootHark, TEST_API_KEY, type TestHark } from '../support/hark.js';
import { type RawAnswer, sendRaw } from '../support/raw-request.js';

const MEGABYTE = 1024 * 1024;
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const json = { ...bearer(TEST_API_KEY), 'content-type': 'application/json' };

/** What clients do with paths, queries, headers and bodies. Contract "Braze API", sections 1.2 to 1.5. */
describe('the compatible API over HTTP', () => {
  let hark: TestHark;

  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());

  const get = (path: string) => sendRaw(hark.url, 'GET', path, bearer(TEST_API_KEY));

  describe('500 ids in one address', () => {
    const ids = Array.from({ length: 500 }, (_, index) => `0f8fad5b-d9cb-469f-a165-${70867728000 + index}`);

    beforeAll(async () => {
      const attributes = ids.map((external_id) => ({ external_id }));
      await hark.request('POST', '/users/track/bulk', { body: { attributes } });
    });

    it.each<[string, (id: string, place: number) => string]>([
      ['k[]=a', (id) => `external_id[]=${id}`],
      ['k%5B%5D=a', (id) => `external_id%5B%5D=${id}`],
      ['k[0]=a', (id, place) => `external_id[${place}]=${id}`],
      ['k%5B0%5D=a', (id, place) => `external_id%5B${place}%5D=${id}`],
      ['k=a&k=b', (id) => `external_id=${id}`],
    ])('are read when spelled %s', async (_, spelled) => {
      const query = ids.map(spelled).join('&');

      const users = await get(`/subscription/user/status?limit=100&offset=400&${query}`);
      const statuses = await get(`/subscription/status/get?subscription_group_id=${hark.promo}&${query}`);

      expect([users.status, users.body.total_count]).toEqual([200, 500]);
      expect(users.body.users.map((user: { external_id: string }) => user.external_id)).toEqual(ids.slice(400));
      expect(statuses.body).toEqual({
        status: Object.fromEntries(ids.map((id) => [id, 'Unknown'])),
        message: 'success',
      });
    });
  });

  it.each(['//users//track', '/users/track/', '/users/track?', '//users/track/?'])('knows %s', async (path) => {
    const answer = await sendRaw(hark.url, 'POST', path, json, '{"attributes":[{"external_id":"slashes"}]}');

    expect([answer.status, answer.body]).toEqual([201, { attributes_processed: 1, message: 'success' }]);
  });

  describe('every refusal', () => {
    const get404 = (path: string) => () => get(path);
    const post = (headers: Record<string, string>, body: string) => () =>
      sendRaw(hark.url, 'POST', '/users/track', headers, body);

    it.each<[what: string, ask: () => Promise<RawAnswer>, status: number, message: string]>([
      ['no such route', get404('/nope'), 404, 'Not Found'],
      ['a wrong method', get404('/users/track'), 404, 'Not Found'],
      ['a path that cannot be decoded', get404('/users/%zz'), 404, 'Not Found'],
      ['a path that is no UTF-8', get404('/%ff'), 404, 'Not Found'],
      ['broken JSON', post(json, '{'), 400, 'Bad Request'],
      ['no key', post({ 'content-type': 'application/json' }, '{}'), 401, 'Invalid API key: '],
      ['an unknown key', post({ ...json, ...bearer('unknown') }, '{}'), 401, 'Invalid API key: unknown'],
      ['a key with blanks', post({ ...json, ...bearer('not a key') }, '{}'), 401, 'Invalid API key: not a key'],
      [
        'a compressed body',
        post({ ...json, 'content-encoding': 'gzip' }, 'x'),
        415,
        'Content-Encoding is not supported',
      ],
      ['a large body', post(json, `"${'x'.repeat(8 * MEGABYTE)}"`), 413, 'Request body too large'],
    ])('of %s is JSON with a message, the three rate headers and an id', async (_, ask, status, message) => {
      const answer = await ask();

      expect([answer.status, answer.body]).toEqual([status, { message }]);
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
      for (const name of ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'])
        expect(answer.headers[name]).toMatch(/^\d+$/);
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/);
    });

    it('of a parameter longer than any name is the same JSON', async () => {
      const answer = await get(`/admin/consent/${'9'.repeat(300)}`);

      expect([answer.status, answer.body]).toEqual([404, { message: 'Not Found' }]);
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    });
  });

  it('hears a STOP also while the workspace is disabled', async () => {
    const number = '+19175550190';
    await hark.text(number, 'START');
    await hark.request('PUT', '/admin/workspace', { body: { disabled: true } });

    const closed = await hark.request('POST', '/users/track', { body: { attributes: [{ external_id: 'closed' }] } });
    await hark.text(number, 'STOP');
    await hark.request('PUT', '/admin/workspace', { body: { disabled: false } });

    expect([closed.status, closed.body]).toEqual([403, { message: 'Access Denied' }]);
    expect(await hark.status(hark.promo, number)).toBe('Unsubscribed');
    expect(await hark.exportBy({ external_ids: ['closed'] })).toEqual([]);
  });

  it.each(['/users/track', '/users/track/bulk'])('%s reads a body that is too large to its end', async (path) => {
    const body = Buffer.alloc(9 * MEGABYTE, ' ');
    const head = `POST ${path} HTTP/1.1\r\nhost: hark\r\nauthorization: Bearer ${TEST_API_KEY}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;

    for (let time = 0; time < 3; time += 1) {
      const { sent, status } = await sendWhole(hark.url, head, body);
      // A client that sends first and reads then would break on a closed connection and never see the 413.
      expect([sent, status]).toEqual([true, 413]);
    }
  });
});

describe('the settings of an operator', () => {
  let hark: TestHark;

  beforeAll(async () => {
    const limits = { RATE_LIMIT_TRACK: '3/60s', RATE_LIMIT_EXPORT: '2/60s', RATE_LIMIT_EXPORT_FIELDS: '4/60s' };
    const others = { BLOCKED_EXTERNAL_IDS: 'null,0', ARRAY_ATTRIBUTE_MAX: 100, UNKNOWN_STATUS: 'unknown' } as const;
    hark = await bootHark({ config: { ...limits, ...others } });
  });
  afterAll(() => hark.close());

  const get = (path: string) => sendRaw(hark.url, 'GET', path, bearer(TEST_API_KEY));
  const post = async (path: string, body: string) => {
    const { status, headers } = await sendRaw(hark.url, 'POST', path, json, body);
    return [status, headers['x-ratelimit-limit'], headers['x-ratelimit-remaining']];
  };

  it('limit requests however the path is spelled', async () => {
    const track = '{"attributes":[{"external_id":"spelled"}]}';

    expect(await post('/users/track', track)).toEqual([201, '3', '2']);
    expect(await post('//users/track/', track)).toEqual([201, '3', '1']);
    expect(await post('/users/%74rack', track)).toEqual([201, '3', '0']);
    expect(await post('/users//track', track)).toEqual([429, '3', '0']);
  });

  it('allow more exports the histories, and an unreadable one shows the limits too', async () => {
    const whole = '{"external_ids":["a"]}';
    const some = '{"external_ids":["a"],"fields_to_export":["email"]}';

    expect(await post('/users/export/ids', whole)).toEqual([201, '2', '1']);
    expect(await post('/users/export/ids', whole)).toEqual([201, '2', '0']);
    expect(await post('/users/export/ids', whole)).toEqual([429, '2', '0']);
    expect(await post('/users/export/ids', some)).toEqual([201, '4', '3']);
    expect(await post('/users/export/ids', '{')).toEqual([400, '4', '3']);
  });

  it('block external ids, keep longer lists and name the unknown as in 2020', async () => {
    const track = (body: object) => hark.request('POST', '/users/track/bulk', { body });
    const list = Array.from({ length: 120 }, (_, index) => index);
    const blocked = await track({ attributes: [{ external_id: 0 }, { external_id: 'long', list }] });
    const [{ custom_attributes }] = await hark.exportBy({
      external_ids: ['long'],
      fields_to_export: ['custom_attributes'],
    });
    const status = await get(`/subscription/status/get?subscription_group_id=${hark.promo}&external_id=long`);

    expect(blocked.body).toEqual({
      attributes_processed: 1,
      errors: [{ type: 'provided external_id is blacklisted and disallowed', input_array: 'attributes', index: 0 }],
      message: 'success',
    });
    expect(custom_attributes).toEqual({ list: list.slice(20) });
    expect(status.body).toEqual({ status: { long: 'unknown' }, message: 'success' });
  });
});

/** Sends everything before it reads anything, as most HTTP clients of Python and PHP do. */
function sendWhole(url: string, head: string, body: Buffer): Promise<{ sent: boolean; status: number }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', reject);
    socket.pause();
    socket.write(head);
    socket.write(body, (error) => {
      if (error) return;
      socket.once('data', (answer: Buffer) => {
        resolve({ sent: true, status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer.toString('latin1'))?.[1]) });
        socket.destroy();
      });
      socket.resume();
    });
  });
}
