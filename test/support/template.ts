import 'reflect-metadata';
import { migrations } from '../../migrations/index.js';
import { migrate } from '../../src/kernel/database/migrate.js';

/** The migrated database that every test clones. */
export const TEMPLATE_DATABASE = 'hark_template';

/** Brings the template database up to date, the way the product does, and leaves no session in it. */
export async function migrateTemplate(url: string): Promise<void> {
  await migrate(url, migrations);
}
