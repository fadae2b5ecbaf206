import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** From when on an opt-out of numbers of a country reaches how far. */
export interface OptOutScope {
  /** ISO 3166-1 alpha-2, capitals. */
  readonly country: string;
  readonly scope: 'group' | 'all_groups';
  readonly from: Date;
}

/** Questions about how far an opt-out reaches. Answered by: workspaces. */
export abstract class OptOutScopeReader {
  /** All entries of a workspace, oldest first; none: every opt-out ends its own group. @source design, ruling 8 */
  abstract optOutScopes(work: UnitOfWork, workspaceId: string): Promise<readonly OptOutScope[]>;
}
