import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** No marketing goes to this number from this group for now. */
export interface MarketingPause {
  /** E.164. */
  readonly number: string;
  readonly groupId: string;
  readonly since: Date;
  /** At this instant at the latest it is decided whether the number is still subscribed. */
  readonly until: Date;
}

/** Questions about pauses; consent itself does not move while one lasts. Answered by: replies. */
export abstract class MarketingPauseReader {
  /** The pauses of these E.164 numbers. @source contract "keywords and consent", section 5.6 `clarify` */
  abstract pausesOf(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly string[],
  ): Promise<readonly MarketingPause[]>;
}
