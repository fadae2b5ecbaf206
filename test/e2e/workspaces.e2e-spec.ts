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

  it('case 1: answers an unknown key 401 with the key as sent', async () => {
    const answer = await send(hark.url, 'GET', '/tracking', withKey('non-existent'));

    expect([answer.status, answer.body]).toEqual([401, { message: 'Invalid API key: non-existent' }]);
  });

  it('answers a missing key 401', async () => {
    const answer = await send(hark.url, 'GET', '/tracking');

    expect([answer.status, answer.body]).toEqual([401, { message: 'Invalid API key: ' }]);
  });

  it('case 2: answers a key without the permission 403', async () => {
    const made = await hark.request('POST', '/admin/api_keys', {
      body: { name: 'exports only', permissions: ['users.export.ids'] },
      ...withKey(key),
    });
    const answer = await send(hark.url, 'GET', '/tracking', withKey(made.body.key));

    expect([answer.status, answer.body]).toEqual([403, { message: 'Access Denied' }]);
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
    [{ name: 'x', permissions: [] }, 'permissions'],
    [{ name: 'x', permissions: ['everything'] }, 'permissions'],
    [{ name: 'x', permissions: ['users.track'], owner: 'me' }, 'owner'],
  ])('refuses %j naming the field', async (body, field) => {
    const answer = await hark.request('POST', '/admin/api_keys', { body, ...withKey(key) });

    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(field);
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

  it('case 82: sends the three rate headers as integers on every answer, errors included', async () => {
    for (const path of ['/tracking', '/nowhere']) {
      const { headers } = await send(hark.url, 'GET', path);
      for (const name of ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'])
        expect(headers.get(name)).toMatch(/^\d+$/);
    }
  });

  it('case 92: answers an unknown route 404 in JSON', async () => {
    const answer = await send(hark.url, 'GET', '/nope', withKey(key));

    expect([answer.status, answer.body]).toEqual([404, { message: 'Not Found' }]);
  });

  it('case 93: answers broken JSON 400 in JSON', async () => {
    const answer = await send(hark.url, 'POST', '/admin/api_keys', {
      body: '{',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    });

    expect([answer.status, answer.body]).toEqual([400, { message: 'Bad Request' }]);
  });
});
