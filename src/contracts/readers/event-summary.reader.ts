import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** First, last and how often a profile did something. */
export interface EventSummary {
  readonly brazeId: string;
  readonly name: string;
  readonly first: Date;
  readonly last: Date;
  readonly count: number;
}

/** Questions about custom events. Answered by: events. */
export abstract class EventSummaryReader {
  abstract byProfile(
    work: UnitOfWork,
    workspaceId: string,
    brazeIds: readonly string[],
  ): Promise<readonly EventSummary[]>;
}
