import { Client } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';

/** Any constant: names the lock under which instances take turns at migrating. */
const MIGRATION_LOCK = 4_275_150;

/**
 * Brings the schema up to date. Instances that start together take turns under an advisory lock;
 * the later ones find nothing left to do.
 * @returns names of the migrations that ran
 */
export async function migrate(url: string, migrations: DataSourceOptions['migrations']): Promise<string[]> {
  const turn = new Client({ connectionString: url });
  await turn.connect();
  try {
    await turn.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const dataSource = new DataSource({
      type: 'postgres',
      url,
      migrations: migrations ?? [],
      migrationsTableName: 'schema_migration',
      migrationsTransactionMode: 'each',
      poolSize: 1,
    });
    await dataSource.initialize();
    try {
      return (await dataSource.runMigrations()).map((migration) => migration.name);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    // Ending the session releases the lock, also after a failure.
    await turn.end();
  }
}
