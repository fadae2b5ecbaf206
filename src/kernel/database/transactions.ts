import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PoolClient } from 'pg';
import { DatabaseUnavailable, isDatabaseAway, isLockTableFull, isWorthRetrying } from './database-errors.js';
import { UnitOfWork } from './unit-of-work.js';

/**
 * Three tries: a deadlock victim wins the second time. Whoever met the same crowd twice has the third try alone: it takes
 * whole spaces of locks, so nobody can move what it looks at, and a failure is a defect worth seeing. Unit: tries.
 */
const MAX_TRIES = 3;

/** Ends a rehearsal: thrown inside the transaction so that it is rolled back. */
class RehearsalOver extends Error {}

/** Opens transactions. The intake and the edge of the REST API use it; handlers never do. */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one READ COMMITTED transaction and commits it; whatever is thrown rolls everything back.
   * Deadlocks and serialisation failures are run again from the beginning; the last time, and when the server had no room
   * for more locks, with few coarse ones.
   * @throws DatabaseUnavailable when PostgreSQL is away; whether a commit in flight took effect is then unknown
   */
  run<Result>(work: (unit: UnitOfWork) => Promise<Result>): Promise<Result> {
    return this.runTries(work, false);
  }

  private async runTries<Result>(work: (unit: UnitOfWork) => Promise<Result>, isRehearsal: boolean): Promise<Result> {
    let locksCoarsely = false;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.runOnce(work, locksCoarsely, isRehearsal);
      } catch (error) {
        if (isDatabaseAway(error)) throw error instanceof DatabaseUnavailable ? error : new DatabaseUnavailable(error);
        if (!isWorthRetrying(error) || attempt >= MAX_TRIES) throw error;
        locksCoarsely ||= isLockTableFull(error) || attempt === MAX_TRIES - 1;
      }
    }
  }

  /**
   * Runs `work` for real and then undoes it: for answers to "what would happen", which so can never differ from what
   * does happen. Locks are held meanwhile, so keep it short.
   */
  async rehearse<Result>(work: (unit: UnitOfWork) => Promise<Result>): Promise<Result> {
    const rehearsed: { result?: Result } = {};
    try {
      await this.runTries(async (unit) => {
        rehearsed.result = await work(unit);
        throw new RehearsalOver();
      }, true);
    } catch (error) {
      if (!(error instanceof RehearsalOver)) throw error;
    }
    return rehearsed.result as Result;
  }

  private async runOnce<Result>(
    work: (unit: UnitOfWork) => Promise<Result>,
    locksCoarsely: boolean,
    isRehearsal: boolean,
  ): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      const unit = new UnitOfWork(runner.manager, client, locksCoarsely, isRehearsal);
      // Said to TypeORM so that its repositories do not open transactions of their own. Its `startTransaction` would be a
      // round trip by itself; our BEGIN leaves together with the first statement.
      (runner as { isTransactionActive: boolean }).isTransactionActive = true;
      try {
        const result = await work(unit);
        await unit.commit();
        return result;
      } catch (error) {
        // A connection whose server went away has nothing to roll back. TypeORM cannot be told to release it as broken but
        // by its own listener: without this the pool hands it out once more before it notices that the socket is closed.
        if (isDatabaseAway(error)) client.emit('error', error);
        else await unit.rollBack();
        throw error;
      }
    } finally {
      await runner.release();
    }
  }
}
