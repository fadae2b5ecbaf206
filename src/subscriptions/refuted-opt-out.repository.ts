import { Injectable } from '@nestjs/common';
import type { ConsentState } from '../contracts/inbound/5-consent-decided.event.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { ConsentKey } from './consent-key.js';

/** An opt-out that took effect in one group, as the history has it. */
export interface PastOptOut extends ConsentKey {
  /** Its row. */
  readonly id: string;
  /** The row that was named: the same, or the one of the group it was said in. */
  readonly changeId: string;
  readonly stateBefore: ConsentState;
  readonly occurredAt: Date;
  readonly profileIds: readonly string[];
  /** Whether the consent was spoken about after it, by whatever road. */
  readonly overtaken: boolean;
}

interface OptOutRow extends Omit<PastOptOut, 'number'> {
  readonly number: string;
}

/** Looks up single rows of `consent_change` and what followed them. */
@Injectable()
export class RefutedOptOutRepository {
  /**
   * The groups that were left by what these rows tell, by id of the row: its own, and those it reached. Erased ones are
   * absent. An older opt-in that arrived late moved nothing then and would move nothing now, so only it does not overtake.
   */
  async find(
    work: UnitOfWork,
    workspaceId: string,
    changeIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly PastOptOut[]>> {
    const rows = await work.rows<OptOutRow>(
      `select c.workspace_id as "workspaceId", c.id, named.id as "changeId", c.number, c.group_id as "groupId",
              c.state_before as "stateBefore", c.occurred_at as "occurredAt", c.profile_ids as "profileIds",
              exists (select 1 from consent_change later
                       where later.workspace_id = c.workspace_id and later.number = c.number and later.seq > c.seq
                         and later.group_id = c.group_id
                         and not (later.effect = 'late' and later.action = 'opt_in')) as overtaken
         from consent_change named
        cross join lateral (
          select * from consent_change reached
           where reached.workspace_id = named.workspace_id and reached.number = named.number and reached.seq >= named.seq
             and (reached.id = named.id or reached.origin_change_id = named.id)
             and reached.action = 'opt_out' and reached.effect = 'changed'
          offset 0
        ) as c
        where named.workspace_id = $1 and named.id = any($2::uuid[]) and named.action = 'opt_out' and named.number like '+%'
        order by c.seq`,
      [workspaceId, changeIds],
    );
    const optOuts = rows.map((row) => ({ ...row, number: PhoneNumber.fromE164(row.number) }));
    return new Map(changeIds.map((id) => [id, optOuts.filter(({ changeId }) => changeId === id)]));
  }
}
