import type { EntityManager } from 'typeorm';
import type { PoolClient } from 'pg';
import { createHash } from 'node:crypto';

/**
 * One open transaction, carried through a road in its events.
 * Handlers run their statements on it; they never open, commit or roll back one themselves.
 */
export class UnitOfWork {
  constructor(
    /** TypeORM's view of this transaction, for the entities of configuration tables. */
    readonly manager: EntityManager,
    private readonly client: PoolClient,
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
   * Keys are taken in one global order (by hash), so two transactions can wait for each other but never deadlock.
   * @param space keeps keys of different kinds apart, e.g. `number`
   */
  async lock(space: string, keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.execute(
      `select pg_advisory_xact_lock(hash)
         from (select distinct hashtextextended($1 || ':' || key, 0) as hash
                 from unnest($2::text[]) as key
                order by 1) as keys`,
      [space, [...new Set(keys)]],
    );
  }
}

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
