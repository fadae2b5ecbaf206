import type { EntityManager } from 'typeorm';
import type { Client, PoolClient, QueryResult } from 'pg';
import { createHash } from 'node:crypto';
import { AppError } from '../app-error.js';

/**
 * Most keys that are locked one by one. Above it, and above what an ordinary request or batch names (docs/adr/0002:
 * 500 texts; /users/track: 300 identifiers), the whole space is locked: PostgreSQL holds 6,400 locks by default,
 * for everybody together. Unit: keys.
 */
export const MOST_SINGLE_LOCKS = 500;

/** A transaction whose failure somebody swallowed: nothing of it was stored. A defect of the caller. */
export class SilentlyRolledBack extends AppError {
  readonly code = 'DATABASE.SILENTLY_ROLLED_BACK';
  readonly retryable = false;
}

/**
 * One transaction, carried through a road in its events. It begins with its first statement.
 * Handlers run their statements on it; they never open, commit or roll back one themselves.
 */
export class UnitOfWork {
  /** What waits to leave with the next statement. */
  private parcel: (() => void)[] = [];
  /** What left without anybody waiting for it; none of these ever rejects. */
  private readonly sent: Promise<void>[] = [];
  private failure: Error | null = null;
  /** Spaces of locks that this transaction has to itself. */
  private readonly ownSpaces = new Set<string>();

  constructor(
    private readonly entities: EntityManager,
    private readonly client: PoolClient,
    /** Lock whole spaces however few keys there are: when the server has no room for more locks, and in the last try. */
    private readonly locksCoarsely = false,
    /** It will be undone whatever happens: nobody must be called or counted for it. */
    readonly isRehearsal = false,
  ) {
    this.write('begin');
  }

  /** TypeORM's view of this transaction, for the entities of configuration tables. */
  get manager(): EntityManager {
    // TypeORM's statements leave by themselves, and must not overtake ours.
    this.leave();
    return this.entities;
  }

  /**
   * Runs one statement and gives its rows. Statements are prepared once per connection: a stage's SQL is constant,
   * and planning an `unnest` join anew for every batch costs about as much as running it.
   */
  async rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.answerTo(sql, parameters)).rows as Row[];
  }

  /** Runs one statement and gives the number of rows it touched. */
  async execute(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.answerTo(sql, parameters)).rowCount ?? 0;
  }

  /**
   * Runs a statement whose answer nobody needs. It leaves together with the next one that is waited for, or with the
   * commit, and runs before it: waking PostgreSQL costs more than most statements do. When it fails, so does whatever is
   * waited for next, with its error.
   * @param explain gives the error to fail with, e.g. when the violated constraint says more than PostgreSQL does
   */
  write(sql: string, parameters: readonly unknown[] = [], explain: (error: Error) => Error = (error) => error): void {
    this.parcel.push(() => {
      const sent = this.query(sql, parameters).then(
        () => undefined,
        (error: unknown) => {
          this.failure ??= explain(error as Error);
        },
      );
      this.sent.push(sent);
    });
  }

  /** Called by whoever opened the transaction, once. @throws the first failure of what was written */
  async commit(): Promise<void> {
    const { command } = await this.answerTo('commit', []);
    // A failed write makes PostgreSQL roll back where we say commit, without calling it an error.
    await this.settled();
    if (command !== 'COMMIT') throw new SilentlyRolledBack('A statement failed and its error was not passed on.');
  }

  /** Called by whoever opened the transaction, once. What did not leave yet never will. */
  async rollBack(): Promise<void> {
    this.parcel = [];
    const begun = this.sent.length > 0;
    if (begun) await this.query('rollback', []);
  }

  /** Waits for what left without anybody waiting for it. @throws the first failure */
  private async settled(): Promise<void> {
    await Promise.all(this.sent);
    if (this.failure !== null) throw this.failure;
  }

  /**
   * Serialises this transaction with every other one, on any instance, that names one of the same keys, until it ends.
   * Keys are taken in one global order (by hash), so two transactions can wait for each other but never deadlock, as
   * long as each takes its spaces in the same order and each space once.
   * Too many keys take the gate of their space alone, which all others pass together.
   * @param space keeps keys of different kinds apart, e.g. `number`
   */
  async lock(space: string, keys: readonly string[]): Promise<void> {
    const statement = this.locking(space, keys);
    if (statement !== null) await this.execute(...statement);
  }

  /** The same, sent ahead of the next statement without waiting: that one runs when the locks are held. */
  lockAhead(space: string, keys: readonly string[]): void {
    const statement = this.locking(space, keys);
    if (statement !== null) this.write(...statement);
  }

  /** Whether every key of a space is locked by this transaction, also those it did not name. */
  owns(space: string): boolean {
    return this.ownSpaces.has(space);
  }

  private locking(space: string, keys: readonly string[]): [string, readonly unknown[]] | null {
    const distinct = [...new Set(keys)];
    if (this.locksCoarsely || distinct.length > MOST_SINGLE_LOCKS) {
      this.ownSpaces.add(space);
      return [LOCK_SPACE, [space]];
    }
    return distinct.length === 0 ? null : [LOCK_KEYS, [space, distinct]];
  }

  private async answerTo(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    try {
      return await this.leave(() => this.query(sql, parameters));
    } catch (error) {
      // After a failure PostgreSQL refuses everything else; the first error is the one that tells why.
      await this.settled();
      throw error;
    }
  }

  /** Sends what waits, and `last` behind it, in one write to the socket. */
  private leave<Last>(last?: () => Last): Last {
    const { stream } = (this.client as PoolClient & Pick<Client, 'connection'>).connection;
    stream.cork();
    try {
      for (const send of this.parcel.splice(0)) send();
      return last?.() as Last;
    } finally {
      stream.uncork();
    }
  }

  /** The connection is in pipeline mode (`database.module.ts`): statements leave at once and run in their order. */
  private query(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    return this.client.query({ name: statementName(sql), text: sql, values: parameters as unknown[] });
  }
}

// Two numbers: a gate can never be mistaken for a key, whose lock has one.
const GATE = `hashtext('hark gate'), hashtext($1)`;

const LOCK_SPACE = `select pg_advisory_xact_lock(${GATE})`;

const LOCK_KEYS = `
  with gate as materialized (select pg_advisory_xact_lock_shared(${GATE}))
  select pg_advisory_xact_lock(hash)
    from gate, (select distinct hashtextextended($1 || ':' || key, 0) as hash
                  from unnest($2::text[]) as key
                 order by 1) as keys`;

/** Uses after which a statement is planned anew, each step ten times the last. Unit: executions in this process. */
const REPLAN_AT = [10, 100, 1000, 10_000];

interface Prepared {
  readonly digest: string;
  uses: number;
}

const prepared = new Map<string, Prepared>();

/**
 * The name under which a statement is prepared. It changes as the statement is used more, because PostgreSQL keeps the
 * first general plan until the next ANALYZE: made on an empty table, where every index costs the same, it would read whole
 * tables for the busy first minute of a new installation (measured: 44 ms instead of 3 for a batch at 8,000 profiles).
 */
function statementName(sql: string): string {
  let statement = prepared.get(sql);
  if (statement === undefined) {
    statement = { digest: createHash('sha1').update(sql).digest('base64url'), uses: 0 };
    prepared.set(sql, statement);
  }
  const { digest, uses } = statement;
  statement.uses += 1;
  return `${digest}${REPLAN_AT.filter((at) => uses >= at).length}`;
}
