import pg from 'pg';

/** The superuser of the cluster. Hark itself connects as an ordinary role, see `cluster-database.ts`. */
export const SUPERUSER = 'postgres';

/** "HARK" in ASCII. Advisory locks are per database and nothing else locks in the database `postgres`. */
const LOCK_KEY = 0x4841524b;

/** A killed Hark's session ends a moment after its socket; only a lock held longer belongs to a living one. */
const TRIES = 5;
const BETWEEN_TRIES_MS = 100;

/** Longer than a busy machine needs for a local handshake, short enough to look again. */
const CONNECT_TIMEOUT_MS = 5_000;

/** SQLSTATE invalid_password, and what is reported for an unknown role or a refused method. */
const REJECTED = new Set(['28P01', '28000']);

/** SQLSTATE cannot_connect_now: the server starts, recovers or shuts down. */
const STARTING = '57P03';

/** What came out of asking for the lock: held by us, by another Hark, or the server cannot be asked now. */
export type LockAttempt =
  { kind: 'held'; lock: ClusterLock } | { kind: 'taken' } | { kind: 'rejected' } | { kind: 'away'; starting: boolean };

/**
 * The proof that this Hark, and no other, owns the running cluster: a session-level advisory lock. It needs no
 * cleaning up, as it ends with the process that holds it, however that process ends.
 */
export class ClusterLock {
  private ended = false;
  private whenLost: (() => void) | null = null;

  private constructor(private readonly client: pg.Client) {
    client.once('end', () => {
      this.ended = true;
      this.whenLost?.();
    });
  }

  /** Asks for the lock. The handshake also proves that the server there is ours: both sides show the password. */
  static async tryTake(port: number, password: string): Promise<LockAttempt> {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: SUPERUSER,
      password,
      database: 'postgres',
      application_name: 'hark cluster lock',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      // An operator's time-outs are for clients that forget to hang up, this one means it.
      options: '-c idle_session_timeout=0 -c statement_timeout=0',
    });
    // Without a listener a lost connection would end the process; the session's end is what we act on.
    client.on('error', () => undefined);
    try {
      await client.connect();
      for (let tries = 1; tries <= TRIES; tries += 1) {
        const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK_KEY]);
        if (rows[0]?.held === true) return { kind: 'held', lock: new ClusterLock(client) };
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
      }
      await client.end();
      return { kind: 'taken' };
    } catch (cause) {
      await client.end().catch(() => undefined);
      const code = cause instanceof pg.DatabaseError ? cause.code : undefined;
      if (REJECTED.has(code ?? '')) return { kind: 'rejected' };
      return { kind: 'away', starting: code === STARTING };
    }
  }

  /** Calls back once when the session ends, or has ended, without {@link release}: the server died or threw us out. */
  onLost(callback: () => void): void {
    this.whenLost = callback;
    if (this.ended) callback();
  }

  /** Runs one administrative statement in the lock's own session. */
  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, values)).rows;
  }

  /** Ends the session and with it the lock. Does not fail when the server is gone already. */
  async release(): Promise<void> {
    this.whenLost = null;
    await this.client.end().catch(() => undefined);
  }
}
