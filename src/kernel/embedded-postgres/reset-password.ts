import { SUPERUSER } from './cluster-lock.js';
import type { Server } from './embedded-postgres.types.js';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { runAs } from './unprivileged-user.js';

/**
 * Gives a cluster that is not running the password of our file, in PostgreSQL's single-user mode, which asks for none.
 * It takes the same `postmaster.pid` as a server, so it cannot run beside one.
 */
export async function resetPassword(server: Server): Promise<void> {
  const { binaries, clusterDir, password, user, log } = server;
  const { code, output } = await runAs(
    user,
    binaries.postgres,
    ['--single', '-D', clusterDir, '-c', 'log_min_messages=fatal', 'postgres'],
    // Hexadecimal digits only.
    `alter role ${SUPERUSER} password '${password}'\n`,
  );
  if (code !== 0) {
    throw new EmbeddedPostgresError('EMBEDDED_POSTGRES.START_FAILED', `The password could not be set: ${output}`);
  }
  log({ level: 'warn', message: 'The database had another password than postgres.password; set it to that one.' });
}
