import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** First, last, how often and for how much a profile bought one product. */
export interface PurchaseSummary {
  readonly brazeId: string;
  /** The product id; exports call it `name`. */
  readonly name: string;
  readonly first: Date;
  readonly last: Date;
  /** Single purchases: a quantity of three counts three times. */
  readonly count: number;
  /** Sum of price × quantity as reported, currencies not converted; `total_revenue` is the sum over the products. */
  readonly revenue: number;
}

/** Questions about purchases. Answered by: events. */
export abstract class PurchaseSummaryReader {
  /** @returns by profile and then by product, ascending */
  abstract byProfile(
    work: UnitOfWork,
    workspaceId: string,
    brazeIds: readonly string[],
  ): Promise<readonly PurchaseSummary[]>;
}
