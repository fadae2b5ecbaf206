import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { TEMPLATE_DATABASE } from './template.js';

/** Set by the global setup: the test cluster's maintenance database, as a role that may make databases. */
export const ADMIN_URL_VARIABLE = 'HARK_TEST_DATABASE_URL';

/** SQLSTATE object_in_use: another clone, or the autovacuum, has the template open at this moment. */
const IN_USE = '55006';
const TRIES = 20;
const BETWEEN_TRIES_MS = 100;

/** A database of one test file: migrated, empty, nobody else's. */
export interface TestDatabase {
  url: string;
  /** Ends the sessions that are still open and removes the database. */
  drop(): Promise<void>;
}

/** Clones the migrated template. Takes a tenth of a second; call it in `beforeAll` and `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${process.env['JEST_WORKER_ID'] ?? '0'}_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name} template ${TEMPLATE_DATABASE}`);
  return {
    url: urlOf(name),
    drop: () => dropDatabase(name),
  };
}

/**
 * Ends the sessions that are still open in a database of the test cluster and removes it.
 *
 * Not `drop database … with (force)`: it wants to end every session, also an autovacuum worker's, which belongs to the
 * superuser, and then fails with "permission denied to terminate process". The plain form asks such a worker to leave.
 */
export async function dropDatabase(name: string): Promise<void> {
  await asAdmin(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and usename = current_user`,
  );
  await asAdmin(`drop database if exists ${name}`);
}

/** A pool of connections as the product has it. Destroy it before the database is dropped. */
export function connect(url: string, max = 10): Promise<DataSource> {
  return new DataSource({ type: 'postgres', url, extra: { max, pipeline: true } }).initialize();
}

/** The address of a database in the test cluster. */
export function urlOf(database: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function adminUrl(): string {
  const url = process.env[ADMIN_URL_VARIABLE];
  if (url === undefined) {
    throw new Error(`${ADMIN_URL_VARIABLE} is not set: only *.db.spec.ts and *.e2e-spec.ts files have a database.`);
  }
  return url;
}

async function asAdmin(sql: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const client = new pg.Client({ connectionString: adminUrl() });
    await client.connect();
    try {
      await client.query(sql);
      return;
    } catch (error) {
      const inUse = error instanceof pg.DatabaseError && error.code === IN_USE;
      if (!inUse || tries === TRIES) throw error;
    } finally {
      await client.end();
    }
    await sleep(BETWEEN_TRIES_MS);
  }
}
