import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** Switches of a workspace. */
export interface WorkspaceSettings {
  /** Whether an unknown number that opts in or out becomes an anonymous profile. @source contract "Braze API", 6.3 */
  readonly unknownNumberHandling: boolean;
}

/** Questions about workspaces. Answered by: workspaces. */
export abstract class WorkspaceReader {
  abstract settings(work: UnitOfWork, workspaceId: string): Promise<WorkspaceSettings>;
}
