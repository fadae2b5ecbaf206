import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { Masked } from '../../kernel/masked.js';

/** Questions about stored texts. Answered by: webhook. */
export abstract class InboundMessageReader {
  /** The instant the text reached us; null when it is not there (any more). */
  abstract receivedAt(work: UnitOfWork, workspaceId: string, id: string): Promise<Date | null>;

  /** What the texts say, by id; those that are not there (any more) are absent. */
  abstract texts(work: UnitOfWork, workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Masked>>;
}
