import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** Questions about stored texts. Answered by: webhook. */
export abstract class InboundMessageReader {
  /** The instant the text reached us; null when it is not there (any more). */
  abstract receivedAt(work: UnitOfWork, workspaceId: string, id: string): Promise<Date | null>;
}
