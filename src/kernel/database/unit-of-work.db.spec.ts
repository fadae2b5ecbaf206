import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { PostgresPlayground } from '../../../test/support/embedded-postgres.js';
import { Transactions } from './transactions.js';
import { MOST_SINGLE_LOCKS } from './unit-of-work.js';

const CONNECTIONS = 12;
const keys = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `key ${from + index}`);
/** Keys that no other request has. */
const own = (request: number) => keys(MOST_SINGLE_LOCKS, request * MOST_SINGLE_LOCKS);

describe('locks of a transaction', () => {
  const playground = new PostgresPlayground();
  let source: DataSource;
  let transactions: Transactions;
  let url: string;

  beforeAll(async () => {
    // A server with room for a few hundred locks, where the default has room for thousands.
    const { postgres } = await playground.start(await playground.dataDir(), {
      max_locks_per_transaction: '10',
      max_connections: '30',
    });
    url = postgres.connectionUrl;
    source = await new DataSource({ type: 'postgres', url, extra: { max: CONNECTIONS } }).initialize();
    transactions = new Transactions(source);
  });

  afterAll(async () => {
    await source.destroy();
    await playground.cleanUp();
  });

  it('taken one by one, by many at once, do not fit into the server (what the next test is about)', async () => {
    const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: url }));
    await Promise.all(clients.map((client) => client.connect()));
    const lock = 'select pg_advisory_xact_lock(hashtextextended(key, 0)), 1 from unnest($1::text[]) as key';
    const results = await Promise.allSettled(
      clients.map(async (client, request) => {
        await client.query('begin');
        await client.query(lock, [own(request)]);
      }),
    );
    await Promise.all(clients.map((client) => client.end()));

    const codes = results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
    );
    expect(new Set(codes)).toEqual(new Set(['53200']));
  });

  it('become one for the whole space when the server has no room, and the transaction succeeds', async () => {
    const done = await Promise.all(
      Array.from({ length: CONNECTIONS }, (_, request) =>
        transactions.run(async (work) => {
          await work.lock('number', own(request));
          await sleep(20);
          return request;
        }),
      ),
    );

    expect(done).toHaveLength(CONNECTIONS);
  });

  it('of more keys than fit are one lock, which excludes everybody who wants any of the keys', async () => {
    const story: string[] = [];
    const crowd = transactions.run(async (work) => {
      await work.lock('number', keys(MOST_SINGLE_LOCKS + 1));
      story.push('crowd begins');
      const held = await work.rows<{ count: number }>(
        `select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`,
      );
      await sleep(100);
      story.push(`crowd ends with ${held[0]?.count ?? 'no'} lock`);
    });
    await sleep(50);
    const single = transactions.run(async (work) => {
      await work.lock('number', ['key 7']);
      story.push('single begins');
    });
    const elsewhere = transactions.run(async (work) => {
      await work.lock('email', ['key 7']);
      story.push('elsewhere begins');
    });
    await Promise.all([crowd, single, elsewhere]);

    expect(story).toEqual(['crowd begins', 'elsewhere begins', 'crowd ends with 1 lock', 'single begins']);
  });

  it('of few keys exclude only each other, and make a crowd wait', async () => {
    const story: string[] = [];
    const hold = (name: string, wanted: readonly string[], ms: number) =>
      transactions.run(async (work) => {
        await work.lock('number', wanted);
        story.push(`${name} begins`);
        await sleep(ms);
        story.push(`${name} ends`);
      });
    const first = hold('first', ['a', 'b'], 100);
    await sleep(30);
    const second = hold('second', ['c'], 10);
    const third = hold('third', ['b'], 10);
    await sleep(30);
    const crowd = hold('crowd', keys(MOST_SINGLE_LOCKS + 1), 0);
    await Promise.all([first, second, third, crowd]);

    expect(story.slice(0, 4)).toEqual(['first begins', 'second begins', 'second ends', 'first ends']);
    expect(story.slice(4)).toEqual(['third begins', 'third ends', 'crowd begins', 'crowd ends']);
  });
});
