import { setTimeout as sleep } from 'node:timers/promises';
import { claimCluster, type Claim } from './claim-cluster.js';
import type { Server } from './embedded-postgres.types.js';
import { isAlreadyRunning } from './embedded-postgres.errors.js';
import type { Heartbeat } from './heartbeat.js';
import { stopPostmaster } from './stop-postmaster.js';

/** Waits before the restarts in a row; after the last one failed we give up and say so. */
const BACK_OFF_MS = [0, 250, 1_000, 2_000, 4_000];

/** A server that ended sooner than this after its start counts as a failed start: something kills it every time. */
const STABLE_AFTER_MS = 10_000;

/**
 * Keeps the server of a claimed cluster running. It does not ask the server how it is: the lock's session ends the
 * moment the server dies, restarts its children or throws us out, and for an adopted server that is no child of ours
 * as well. Each of these is answered by claiming again, on the same port, so that connection pools find it.
 */
export class Supervisor {
  private readonly stopping = new AbortController();
  private recovery: Promise<void> = Promise.resolve();
  private failures = 0;
  private claimedAt = Date.now();
  private stopped: Promise<void> | null = null;

  constructor(
    private readonly server: Server,
    private claim: Claim | null,
    private readonly heartbeat: Heartbeat,
    private readonly onUnrecoverable: (error: Error) => void,
  ) {
    this.watch();
  }

  /** Stops the server and gives up the lock. Every call waits for the same, single shutdown. */
  stop(): Promise<void> {
    this.stopped ??= this.shutDown();
    return this.stopped;
  }

  /** The lock stays ours until the server ends: released before, a new Hark could adopt a server about to stop. */
  private async shutDown(): Promise<void> {
    this.stopping.abort();
    await this.recovery;
    this.heartbeat.stop();
    if (this.claim === null) return;
    const { pid, lock } = this.claim;
    this.claim = null;
    try {
      await stopPostmaster(this.server, pid);
    } finally {
      await lock.release();
    }
  }

  private watch(): void {
    this.claim?.lock.onLost(() => {
      if (!this.stopping.signal.aborted) this.recovery = this.recover();
    });
  }

  private async recover(): Promise<void> {
    const port = this.claim?.port ?? null;
    this.claim = null;
    if (Date.now() - this.claimedAt > STABLE_AFTER_MS) this.failures = 0;
    this.server.log({ level: 'warn', message: 'The embedded PostgreSQL is gone; bringing it back.' });
    for (;;) {
      try {
        await sleep(BACK_OFF_MS[this.failures] ?? 0, undefined, { signal: this.stopping.signal });
        this.failures += 1;
        const began = Date.now();
        this.claim = await claimCluster(this.server, { port, fixed: true }, this.stopping.signal);
        this.claimedAt = Date.now();
        this.server.log({
          level: 'info',
          message: `The embedded PostgreSQL is back on port ${this.claim.port} after ${this.claimedAt - began} ms.`,
        });
        this.watch();
        return;
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        if (this.isHopeless(error)) {
          this.heartbeat.stop();
          this.onUnrecoverable(error instanceof Error ? error : new Error(String(error)));
          return;
        }
        this.server.log({ level: 'warn', message: `PostgreSQL did not come back, trying again: ${String(error)}` });
      }
    }
  }

  private isHopeless(error: unknown): boolean {
    return this.failures >= BACK_OFF_MS.length || isAlreadyRunning(error);
  }
}
