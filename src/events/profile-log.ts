import type { ProfilesMerged } from '../contracts/profile/2-profiles-tracked.event.js';
import type { UndoneMerge } from '../contracts/profile/merge-undone.event.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';

/** A log of what profiles did, and its summary per profile and name. All of it is SQL of ours, none comes from outside. */
export interface ProfileLogTables {
  readonly log: string;
  readonly summary: string;
  /** Column that names what was done. */
  readonly name: string;
  /** Columns of the summary beside first and last time, each with the aggregate over the log that fills it. */
  readonly totals: Readonly<Record<string, string>>;
}

/** What becomes of a log when its profiles become one, two again, or none. */
export class ProfileLog {
  private readonly key: string;
  private readonly columns: string;
  /** Ends a statement that adds to sums which may be there already. */
  private readonly addingUp: string;

  constructor(private readonly tables: ProfileLogTables) {
    const { summary, name, totals } = tables;
    const sums = Object.keys(totals);
    this.key = `workspace_id, braze_id, ${name}`;
    this.columns = [this.key, 'first_at', 'last_at', ...sums].join(', ');
    this.addingUp = `on conflict (${this.key}) do update set
      first_at = least(${summary}.first_at, excluded.first_at),
      last_at = greatest(${summary}.last_at, excluded.last_at),
      ${sums.map((sum) => `${sum} = ${summary}.${sum} + excluded.${sum}`).join(', ')}`;
  }

  /** Gives the entries of gone profiles to the kept ones. @param moves one entry per gone profile, no kept one gone */
  move(work: UnitOfWork, workspaceId: string, moves: readonly ProfilesMerged[]): void {
    if (moves.length === 0) return;
    const { log, summary, name, totals } = this.tables;
    const sums = Object.keys(totals);
    const parameters = [workspaceId, moves.map(({ goneId }) => goneId), moves.map(({ keptId }) => keptId)];
    work.write(
      `update ${log} entry set braze_id = move.kept_id, first_owner_id = coalesce(entry.first_owner_id, entry.braze_id)
         from unnest($2::text[], $3::text[]) as move (gone_id, kept_id)
        where entry.workspace_id = $1 and entry.braze_id = move.gone_id`,
      parameters,
    );
    work.write(
      `with moved as (
         delete from ${summary} summary using unnest($2::text[], $3::text[]) as move (gone_id, kept_id)
          where summary.workspace_id = $1 and summary.braze_id = move.gone_id
         returning move.kept_id, summary.*)
       insert into ${summary} (${this.columns})
       select $1, kept_id, ${name}, min(first_at), max(last_at), ${sums.map((sum) => `sum(${sum})`).join(', ')}
         from moved
        group by kept_id, ${name}
        order by kept_id, ${name}
       ${this.addingUp}`,
      parameters,
    );
  }

  /** Gives a profile that was merged away what was its own, and adds both up anew; what came later stays. */
  giveBack(work: UnitOfWork, { workspaceId, keptId, goneId, returningIds }: UndoneMerge): void {
    const { log, summary, totals } = this.tables;
    work.write(
      `update ${log} set braze_id = $3, first_owner_id = nullif(first_owner_id, $3)
        where workspace_id = $1 and braze_id = $2 and first_owner_id = any($4::text[])`,
      [workspaceId, keptId, goneId, returningIds],
    );
    work.write(`delete from ${summary} where workspace_id = $1 and braze_id in ($2, $3)`, [
      workspaceId,
      keptId,
      goneId,
    ]);
    work.write(
      `insert into ${summary} (${this.columns})
       select ${this.key}, min(occurred_at), max(occurred_at), ${Object.values(totals).join(', ')}
         from ${log} where workspace_id = $1 and braze_id in ($2, $3)
        group by ${this.key}
        order by ${this.key}`,
      [workspaceId, keptId, goneId],
    );
  }

  /** Forgets everything these profiles did. */
  erase(work: UnitOfWork, workspaceId: string, brazeIds: readonly string[]): void {
    for (const table of [this.tables.log, this.tables.summary])
      work.write(`delete from ${table} where workspace_id = $1 and braze_id = any($2::text[])`, [
        workspaceId,
        brazeIds,
      ]);
  }
}

/** @source migration `CreateCustomEvent` */
const EVENT_LOG = new ProfileLog({
  log: 'custom_event',
  summary: 'event_summary',
  name: 'name',
  totals: { count: 'count(*)' },
});

/** A quantity of X is X single purchases. @source migration `CreatePurchase`; braze.com/docs, "Purchase object" */
const PURCHASE_LOG = new ProfileLog({
  log: 'purchase',
  summary: 'purchase_summary',
  name: 'product_id',
  totals: { count: 'sum(quantity)', revenue: 'sum(price * quantity)' },
});

/** Every log of what profiles did. */
export const PROFILE_LOGS: readonly ProfileLog[] = [EVENT_LOG, PURCHASE_LOG];
