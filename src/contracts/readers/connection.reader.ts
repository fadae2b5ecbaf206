import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** Questions about provider connections. Answered by: webhook. */
export abstract class ConnectionReader {
  /** Whether the workspace has a connection with this id. */
  abstract exists(work: UnitOfWork, workspaceId: string, id: string): Promise<boolean>;

  /** The provider's name of each of these connections, by id. */
  abstract providers(
    work: UnitOfWork,
    workspaceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
}
