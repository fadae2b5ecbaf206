import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** A state that is not what the history says; null where one of the two says nothing. */
export interface ConsentDifference {
  readonly number: string;
  readonly groupId: string;
  readonly stored: string | null;
  readonly rebuilt: string | null;
}

// The history under erased names has no number that a state could belong to. A number that the history leaves unknown
// needs no row.
const DIFFERENCES = `
  newest as (
    select distinct on (number, group_id) number, group_id, state_after as state, occurred_at
      from consent_change where workspace_id = $1 and number = any($2::text[]) and effect <> 'late'
     order by number, group_id, seq desc
  ), moved as (
    select distinct on (number, group_id) number, group_id, id as change_id, recorded_at as changed_at
      from consent_change where workspace_id = $1 and number = any($2::text[]) and effect = 'changed'
     order by number, group_id, seq desc
  ), stored as (
    select * from consent where workspace_id = $1 and number = any($2::text[])
  ), difference as (
    select number, group_id, stored.state as stored, newest.state as rebuilt, newest.occurred_at, moved.changed_at, moved.change_id
      from newest join moved using (number, group_id) full join stored using (number, group_id)
     where (stored.state, stored.occurred_at, stored.changed_at, stored.change_id)
           is distinct from (newest.state, newest.occurred_at, moved.changed_at, moved.change_id)
       and not (stored.state is null and newest.state = 'unknown')
  )`;

/** Compares `consent` with what the history makes of it, and repairs it. */
@Injectable()
export class RebuildRepository {
  /** The next numbers of which anything is stored, in their order. */
  async numbersAfter(work: UnitOfWork, workspaceId: string, after: string, limit: number): Promise<readonly string[]> {
    const rows = await work.rows<{ number: string }>(
      `select number from (
         (select distinct number from consent_change
           where workspace_id = $1 and number > $2 and number not like 'erased:%' order by number limit $3)
         union
         (select distinct number from consent where workspace_id = $1 and number > $2 order by number limit $3)
       ) as numbers order by number limit $3`,
      [workspaceId, after, limit],
    );
    return rows.map(({ number }) => number);
  }

  async differences(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly string[],
  ): Promise<readonly ConsentDifference[]> {
    return work.rows<ConsentDifference>(
      `with ${DIFFERENCES}
       select number, group_id as "groupId", stored, rebuilt from difference order by number, group_id`,
      [workspaceId, numbers],
    );
  }

  /** Makes the states of these numbers what the history says. They must be locked. */
  async repair(work: UnitOfWork, workspaceId: string, numbers: readonly string[]): Promise<void> {
    await work.execute(
      `with ${DIFFERENCES}, gone as (
         delete from consent c using difference d
          where d.rebuilt is null and c.workspace_id = $1 and c.number = d.number and c.group_id = d.group_id
       )
       insert into consent (workspace_id, number, group_id, state, occurred_at, changed_at, change_id)
       select $1, number, group_id, rebuilt, occurred_at, changed_at, change_id from difference where rebuilt is not null
        order by number, group_id
       on conflict (workspace_id, number, group_id) do update
         set state = excluded.state, occurred_at = excluded.occurred_at,
             changed_at = excluded.changed_at, change_id = excluded.change_id`,
      [workspaceId, numbers],
    );
  }
}
