import { chmod, chown, mkdtemp, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SUPERUSER } from './cluster-lock.js';
import type { Binaries } from './embedded-postgres.types.js';
import { EmbeddedPostgresError, systemCode } from './embedded-postgres.errors.js';
import { isAlive } from './processes.js';
import { runAs, type ServerUser } from './unprivileged-user.js';

/**
 * First values of `postgresql.conf`; an operator may change them there afterwards. Sized for a small machine which
 * Hark shares: the memory is 128 MB of cache and a few MB per connection in use.
 */
const TUNABLE_SETTINGS: Record<string, string> = {
  max_connections: '100',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // All our statements are short: compiling one costs more than running it.
  jit: 'off',
  // Containers have 64 MB of /dev/shm, which parallel queries exhaust; and the other core is for answering webhooks.
  max_parallel_workers_per_gather: '0',
};

/**
 * Makes the cluster `<home>/postgres`. It appears there complete and flushed to disk or not at all: a crash leaves only
 * a draft that the next start removes, and of two starts at the same instant one puts its cluster there.
 */
export async function initialiseCluster(
  home: string,
  binaries: Binaries,
  user: ServerUser | null,
  password: string,
): Promise<void> {
  const draft = await mkdtemp(path.join(home, `postgres.new-${process.pid}-`));
  try {
    const passwordFile = path.join(draft, 'password');
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user !== null) {
      await chown(passwordFile, user.uid, user.gid);
      await chown(draft, user.uid, user.gid);
    }
    await chmod(draft, 0o700);
    await runInitdb(path.join(draft, 'cluster'), passwordFile, binaries, user);
    await rename(path.join(draft, 'cluster'), path.join(home, 'postgres'));
    await flushFolder(home);
  } catch (error) {
    // Another start was faster: a folder cannot be moved onto one that is not empty.
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(systemCode(error) ?? '')) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Removes what starts left behind that died while making the cluster. Drafts of living processes stay. */
export async function removeOldDrafts(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = /^postgres\.new-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || (Number(pid) !== process.pid && (await isAlive(Number(pid))))) continue;
    // An initdb that outlived its Hark may still write there; then the next start removes it.
    await rm(path.join(home, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

async function runInitdb(
  clusterDir: string,
  passwordFile: string,
  binaries: Binaries,
  user: ServerUser | null,
): Promise<void> {
  const { code, output } = await runAs(user, binaries.initdb, [
    `--pgdata=${clusterDir}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorts by code point, the same on every machine: an upgrade of the system's libraries cannot corrupt an index.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...Object.entries(TUNABLE_SETTINGS).map(([name, value]) => `--set=${name}=${value}`),
  ]);
  if (code === 0) return;
  if (output.includes('could not look up effective user ID')) {
    throw new EmbeddedPostgresError(
      'EMBEDDED_POSTGRES.INIT_FAILED',
      'PostgreSQL needs an account in /etc/passwd for the user that starts it, and this user id has none. ' +
        'Start Hark as an existing user, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
  throw new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES.INIT_FAILED',
    `PostgreSQL could not make a database in ${path.dirname(clusterDir)}: ${output.split('\n').slice(-5).join(' ')}`,
  );
}

/** Makes the new name in a folder survive a power cut. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
