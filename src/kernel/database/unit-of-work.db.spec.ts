import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { connect, createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { PostgresPlayground } from '../../../test/support/embedded-postgres.js';
import { ConcurrentChange } from './database-errors.js';
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
    source = await connect(url, CONNECTIONS);
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

  it('are whole spaces in the last try of who met the same crowd twice, also for keys it did not name', async () => {
    const owned: boolean[] = [];
    const held = await transactions.run(async (work) => {
      await work.lock('number', owned.length === 0 ? ['a'] : []);
      owned.push(work.owns('number'));
      if (owned.length < 3) throw new ConcurrentChange('The crowd was faster.');
      return work.rows<{ gates: number }>(
        `select count(*)::int as gates from pg_locks
          where locktype = 'advisory' and mode = 'ExclusiveLock' and pid = pg_backend_pid()`,
      );
    });

    expect([owned, held]).toEqual([[false, false, true], [{ gates: 1 }]]);
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

describe('writes of a transaction', () => {
  let database: TestDatabase;
  let source: DataSource;
  let transactions: Transactions;

  beforeAll(async () => {
    database = await createTestDatabase();
    source = await connect(database.url);
    transactions = new Transactions(source);
    await source.query('create table note (id int constraint note_once primary key, text text)');
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  beforeEach(() => source.query('truncate note'));

  const ADD = 'insert into note values ($1, $2)';
  const notes = () => source.query<{ id: number; text: string }[]>('select * from note order by id');

  it('are there for every statement after them, TypeORM’s too, and after the commit', async () => {
    const seen = await transactions.run(async (work) => {
      work.write(ADD, [1, 'one']);
      const rows = await work.rows('select id from note');
      work.write(ADD, [2, 'two']);
      const entities = await work.manager.query<unknown[]>('select id from note order by id');
      work.write(ADD, [3, 'three']);
      return { rows, entities };
    });

    expect(seen).toEqual({ rows: [{ id: 1 }], entities: [{ id: 1 }, { id: 2 }] });
    expect(await notes()).toHaveLength(3);
  });

  it('fail what is waited for next, with their own error, and nothing remains', async () => {
    const failed = transactions.run(async (work) => {
      work.write(ADD, [1, 'kept?']);
      work.write(ADD, [1, 'again']);
      work.write(ADD, [2, 'kept?']);
      await work.rows('select 1');
    });

    await expect(failed).rejects.toMatchObject({ code: '23505', constraint: 'note_once' });
    expect(await notes()).toEqual([]);
  });

  it('fail the commit when nothing is waited for, and nothing remains', async () => {
    const failed = transactions.run((work) => {
      work.write(ADD, [1, 'kept?']);
      work.write(ADD, [1, 'again'], (error) => new Error('explained', { cause: error }));
      return Promise.resolve('done');
    });

    await expect(failed).rejects.toThrow('explained');
    expect(await notes()).toEqual([]);
  });

  it('never leave when the work fails before anything was waited for', async () => {
    const failed = transactions.run((work) => {
      work.write(ADD, [1, 'never']);
      return Promise.reject(new Error('changed its mind'));
    });

    await expect(failed).rejects.toThrow('changed its mind');
    expect(await notes()).toEqual([]);
  });

  it('are run again with the whole transaction when their explanation asks for it', async () => {
    await source.query(ADD, [1, 'taken']);
    let tries = 0;
    await transactions.run((work) => {
      tries += 1;
      const id = tries === 1 ? 1 : 2;
      work.write(ADD, [id, `try ${tries}`], (error) => new ConcurrentChange('taken', { cause: error }));
      return Promise.resolve();
    });

    expect(await notes()).toEqual([
      { id: 1, text: 'taken' },
      { id: 2, text: 'try 2' },
    ]);
  });

  it('cannot be lost because somebody swallowed an error: the commit tells', async () => {
    const swallowed = transactions.run(async (work) => {
      work.write(ADD, [1, 'lost']);
      await work.rows('select * from nowhere').catch(() => []);
    });

    await expect(swallowed).rejects.toMatchObject({ code: 'DATABASE.SILENTLY_ROLLED_BACK' });
    expect(await notes()).toEqual([]);
  });

  it('leave the connection usable after a failure', async () => {
    const alone = await connect(database.url, 1);
    const single = new Transactions(alone);
    const failing = () =>
      single.run((work) => {
        work.write(ADD, [1, 'one']);
        work.write(ADD, [1, 'one again']);
        return Promise.resolve();
      });
    await expect(failing()).rejects.toMatchObject({ code: '23505' });
    await expect(failing()).rejects.toMatchObject({ code: '23505' });

    await single.run((work) => work.execute(ADD, [7, 'seven']));
    await alone.destroy();

    expect(await notes()).toEqual([{ id: 7, text: 'seven' }]);
  });
});
