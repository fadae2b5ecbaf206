import { readdirSync } from 'node:fs';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../migrations/index.js';
import { Connection } from '../src/webhook/connection.entity.js';
import { ApiKey } from '../src/workspaces/api-key.entity.js';
import { Workspace } from '../src/workspaces/workspace.entity.js';
import { migrate } from '../src/kernel/database/migrate.js';
import { createTestDatabase, dropDatabase, type TestDatabase, urlOf } from './support/database.js';

/** Tables, columns and constraints as PostgreSQL describes them. */
const SCHEMA = `
  select string_agg(line, E'\\n' order by line) as schema from (
    select format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as line
      from information_schema.columns where table_schema = 'public' and table_name <> 'schema_migration'
    union all
    select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
     where connamespace = 'public'::regnamespace and conrelid <> 0 and conrelid::regclass::text <> 'schema_migration'
    union all
    select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'schema_migration') as lines`;

async function schemaOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ schema: string }>(SCHEMA)).rows[0]?.schema ?? '';
  } finally {
    await client.end();
  }
}

describe('the migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('are listed, one per file, in order of their time stamps', () => {
    const files = readdirSync('migrations')
      .filter((name) => /^\d{13}-.*\.ts$/.test(name))
      .sort();
    const names = migrations.map(({ name }) => name);

    expect(names.map((name) => name.slice(-13))).toEqual(files.map((name) => name.slice(0, 13)));
    expect(new Set(files.map((name) => name.slice(0, 13))).size).toBe(files.length);
  });

  it('go up, all the way down and up again to the same schema', async () => {
    const before = await schemaOf(database.url);
    const dataSource = new DataSource({
      type: 'postgres',
      url: database.url,
      migrations,
      migrationsTableName: 'schema_migration',
    });
    await dataSource.initialize();
    for (const _ of migrations) await dataSource.undoLastMigration();
    const empty = await schemaOf(database.url);
    await dataSource.runMigrations();
    await dataSource.destroy();

    expect(empty).toBe('');
    expect(await schemaOf(database.url)).toBe(before);
    expect(before).toContain('inbound_message_once');
  });

  it('let what was put aside before be found by its number', async () => {
    const fresh = await createTestDatabase();
    const dataSource = await new DataSource({
      type: 'postgres',
      url: fresh.url,
      migrations,
      migrationsTableName: 'schema_migration',
    }).initialize();
    const of = (name: string) => migrations.findIndex((migration) => migration.name.startsWith(name));
    for (const _ of migrations.slice(of('AllowErasedMessages'))) await dataSource.undoLastMigration();
    const texts: readonly [raw: string, status: string, number: string | null][] = [
      ['whatsapp:+14155550001', 'ignored', '+14155550001'],
      ['0033612345678', 'quarantined', '+33612345678'],
      ['VODAFONE', 'quarantined', null],
      ['', 'quarantined', null],
      ['+14155550002', 'processed', null],
    ];
    await dataSource.query(
      `with text as (
         select gen_random_uuid() as id, * from unnest($1::text[], $2::text[]) as t (raw, status)
       ), message as (
         insert into inbound_message (workspace_id, id, connection_id, provider, provider_message_id, raw_body, from_raw,
                                      to_raw, body, received_at, occurred_at)
         select id, id, 'c', 'twilio', id::text, '', raw, '55555', '', now(), now() from text
       )
       insert into inbound_decision (workspace_id, inbound_message_id, status, decided_at)
       select id, id, status, now() from text`,
      [texts.map(([raw]) => raw), texts.map(([, status]) => status)],
    );

    await dataSource.runMigrations();

    const found = await dataSource.query<{ from_raw: string; from_number: string | null }[]>(
      `select from_raw, from_number from inbound_message m join inbound_decision d on d.inbound_message_id = m.id`,
    );
    await dataSource.destroy();
    await fresh.drop();
    expect(new Map(found.map(({ from_raw, from_number }) => [from_raw, from_number]))).toEqual(
      new Map(texts.map(([raw, , number]) => [raw, number])),
    );
  });

  it('run once when two instances start together on an empty database', async () => {
    const name = `together_${Date.now()}`;
    const admin = new pg.Client({ connectionString: urlOf('postgres') });
    await admin.connect();
    await admin.query(`create database ${name}`);
    try {
      const ran = await Promise.all([migrate(urlOf(name), migrations), migrate(urlOf(name), migrations)]);

      expect(ran.map(({ length }) => length).sort((a, b) => a - b)).toEqual([0, migrations.length]);
    } finally {
      await admin.end();
      await dropDatabase(name);
    }
  });

  it('make the tables the entities describe, without drift', async () => {
    const dataSource = new DataSource({
      type: 'postgres',
      url: database.url,
      entities: [Workspace, ApiKey, Connection],
    });
    await dataSource.initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    await dataSource.destroy();

    // TypeORM does not know check constraints and comments that only the migrations hold; it must not want columns or keys.
    const wanted = upQueries
      .map(({ query }) => query)
      .filter((query) => !/DROP CONSTRAINT .*(not_blank|known)|COMMENT ON/.test(query));
    expect(wanted).toEqual([]);
  });
});
