import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterLock } from './cluster-lock.js';
import type { Server } from './embedded-postgres.types.js';
import { EmbeddedPostgresError, isAlreadyRunning } from './embedded-postgres.errors.js';
import { launchPostmaster, type Launch } from './launch-postmaster.js';
import { findPostmaster, removeMisleadingPidFile, type Postmaster } from './postmaster-pid.js';
import { endLeftovers, runsRemovedProgram } from './processes.js';
import { resetPassword } from './reset-password.js';
import { findFreePort, isFree } from './secrets-and-port.js';
import { stopPostmaster } from './stop-postmaster.js';

/** A running server of the cluster and the lock which says that it is ours. */
export interface Claim {
  lock: ClusterLock;
  pid: number;
  port: number;
  /** True when the server ran already: a Hark that was killed had left it behind. */
  adopted: boolean;
}

/** Which port to listen on. A fixed one is waited for, as connection pools know it; else another will do. */
export interface PortWish {
  port: number | null;
  fixed: boolean;
}

/** How often we look at `postmaster.pid`. It is one small read. */
const LOOK_AGAIN_MS = 15;

/** A server that goes down or does not answer must make up its mind in this time. Recovery may take what it takes. */
const PATIENCE_MS = 60_000;

const PROGRESS_EVERY_MS = 5_000;

/** Covers ports snatched between our look and the server's, and other starts that are faster than ours. */
const MAX_LAUNCHES = 20;

/** Children of a killed postmaster end by themselves within milliseconds, except in a long calculation. */
const LEFTOVERS_MAY_LIVE_MS = 3_000;

/**
 * Brings the server of a cluster up, if it is not, and takes the lock.
 * @throws EmbeddedPostgresError `ALREADY_RUNNING` when another Hark holds the lock
 */
export function claimCluster(server: Server, wish: PortWish, signal: AbortSignal): Promise<Claim> {
  return new Claiming(server, wish, signal).run();
}

/**
 * Looks at the cluster and makes one step, until the lock is held. Whatever there is (nothing, a server that starts,
 * recovers or stops, an orphan, the remains of a killed one), each look stands for itself; so two starts at the same
 * instant, or a start into a shutdown, need no case of their own.
 */
class Claiming {
  private launch: Launch | null = null;
  private launches = 0;
  private port: number | null;
  private patienceEndsAt = Date.now() + PATIENCE_MS;
  private nextProgressAt = Date.now() + PROGRESS_EVERY_MS;
  private leftoversEndAt: number | null = null;
  private passwordWasReset = false;

  constructor(
    private readonly server: Server,
    private readonly wish: PortWish,
    private readonly signal: AbortSignal,
  ) {
    this.port = wish.port;
  }

  async run(): Promise<Claim> {
    try {
      return await this.untilHeld();
    } catch (error) {
      // A server that we started and that nobody else has claimed must not stay behind.
      if (!isAlreadyRunning(error)) await this.launch?.end();
      throw error;
    }
  }

  private async untilHeld(): Promise<Claim> {
    for (;;) {
      this.signal.throwIfAborted();
      const found = await findPostmaster(this.server.clusterDir);
      if (found === null) await this.launchUnlessUnderWay();
      const claim = found?.status === 'ready' ? await this.tryLock(found) : null;
      if (claim !== null) return claim;
      this.watchTheClock(found);
      await sleep(LOOK_AGAIN_MS);
    }
  }

  private async launchUnlessUnderWay(): Promise<void> {
    if (this.launch !== null) {
      const { failure } = this.launch;
      if (failure === null) return;
      if (failure instanceof EmbeddedPostgresError) throw failure;
      if (failure === 'memory-in-use') await this.waitForLeftovers();
      if (failure === 'port-taken') this.giveUpPort();
    }
    if (this.launches >= MAX_LAUNCHES) {
      throw startFailed(`${MAX_LAUNCHES} attempts failed (${String(this.launch?.failure)})`);
    }
    this.launches += 1;
    if (await removeMisleadingPidFile(this.server.clusterDir)) {
      this.server.log({ level: 'info', message: 'Removed a postmaster.pid whose process is another program by now.' });
    }
    if (this.port !== null && !(await isFree(this.port))) this.giveUpPort();
    this.port ??= await findFreePort();
    this.launch = await launchPostmaster(this.server, this.port);
  }

  private async tryLock(found: Postmaster): Promise<Claim | null> {
    const attempt = await ClusterLock.tryTake(found.port, this.server.password);
    const adopted = found.pid !== this.launch?.pid;
    if (attempt.kind === 'held') {
      if (!adopted || !(await this.isOutdated(found, attempt.lock))) {
        return { lock: attempt.lock, pid: found.pid, port: found.port, adopted };
      }
      await stopPostmaster(this.server, found.pid);
      await attempt.lock.release();
      return null;
    }
    if (attempt.kind === 'rejected') {
      await this.resetPassword(found, adopted);
      return null;
    }
    if (attempt.kind === 'taken') {
      throw new EmbeddedPostgresError(
        'EMBEDDED_POSTGRES.ALREADY_RUNNING',
        `Another Hark is already running on the data folder ${this.server.dataDir} (PostgreSQL process ${found.pid}). ` +
          'Stop it first, or set HARK_DATA_DIR to another folder.',
      );
    }
    // A server that lost a child process recovers under its old, "ready" pid file.
    if (attempt.starting) this.patienceEndsAt = Date.now() + PATIENCE_MS;
    return null;
  }

  /** Hark was updated while the orphan ran: its programs are gone from the disk, or older than ours. */
  private async isOutdated(found: Postmaster, lock: ClusterLock): Promise<boolean> {
    if (await runsRemovedProgram(found.pid, this.server.user)) return true;
    const [row] = await lock.query<{ server_version: string }>('show server_version');
    return row?.server_version !== this.server.binaries.version;
  }

  /** A restored backup comes without our password file. Who can write to the cluster may set its password. */
  private async resetPassword(found: Postmaster, adopted: boolean): Promise<void> {
    if (adopted || this.passwordWasReset) {
      throw new EmbeddedPostgresError(
        'EMBEDDED_POSTGRES.PASSWORD_REJECTED',
        `The PostgreSQL that runs on ${this.server.clusterDir} (process ${found.pid}) refuses the password in ` +
          `${this.server.dataDir}/postgres.password. Put back the file that belongs to it, or stop that process and start again.`,
      );
    }
    this.passwordWasReset = true;
    await stopPostmaster(this.server, found.pid);
    this.launch = null;
    await resetPassword(this.server);
  }

  private giveUpPort(): void {
    if (this.wish.fixed) {
      throw new EmbeddedPostgresError(
        'EMBEDDED_POSTGRES.PORT_TAKEN',
        `Another program listens on port ${this.port ?? 0}, which the embedded PostgreSQL needs again after its end.`,
      );
    }
    this.port = null;
  }

  /** PostgreSQL refuses to start while children of a killed postmaster still use its memory. */
  private async waitForLeftovers(): Promise<void> {
    this.leftoversEndAt ??= Date.now() + LEFTOVERS_MAY_LIVE_MS;
    this.launches -= 1;
    if (Date.now() > this.leftoversEndAt) await endLeftovers(this.server.clusterDir, this.server.user);
    await sleep(LOOK_AGAIN_MS * 5);
  }

  private watchTheClock(found: Postmaster | null): void {
    const now = Date.now();
    if (found?.status === 'starting') this.patienceEndsAt = now + PATIENCE_MS;
    if (now > this.patienceEndsAt) {
      throw startFailed(
        found === null
          ? `it is not there after ${PATIENCE_MS / 1000} s`
          : `process ${found.pid} is ${found.status} for ${PATIENCE_MS / 1000} s and does not answer`,
      );
    }
    if (now < this.nextProgressAt) return;
    this.nextProgressAt = now + PROGRESS_EVERY_MS;
    const doing = found?.status === 'stopping' ? 'still shuts down' : 'recovers what an unclean end left unfinished';
    this.server.log({ level: 'info', message: `PostgreSQL ${doing}, please wait; progress is in postgres.log.` });
  }
}

function startFailed(reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('EMBEDDED_POSTGRES.START_FAILED', `PostgreSQL did not start: ${reason}.`);
}
