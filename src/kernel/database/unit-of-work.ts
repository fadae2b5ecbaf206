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

const names = new Map<string, string>();

function statementName(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    name = createHash('sha1').update(sql).digest('base64url');
    names.set(sql, name);
  }
  return name;
}
