import { Injectable } from '@nestjs/common';
import type { ConsentState } from '../contracts/inbound/5-consent-decided.event.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { ConsentKey } from './consent-key.js';

/** An opt-out that took effect, as the history has it. */
export interface PastOptOut extends ConsentKey {
  readonly changeId: string;
  readonly stateBefore: ConsentState;
  readonly occurredAt: Date;
  readonly profileIds: readonly string[];
  /** Whether the consent was spoken about after it, by whatever road. */
  readonly overtaken: boolean;
}

const COLUMNS = `c.workspace_id as "workspaceId", c.id as "changeId", c.number, c.group_id as "groupId",
  c.state_before as "stateBefore", c.occurred_at as "occurredAt", c.profile_ids as "profileIds",
  exists (select 1 from consent_change later
           where later.workspace_id = c.workspace_id and later.number = c.number and later.seq > c.seq
             and later.group_id = c.group_id
             and not (later.effect = 'late' and later.action = 'opt_in')) as overtaken`;

interface OptOutRow extends Omit<PastOptOut, 'number'> {
  readonly number: string;
}

/** Looks up single rows of `consent_change` and what followed them. */
@Injectable()
export class RefutedOptOutRepository {
  /**
   * Those of these rows that are opt-outs with an effect, by id; erased ones are absent. An older opt-in that arrived
   * late moved nothing then and would move nothing now, so only it does not overtake.
   */
  async find(
    work: UnitOfWork,
    workspaceId: string,
    changeIds: readonly string[],
  ): Promise<ReadonlyMap<string, PastOptOut>> {
    const rows = await work.rows<OptOutRow>(
      `select ${COLUMNS}
         from consent_change c
        where c.workspace_id = $1 and c.id = any($2::uuid[]) and c.action = 'opt_out' and c.effect = 'changed'
          and c.number like '+%'`,
      [workspaceId, changeIds],
    );
    return new Map(rows.map((row) => [row.changeId, toOptOut(row)]));
  }

  /**
   * What the texts of these opt-outs ended in the other groups of their numbers, where one opt-out reaches all of them,
   * as far as nobody has spoken about it since.
   */
  async spreadOf(
    work: UnitOfWork,
    workspaceId: string,
    changeIds: readonly string[],
  ): Promise<readonly (PastOptOut & { readonly spreadFrom: string })[]> {
    const rows = await work.rows<OptOutRow & { readonly spreadFrom: string }>(
      `select ${COLUMNS}, origin.id as "spreadFrom"
         from consent_change origin
         join consent_change c
           on c.workspace_id = origin.workspace_id and c.number = origin.number
          and c.inbound_message_id = origin.inbound_message_id
        where origin.workspace_id = $1 and origin.id = any($2::uuid[]) and origin.number like '+%'
          and c.reason = 'opt_out_all_groups' and c.effect = 'changed'`,
      [workspaceId, changeIds],
    );
    return rows.filter(({ overtaken }) => !overtaken).map((row) => ({ ...toOptOut(row), spreadFrom: row.spreadFrom }));
  }
}

function toOptOut(row: OptOutRow): PastOptOut {
  return { ...row, number: PhoneNumber.fromE164(row.number) };
}
