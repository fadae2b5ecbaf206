import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './support/database.js';

describe('createTestDatabase', () => {
  const made: TestDatabase[] = [];
  const make = async (): Promise<TestDatabase> => {
    const database = await createTestDatabase();
    made.push(database);
    return database;
  };
  afterEach(async () => {
    for (const database of made.splice(0)) await database.drop();
  });

  it('gives a migrated database', async () => {
    const { url } = await make();

    await expect(query(url, 'select count(*)::int as rows from inbound_message')).resolves.toEqual([{ rows: 0 }]);
  });

  it('gives databases that do not see each other', async () => {
    const [one, other] = [await make(), await make()];

    await query(one.url, 'create table only_here (id int)');

    await expect(query(other.url, 'select * from only_here')).rejects.toThrow('does not exist');
  });

  it('gives eight at once, although a template can be cloned by one at a time', async () => {
    const databases = await Promise.all(Array.from({ length: 8 }, make));

    expect(new Set(databases.map(({ url }) => url)).size).toBe(8);
  });

  it('drops a database that is still in use', async () => {
    const database = await make();
    const forgotten = new pg.Client({ connectionString: database.url });
    forgotten.on('error', () => undefined);
    await forgotten.connect();

    await database.drop();

    await expect(query(database.url, 'select 1')).rejects.toThrow('does not exist');
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
