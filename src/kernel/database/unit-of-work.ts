import type { EntityManager } from 'typeorm';
import type { PoolClient } from 'pg';
import { createHash } from 'node:crypto';

/**
 * Most keys that are locked one by one. Above it, and above what an ordinary request or batch names (docs/adr/0002:
 * 500 texts; /users/track: 300 identifiers), the whole space is locked: PostgreSQL holds 6,400 locks by default,
 * for everybody together. Unit: keys.
 */
export const MOST_SINGLE_LOCKS = 500;

/**
 * One open transaction, carried through a road in its events.
 * Handlers run their statements on it; they never open, commit or roll back one themselves.
 */
export class UnitOfWork {
  constructor(
    /** TypeORM's view of this transaction, for the entities of configuration tables. */
    readonly manager: EntityManager,
    private readonly client: PoolClient,
    /** Lock whole spaces however few keys there are: set when the server had no room for more locks. */
    private readonly locksCoarsely = false,
  ) {}

  /**
   * Runs one statement and gives its rows. Statements are prepared once per connection: a stage's SQL is constant,
   * and planning an `unnest` join anew for every batch costs about as much as running it.
   */
  async rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.client.query<Record<string, unknown>>({
      name: statementName(sql),
      text: sql,
      values: parameters as unknown[],
    });
    return result.rows as Row[];
  }

  /** Runs one statement and gives the number of rows it touched. */
  async execute(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    const result = await this.client.query({ name: statementName(sql), text: sql, values: parameters as unknown[] });
    return result.rowCount ?? 0;
  }

  /**
   * Serialises this transaction with every other one, on any instance, that names one of the same keys, until it ends.
   * Keys are taken in one global order (by hash), so two transactions can wait for each other but never deadlock, as
   * long as each takes its spaces in the same order and each space once.
   * Too many keys take the gate of their space alone, which all others pass together.
   * @param space keeps keys of different kinds apart, e.g. `number`
   */
  async lock(space: string, keys: readonly string[]): Promise<void> {
    const distinct = [...new Set(keys)];
    if (distinct.length === 0) return;
    if (this.locksCoarsely || distinct.length > MOST_SINGLE_LOCKS) await this.execute(LOCK_SPACE, [space]);
    else await this.execute(LOCK_KEYS, [space, distinct]);
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
