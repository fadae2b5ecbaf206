import { constants } from 'node:fs';
import {
  access,
  chmod,
  chown,
  lchown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rm,
  rmdir,
  stat,
  symlink,
} from 'node:fs/promises';
import path from 'node:path';
import type { Log } from './embedded-postgres.types.js';
import { EmbeddedPostgresError, systemCode } from './embedded-postgres.errors.js';
import { isSafePlace } from './safe-place.js';
import { canEnter, type ServerUser } from './unprivileged-user.js';

const CLUSTER = 'postgres';

/** Makes the data folder, private to this user, and says plainly when this user cannot write to it. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    // Its parents are not ours alone: they get the usual permissions.
    await mkdir(path.dirname(dataDir), { recursive: true });
    await mkdir(dataDir, { mode: 0o700 }).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'EMBEDDED_POSTGRES.DATA_DIR_NOT_WRITABLE',
      `Hark cannot write to its data folder ${dataDir} (${systemCode(cause) ?? String(cause)}). ` +
        'Give it to the user that starts Hark (chown), or set HARK_DATA_DIR to another folder.',
      { cause },
    );
  }
}

/** The real path of an existing cluster, null when there is none yet. Never mistakes a lost database for a new one. */
export async function findCluster(dataDir: string): Promise<string | null> {
  const place = path.join(dataDir, CLUSTER);
  if ((await lstat(place).catch(() => null)) === null) return null;
  const real = await realpath(place).catch(() => null);
  if (real === null) {
    throw new EmbeddedPostgresError(
      'EMBEDDED_POSTGRES.CLUSTER_LOST',
      `${place} is a link to the database of Hark, but the folder it points to is gone. ` +
        'Bring that folder back, or remove the link to begin with an empty database.',
    );
  }
  await refuseForeignCluster(real);
  const entries = await readdir(real);
  if (entries.includes('PG_VERSION')) return real;
  if (entries.length === 0) return null;
  throw new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES.NOT_A_CLUSTER',
    `The folder ${real} is not empty and holds no PostgreSQL database. ` +
      'Move it away, or set HARK_DATA_DIR to another folder.',
  );
}

/** An ordinary user cannot serve somebody else's cluster, most often one that root has made before. */
async function refuseForeignCluster(clusterDir: string): Promise<void> {
  const { uid } = await stat(clusterDir);
  const ours = process.geteuid?.() ?? uid;
  if (ours === 0 || ours === uid) return;
  throw new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES.DATA_DIR_NOT_OURS',
    `The database in ${clusterDir} belongs to another user (uid ${uid}, Hark runs as uid ${ours}). ` +
      'Start Hark as the user that first used this data folder, or set HARK_DATA_DIR to another folder.',
  );
}

/**
 * Makes sure that the server's user owns an existing cluster and passes to it. After a restored backup or a `chown -R`
 * it may belong to root, who can never serve it.
 */
export async function openWayToCluster(
  dataDir: string,
  clusterDir: string,
  user: ServerUser | null,
  log: Log,
): Promise<void> {
  if (user === null) return;
  if ((await stat(clusterDir)).uid === 0) {
    await giveTo(user, clusterDir);
    await chmod(clusterDir, 0o700);
    log({ level: 'warn', message: `The database in ${clusterDir} belonged to root; gave it to ${user.name}.` });
  }
  if (await canEnter(user, clusterDir)) return;
  if ((await letThrough(dataDir, user)) && (await canEnter(user, clusterDir))) return;
  throw new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES.CLUSTER_UNREACHABLE',
    `Hark runs as root and its database as ${user.name}, who cannot reach the folder ${clusterDir}. ` +
      `Move ${dataDir} to a place open to that user and set HARK_DATA_DIR to it, or start Hark as an ordinary user.`,
  );
}

/**
 * Chooses the folder in which a new cluster is made: the data folder, or one below `systemDir` when root's data folder
 * lies where the server's user cannot go (a checkout in /root).
 */
export async function chooseHome(dataDir: string, user: ServerUser | null, systemDir: string): Promise<string> {
  if (user === null || (await letThrough(dataDir, user))) return dataDir;
  if (await isSafePlace(systemDir)) {
    const home = await mkdtemp(path.join(systemDir, 'data-'));
    await chown(home, 0, user.gid);
    await chmod(home, 0o710);
    if (await canEnter(user, home)) return home;
    await rm(home, { recursive: true });
  }
  throw new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES.CLUSTER_UNREACHABLE',
    `Hark runs as root and its database as ${user.name}, who can neither reach ${dataDir} nor be given a folder in ` +
      `${systemDir}. Set HARK_DATA_DIR to a folder open to that user, or start Hark as an ordinary user.`,
  );
}

/**
 * Leaves a link in the data folder to a cluster made elsewhere. When another start was faster, its cluster counts and
 * ours is removed.
 */
export async function linkHome(dataDir: string, home: string, log: Log): Promise<void> {
  const place = path.join(dataDir, CLUSTER);
  const target = path.join(home, CLUSTER);
  // An empty folder of that name is as good as none.
  await rmdir(place).catch(() => undefined);
  try {
    await symlink(target, place);
    log({
      level: 'info',
      message: `The database is in ${target}, linked from ${place}: the user that PostgreSQL runs as cannot enter ${dataDir}.`,
    });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    await rm(home, { recursive: true });
  }
}

/** Lets the server's group pass through a data folder that is private to root, if that is all that is missing. */
async function letThrough(dataDir: string, user: ServerUser): Promise<boolean> {
  if (await canEnter(user, dataDir)) return true;
  const before = await stat(dataDir);
  if (before.uid !== 0 || (before.mode & 0o060) !== 0) return false;
  await chown(dataDir, 0, user.gid);
  await chmod(dataDir, (before.mode & 0o7700) | 0o010);
  if (await canEnter(user, dataDir)) return true;
  await chown(dataDir, before.uid, before.gid);
  await chmod(dataDir, before.mode & 0o7777);
  return false;
}

async function giveTo(user: ServerUser, place: string): Promise<void> {
  // Links are not followed: what they point to is not necessarily ours.
  await lchown(place, user.uid, user.gid);
  if (!(await lstat(place)).isDirectory()) return;
  for (const name of await readdir(place)) await giveTo(user, path.join(place, name));
}
