import { Injectable } from '@nestjs/common';
import { PurchaseSummaryReader, type PurchaseSummary } from '../contracts/readers/purchase-summary.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';

/** One purchase on its way into the log. */
export interface NewPurchase {
  /** UUIDv7. */
  readonly id: string;
  readonly workspaceId: string;
  readonly brazeId: string;
  readonly productId: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Of one piece, in units of the currency. */
  readonly price: number;
  readonly quantity: number;
  readonly at: Date;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The writing and reading of `purchase` and `purchase_summary`; what merges do to them is in `profile-log.ts`. */
@Injectable()
export class PurchaseRepository extends PurchaseSummaryReader {
  /** Stores purchases and adds them up. Every entry counts. */
  async record(work: UnitOfWork, recordedAt: Date, purchases: readonly NewPurchase[]): Promise<void> {
    if (purchases.length === 0) return;
    await work.execute(
      `insert into purchase
         (workspace_id, id, braze_id, product_id, currency, price, quantity, occurred_at, properties, recorded_at)
       select workspace_id, id, braze_id, product_id, currency, price, quantity, occurred_at, properties, $10
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::integer[],
                     $8::timestamptz[], $9::jsonb[])
           as bought (workspace_id, id, braze_id, product_id, currency, price, quantity, occurred_at, properties)`,
      [
        purchases.map(({ workspaceId }) => workspaceId),
        purchases.map(({ id }) => id),
        purchases.map(({ brazeId }) => brazeId),
        purchases.map(({ productId }) => productId),
        purchases.map(({ currency }) => currency),
        purchases.map(({ price }) => price),
        purchases.map(({ quantity }) => quantity),
        purchases.map(({ at }) => at),
        purchases.map(({ properties }) => JSON.stringify(properties)),
        recordedAt,
      ],
    );
    await this.addUp(work, purchases);
  }

  private async addUp(work: UnitOfWork, purchases: readonly NewPurchase[]): Promise<void> {
    // One entry per key, because an upsert refuses a key twice; sorted, because that is the lock order everywhere.
    // A quantity of X is X single purchases. @source braze.com/docs, "Purchase object"
    await work.execute(
      `insert into purchase_summary (workspace_id, braze_id, product_id, first_at, last_at, count, revenue)
       select workspace_id, braze_id, product_id, min(occurred_at), max(occurred_at), sum(quantity), sum(price * quantity)
         from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::numeric[], $6::integer[])
           as bought (workspace_id, braze_id, product_id, occurred_at, price, quantity)
        group by workspace_id, braze_id, product_id
        order by workspace_id, braze_id, product_id
       on conflict (workspace_id, braze_id, product_id) do update set
         first_at = least(purchase_summary.first_at, excluded.first_at),
         last_at = greatest(purchase_summary.last_at, excluded.last_at),
         count = purchase_summary.count + excluded.count,
         revenue = purchase_summary.revenue + excluded.revenue`,
      [
        purchases.map(({ workspaceId }) => workspaceId),
        purchases.map(({ brazeId }) => brazeId),
        purchases.map(({ productId }) => productId),
        purchases.map(({ at }) => at),
        purchases.map(({ price }) => price),
        purchases.map(({ quantity }) => quantity),
      ],
    );
  }

  async byProfile(
    work: UnitOfWork,
    workspaceId: string,
    brazeIds: readonly string[],
  ): Promise<readonly PurchaseSummary[]> {
    if (brazeIds.length === 0) return [];
    return work.rows<PurchaseSummary>(
      // bigint and numeric would arrive as text; exports show numbers.
      `select braze_id as "brazeId", product_id as name, first_at as first, last_at as last,
              count::double precision as count, revenue::double precision as revenue
         from purchase_summary
        where workspace_id = $1 and braze_id = any($2::text[])
        order by braze_id, product_id`,
      [workspaceId, brazeIds],
    );
  }
}
