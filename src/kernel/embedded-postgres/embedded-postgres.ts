import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { usableBinaries } from './binaries.js';
import { claimCluster, type Claim } from './claim-cluster.js';
import { connectionUrl, ensureDatabase } from './cluster-database.js';
import { chooseHome, findCluster, linkHome, openWayToCluster, prepareDataDir } from './cluster-home.js';
import type { Binaries, EmbeddedPostgresOptions, Server } from './embedded-postgres.types.js';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { Heartbeat, refuseLifeElsewhere } from './heartbeat.js';
import { initialiseCluster, removeOldDrafts } from './initialise-cluster.js';
import { readOrMakePassword, readPort, rememberPort } from './secrets-and-port.js';
import { Supervisor } from './supervisor.js';
import { stopPostmaster } from './stop-postmaster.js';
import { chooseServerUser } from './unprivileged-user.js';

export type { EmbeddedPostgresOptions } from './embedded-postgres.types.js';
export { EmbeddedPostgresError } from './embedded-postgres.errors.js';

/** Where root may put what must be reachable for the server's user. */
const SYSTEM_DIR = '/var/lib/hark';

/**
 * A real PostgreSQL server that lives and dies with Hark, in the data folder, from the binaries of an npm package.
 * One Hark per data folder. Why it is made this way: docs/adr/0004-embedded-postgresql.md.
 */
export class EmbeddedPostgres {
  private constructor(
    /** For `pg` and TypeORM. Stays valid over restarts of the server. Holds a password: never print it. */
    readonly connectionUrl: string,
    private readonly supervisor: Supervisor,
  ) {}

  /**
   * Makes the database on the first start, starts the server or adopts the one that a killed Hark left behind.
   * @throws EmbeddedPostgresError with a sentence for the operator, e.g. when another Hark uses the data folder
   */
  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const began = Date.now();
    const server = await prepareServer(options);
    await refuseLifeElsewhere(server.dataDir, server.clusterDir, server.log);
    const heartbeat = await Heartbeat.start(server.dataDir);
    const claim = await claimAndFurnish(server).catch((error: unknown) => {
      heartbeat.stop();
      throw error;
    });
    const how = claim.adopted ? 'adopted from a Hark that was killed' : `ready after ${Date.now() - began} ms`;
    options.onLog({
      level: 'info',
      message: `Embedded PostgreSQL ${server.binaries.version} ${how}: port ${claim.port}, data in ${server.clusterDir}.`,
    });
    const supervisor = new Supervisor(server, claim, heartbeat, (error) => {
      options.onUnrecoverable(error);
    });
    return new EmbeddedPostgres(connectionUrl(claim.port, server.password), supervisor);
  }

  /** Ends the open sessions and stops the server; what was committed is on disk. May be called more than once. */
  stop(): Promise<void> {
    return this.supervisor.stop();
  }
}

/** Brings the server up and sees to it that the database of Hark is there. */
async function claimAndFurnish(server: Server): Promise<Claim> {
  const wish = { port: await readPort(server.dataDir), fixed: false };
  const claim = await claimCluster(server, wish, new AbortController().signal);
  try {
    await rememberPort(server.dataDir, claim.port);
    await ensureDatabase(claim.lock, server.password);
    await removeOldDrafts(path.dirname(server.clusterDir));
    return claim;
  } catch (error) {
    await stopPostmaster(server, claim.pid);
    await claim.lock.release();
    throw error;
  }
}

/** Everything up to the point where the server can be started: folder, user, programs, cluster. */
async function prepareServer({ dataDir, onLog: log, ...options }: EmbeddedPostgresOptions): Promise<Server> {
  const systemDir = options.systemDir ?? SYSTEM_DIR;
  await prepareDataDir(dataDir);
  const existing = await findCluster(dataDir);
  const user = await chooseServerUser(existing ?? path.join(dataDir, 'postgres'));
  if (existing !== null) await openWayToCluster(dataDir, existing, user, log);
  const home = existing === null ? await chooseHome(dataDir, user, systemDir) : null;
  const binaries = await usableBinaries(user, user === null ? [dataDir] : [systemDir, dataDir], log);
  const password = await readOrMakePassword(dataDir);
  if (home !== null) {
    await initialiseCluster(home, binaries, user, password);
    if (home !== dataDir) await linkHome(dataDir, home, log);
  }
  const clusterDir = (await findCluster(dataDir))!;
  await refuseOtherMajorVersion(clusterDir, binaries);
  return { dataDir, clusterDir, binaries, user, password, settings: options.settings ?? {}, log };
}

/** The files of one major version mean nothing to the server of another. */
async function refuseOtherMajorVersion(clusterDir: string, { version }: Binaries): Promise<void> {
  const made = (await readFile(path.join(clusterDir, 'PG_VERSION'), 'utf8')).trim();
  if (made === version.split('.')[0]) return;
  throw new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES.OTHER_MAJOR_VERSION',
    `The database in ${clusterDir} was made by PostgreSQL ${made}, this Hark brings PostgreSQL ${version}. ` +
      'Dump it with the version of Hark that made it and load it into an empty data folder.',
  );
}
