import { Controller, Get, Module } from '@nestjs/common';
import { WorkspaceReader } from '../../src/contracts/readers/workspace.reader.js';
import { RequirePermission } from '../../src/kernel/http/principal.js';
import { hashApiKey } from '../../src/workspaces/api-key.js';
import { FirstStart } from '../../src/workspaces/first-start.js';
import { permissions } from '../../src/workspaces/permissions.js';
import { WorkspacesModule } from '../../src/workspaces/workspaces.module.js';
import { bootModule, send, type TestApp } from '../support/app.js';

@Controller()
class RoutesOfOtherRooms {
  @Get('tracking')
  @RequirePermission('users.track')
  tracking() {
    return { message: 'success' };
  }

  @Get('forgotten')
  forgotten() {
    return { message: 'success' };
  }
}

@Module({ controllers: [RoutesOfOtherRooms] })
class OtherRoom {}

describe('the workspaces room alone', () => {
  let hark: TestApp;
  let key: string;

  beforeAll(async () => {
    hark = await bootModule({ imports: [WorkspacesModule, OtherRoom] });
    key = (await hark.app.get(FirstStart).prepare()) ?? '';
  });
  afterAll(() => hark.close());

  const withKey = (value: string) => ({ headers: { authorization: `Bearer ${value}` } });

  it('makes one key at the first start and none at the second', async () => {
    expect(key).toMatch(/^hark_[\w-]{43}$/);
    expect(await hark.app.get(FirstStart).prepare()).toBeNull();
  });

  it('keeps only the hash of a key', async () => {
    const rows = await hark.rows<{ key_hash: Buffer; permissions: string[] }>('select * from api_key');

    expect(rows.map((row) => [row.key_hash, row.permissions])).toEqual([[hashApiKey(key), [...permissions]]]);
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  it('answers a missing key 401', async () => {
    const answer = await send(hark.url, 'GET', '/tracking');

    expect([answer.status, answer.body]).toEqual([401, { message: 'Invalid API key: ' }]);
  });

  it('keeps a route closed that forgot to name its permission', async () => {
    expect((await send(hark.url, 'GET', '/forgotten', withKey(key))).status).toBe(403);
  });

  it('refuses a revoked key from the next request on', async () => {
    const made = await hark.request('POST', '/admin/api_keys', {
      body: { name: 'for a moment', permissions: ['users.track'] },
      ...withKey(key),
    });
    expect((await send(hark.url, 'GET', '/tracking', withKey(made.body.key))).status).toBe(200);

    await hark.request('DELETE', `/admin/api_keys/${made.body.id}`, withKey(key));

    expect((await send(hark.url, 'GET', '/tracking', withKey(made.body.key))).status).toBe(401);
    expect((await hark.request('DELETE', `/admin/api_keys/${made.body.id}`, withKey(key))).status).toBe(404);
  });

  it.each([
    [{ permissions: ['users.track'] }, 'name'],
    [{ name: ' ', permissions: ['users.track'] }, 'name'],
    [{ name: 'a\u0000', permissions: ['users.track'] }, 'name'],
    [{ name: 'x', permissions: [] }, 'permissions'],
    [{ name: 'x', permissions: ['everything'] }, 'permissions'],
    [{ name: 'x', permissions: ['users.track'], owner: 'me' }, 'owner'],
  ])('refuses %j naming the field', async (body, field) => {
    const answer = await hark.request('POST', '/admin/api_keys', { body, ...withKey(key) });

    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(field);
  });

  it('names the id of a key that is none', async () => {
    const answer = await hark.request('DELETE', '/admin/api_keys/x', withKey(key));

    expect([answer.status, answer.body]).toEqual([400, { message: `'id' must be a UUID` }]);
  });

  it('turns the handling of unknown numbers off and on, readable for other rooms', async () => {
    const read = () => hark.work((work) => hark.app.get(WorkspaceReader).settings(work, workspaceId));
    const [{ id: workspaceId = '' } = {}] = await hark.rows<{ id?: string }>(
      `select id from workspace where name = 'default'`,
    );
    expect(await read()).toEqual({ unknownNumberHandling: true });

    await hark.request('PUT', '/admin/workspace', { body: { unknown_number_handling: false }, ...withKey(key) });

    expect(await read()).toEqual({ unknownNumberHandling: false });
  });

  describe('a key that may be used from some addresses only', () => {
    const keyFrom = async (...allowed_ips: string[]) => {
      const made = await hark.request('POST', '/admin/api_keys', {
        body: { name: 'restricted', permissions: ['users.track'], allowed_ips },
        ...withKey(key),
      });
      return made.body.key as string;
    };

    it('opens from there', async () => {
      expect(
        (await send(hark.url, 'GET', '/tracking', withKey(await keyFrom('192.0.2.1', '127.0.0.0/8')))).status,
      ).toBe(200);
    });

    it('is refused from elsewhere, whatever a client says about itself', async () => {
      const elsewhere = await keyFrom('203.0.113.0/24');
      const answer = await send(hark.url, 'GET', '/tracking', {
        headers: { authorization: `Bearer ${elsewhere}`, 'x-forwarded-for': '203.0.113.7' },
      });

      expect([answer.status, answer.body]).toEqual([403, { message: 'Access Denied' }]);
    });

    it('is listed with its addresses', async () => {
      await keyFrom('2001:db8::/32');
      const { body } = await hark.request('GET', '/admin/api_keys', withKey(key));

      expect(body.api_keys[0]).toMatchObject({ name: 'restricted', allowed_ips: ['2001:db8::/32'] });
      expect(body.api_keys.at(-1)).toMatchObject({ name: 'bootstrap', allowed_ips: [] });
    });

    it('is not made for what is no address', async () => {
      const { status, body } = await hark.request('POST', '/admin/api_keys', {
        body: { name: 'x', permissions: ['users.track'], allowed_ips: ['203.0.113.7', 'localhost'] },
        ...withKey(key),
      });

      const message = `'allowed_ips' must hold addresses or networks, such as 203.0.113.0/24`;
      expect([status, body]).toEqual([400, { message, errors: [message] }]);
    });
  });

  it('closes the compatible API of a disabled workspace to good keys, and the management API to none', async () => {
    const settings = (disabled: boolean) =>
      hark.request('PUT', '/admin/workspace', { body: { disabled }, ...withKey(key) });

    expect((await settings(true)).body).toMatchObject({ disabled: true });
    const closed = await send(hark.url, 'GET', '/tracking', withKey(key));
    const opened = await settings(false);

    expect([closed.status, closed.body]).toEqual([403, { message: 'Access Denied' }]);
    expect(opened.body).toMatchObject({ disabled: false });
    expect((await send(hark.url, 'GET', '/tracking', withKey(key))).status).toBe(200);
  });

  it.each([`/tracking?api_key=`, '/forgotten?api_key='])('does not look for a key in %s…', async (path) => {
    const answer = await send(hark.url, 'GET', path + key);

    expect([answer.status, answer.body]).toEqual([401, { message: 'Invalid API key: ' }]);
  });
});

describe('the workspaces room as an operator may set it up', () => {
  let hark: TestApp;
  let key: string;

  beforeAll(async () => {
    const config = { LEGACY_API_KEY: 'on' as const, TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8' };
    hark = await bootModule({ imports: [WorkspacesModule, OtherRoom], config });
    key = (await hark.app.get(FirstStart).prepare()) ?? '';
  });
  afterAll(() => hark.close());

  it.each<[forwarded: string, status: number]>([
    ['203.0.113.7', 200],
    ['203.0.113.7, 10.1.2.3', 200],
    ['198.51.100.1', 403],
    // What stands left of the last stranger was written by that stranger.
    ['203.0.113.7, 198.51.100.1', 403],
  ])('believes a trusted proxy that a request comes from %s', async (forwarded, status) => {
    const made = await hark.request('POST', '/admin/api_keys', {
      body: { name: 'restricted', permissions: ['users.track'], allowed_ips: ['203.0.113.0/24'] },
      headers: { authorization: `Bearer ${key}` },
    });
    const headers = { authorization: `Bearer ${made.body.key}`, 'x-forwarded-for': forwarded };

    expect((await send(hark.url, 'GET', '/tracking', { headers })).status).toBe(status);
  });

  it('takes the key of old clients from the query and from the body', async () => {
    expect((await send(hark.url, 'GET', `/tracking?api_key=${key}`)).status).toBe(200);
    const body = { api_key: key, disabled: false };
    // Our own API knows its fields; the key was good, or the answer would be 401.
    expect((await send(hark.url, 'PUT', '/admin/workspace', { body })).status).toBe(400);
    expect((await send(hark.url, 'GET', '/tracking?api_key=wrong')).body).toEqual({
      message: 'Invalid API key: wrong',
    });
  });

  it('lets the header win', async () => {
    const headers = { authorization: 'Bearer wrong' };

    expect((await send(hark.url, 'GET', `/tracking?api_key=${key}`, { headers })).body).toEqual({
      message: 'Invalid API key: wrong',
    });
  });
});
