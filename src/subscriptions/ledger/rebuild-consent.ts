import { Injectable } from '@nestjs/common';
import { Transactions } from '../../kernel/database/transactions.js';
import { LedgerWalkRepository } from './ledger-walk.repository.js';
import { type ConsentDifference, RebuildRepository } from './rebuild.repository.js';

/** Numbers compared by one statement. Unit: numbers. */
const PAGE = 2_000;

/** How to rebuild. */
export interface RebuildOptions {
  /** Report only. */
  readonly dryRun: boolean;
  readonly onDifference?: (workspaceId: string, difference: ConsentDifference) => void;
  /** Told after each page. */
  readonly onProgress?: (workspaceId: string, numbers: number) => void;
}

/** What was found in one workspace. */
export interface RebuiltWorkspace {
  readonly workspaceId: string;
  readonly numbers: number;
  readonly differences: number;
}

/**
 * Rebuilds the current states from the history and compares; without `dryRun` what differs is set to what the history
 * says, number by number under their locks, so that it may run beside a working Hark.
 * @source contract "keywords and consent", section 7.4 ("The current state must be rebuildable from them")
 */
@Injectable()
export class RebuildConsent {
  constructor(
    private readonly transactions: Transactions,
    private readonly walk: LedgerWalkRepository,
    private readonly states: RebuildRepository,
  ) {}

  async run(options: RebuildOptions): Promise<readonly RebuiltWorkspace[]> {
    const workspaces = await this.transactions.run((work) => this.walk.workspaces(work));
    const results: RebuiltWorkspace[] = [];
    for (const workspaceId of workspaces) results.push(await this.rebuild(workspaceId, options));
    return results;
  }

  private async rebuild(workspaceId: string, options: RebuildOptions): Promise<RebuiltWorkspace> {
    let [after, numbers, differences] = ['', 0, 0];
    for (;;) {
      const page = await this.transactions.run((work) => this.states.numbersAfter(work, workspaceId, after, PAGE));
      if (page.length === 0) return { workspaceId, numbers, differences };
      const found = await this.comparePage(workspaceId, page, options.dryRun);
      for (const difference of found) options.onDifference?.(workspaceId, difference);
      after = page.at(-1)!;
      numbers += page.length;
      differences += found.length;
      options.onProgress?.(workspaceId, numbers);
    }
  }

  private comparePage(
    workspaceId: string,
    page: readonly string[],
    dryRun: boolean,
  ): Promise<readonly ConsentDifference[]> {
    return this.transactions.run(async (work) => {
      const found = await this.states.differences(work, workspaceId, page);
      if (dryRun || found.length === 0) return found;
      const numbers = [...new Set(found.map(({ number }) => number))];
      await work.lock('number', numbers);
      // Whoever held a lock may have moved the state meanwhile.
      const confirmed = await this.states.differences(work, workspaceId, numbers);
      await this.states.repair(work, workspaceId, numbers);
      return confirmed;
    });
  }
}
