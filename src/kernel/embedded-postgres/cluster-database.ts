import type { ClusterLock } from './cluster-lock.js';
import { applicationPassword } from './secrets-and-port.js';

/** Role and database of Hark have the same name. */
export const DATABASE = 'hark';

/**
 * Makes the role and the database of Hark where they are missing; each may be, after a start that was killed.
 * The role is no superuser: a hole in our SQL must not become one in the machine, and the superuser keeps the
 * connections reserved for it when Hark has used up all others. It may make databases, which the tests need.
 */
export async function ensureDatabase(lock: ClusterLock, superuserPassword: string): Promise<void> {
  const [present] = await lock.query<{ role: boolean; database: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as role,
            exists (select from pg_database where datname = $1) as database`,
    [DATABASE],
  );
  if (present?.role !== true) await lock.query(`create role ${DATABASE} login createdb`);
  // Hexadecimal digits only; PostgreSQL takes no parameters here. Every time, as the superuser's may be a new one.
  await lock.query(`alter role ${DATABASE} password '${applicationPassword(superuserPassword)}'`);
  if (present?.database !== true) await lock.query(`create database ${DATABASE} owner ${DATABASE}`);
}

/** How Hark connects. The password is part of it: never print it. */
export function connectionUrl(port: number, superuserPassword: string): string {
  return `postgres://${DATABASE}:${applicationPassword(superuserPassword)}@127.0.0.1:${port}/${DATABASE}`;
}
