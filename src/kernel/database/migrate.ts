import { DataSource, type DataSourceOptions } from 'typeorm';
import { DatabaseNotUsable, reachDatabase } from './reach-database.js';

/** SQLSTATE. */
const INSUFFICIENT_PRIVILEGE = '42501';

/** Any constant: names the lock under which instances take turns at migrating. */
const MIGRATION_LOCK = 4_275_150;

/**
 * Brings the schema up to date. Instances that start together take turns under an advisory lock;
 * the later ones find nothing left to do.
 * @returns names of the migrations that ran
 * @throws DatabaseNotUsable with a sentence that says what to do
 */
export async function migrate(url: string, migrations: DataSourceOptions['migrations']): Promise<string[]> {
  const turn = await reachDatabase(url);
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
  } catch (error) {
    if ((error as { code?: unknown }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new DatabaseNotUsable(
      `The user "${turn.user}" of DATABASE_URL may not make tables in the database "${turn.database}". Give it the database (alter database "${turn.database}" owner to "${turn.user}"), or name another one.`,
      { cause: error },
    );
  } finally {
    // Ending the session releases the lock, also after a failure.
    await turn.end();
  }
}
