import { readFile, readlink, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import type { Log } from './embedded-postgres.types.js';
import { hasPidFile } from './postmaster-pid.js';

const BEAT_EVERY_MS = 2_000;

/** Three beats; one may be late on a busy machine. */
const OBSERVE_MS = 6_000;

/**
 * A sign of life for Harks that cannot see our processes: in another container on the same volume, as during a rolling
 * update. Neither the lock nor PostgreSQL's own pid file works there, and two servers on one cluster destroy it.
 */
export class Heartbeat {
  private constructor(private readonly timer: NodeJS.Timeout) {}

  static async start(dataDir: string): Promise<Heartbeat> {
    const file = ownerFile(dataDir);
    await writeFile(file, await viewpoint(), { mode: 0o600 });
    const timer = setInterval(() => {
      const now = new Date();
      // A full or lost disk is noticed and reported by the server.
      void utimes(file, now, now).catch(() => undefined);
    }, BEAT_EVERY_MS);
    timer.unref();
    return new Heartbeat(timer);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

/**
 * Waits for a sign of life where the cluster was not stopped cleanly and was last used from elsewhere. Compares two
 * looks at the file, not the file with our clock: volumes may be on a machine with another one.
 * @throws EmbeddedPostgresError `ALREADY_RUNNING` when the other one lives
 */
export async function refuseLifeElsewhere(dataDir: string, clusterDir: string, log: Log): Promise<void> {
  if (!(await hasPidFile(clusterDir))) return;
  const owner = await readFile(ownerFile(dataDir), 'utf8').catch(() => null);
  if (owner === null || owner === (await viewpoint())) return;

  log({ level: 'info', message: `The data folder was in use on ${owner}; making sure that it no longer is.` });
  const before = await lastBeat(dataDir);
  const deadline = Date.now() + OBSERVE_MS;
  while (Date.now() < deadline) {
    await sleep(BEAT_EVERY_MS / 10);
    if ((await lastBeat(dataDir)) === before) continue;
    throw new EmbeddedPostgresError(
      'EMBEDDED_POSTGRES.ALREADY_RUNNING',
      `Another Hark is already running on the data folder ${dataDir}, in another container or on another machine (${owner}). ` +
        'Stop it first, or set HARK_DATA_DIR to another folder.',
    );
  }
}

/** Two processes with the same viewpoint see each other: host name, and on Linux the process namespace. */
async function viewpoint(): Promise<string> {
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  return `${hostname()} ${namespace}`.trim();
}

async function lastBeat(dataDir: string): Promise<number> {
  return (await stat(ownerFile(dataDir))).mtimeMs;
}

function ownerFile(dataDir: string): string {
  return path.join(dataDir, 'postgres.owner');
}
