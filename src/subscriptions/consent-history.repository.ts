import { Injectable } from '@nestjs/common';
import type { ConsentState } from '../contracts/inbound/5-consent-decided.event.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';

/** Where a number stood in one group at an instant, rebuilt from the history alone. */
export interface RebuiltConsent {
  readonly groupId: string;
  /** Null: the group no longer exists. */
  readonly groupName: string | null;
  readonly state: ConsentState;
  /** When the change to this state was recorded. */
  readonly since: Date;
  /** When the newest statement for this state was made. */
  readonly occurredAt: Date;
}

/** A row of `consent_change` as it is stored, but for the columns that every row of the answer shares. */
export interface HistoryRow {
  readonly id: string;
  readonly group_id: string;
  readonly profile_ids: readonly string[];
  readonly action: string;
  readonly state_before: ConsentState;
  readonly state_after: ConsentState;
  readonly effect: string;
  readonly reason: string;
  readonly source: string;
  readonly rule: string | null;
  readonly keyword_set_version: string | null;
  readonly score: number | null;
  readonly consent_wording_version: number | null;
  readonly matched_keyword: string | null;
  readonly inbound_message_id: string | null;
  readonly provider: string | null;
  readonly provider_message_id: string | null;
  readonly sender: string | null;
  readonly sender_kind: string | null;
  readonly actor: string | null;
  readonly origin_change_id: string | null;
  readonly provider_time: Date | null;
  readonly received_at: Date;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
}

/** Whose history, and what was known of it when. */
export interface HistoryQuestion {
  readonly workspaceId: string;
  readonly number: PhoneNumber;
  /** Rows recorded later are not looked at; null: all rows. */
  readonly at: Date | null;
}

/** The only reader of `consent_change`. */
@Injectable()
export class ConsentHistoryRepository {
  /** Every group the number was ever spoken about, by name. The rows that came too late never moved the state. */
  async rebuild(work: UnitOfWork, { workspaceId, number, at }: HistoryQuestion): Promise<readonly RebuiltConsent[]> {
    return work.rows<RebuiltConsent>(
      `with known as (
         select group_id, seq, effect, state_after, occurred_at, recorded_at
           from consent_change
          where workspace_id = $1 and number = $2 and effect <> 'late' and ($3::timestamptz is null or recorded_at <= $3)
       ), newest as (
         select distinct on (group_id) group_id, state_after, occurred_at from known order by group_id, seq desc
       ), moved as (
         select distinct on (group_id) group_id, recorded_at from known
          where effect = 'changed' order by group_id, seq desc
       )
       select group_id as "groupId", g.name as "groupName", newest.state_after as state,
              moved.recorded_at as since, newest.occurred_at as "occurredAt"
         from newest
         join moved using (group_id)
         left join subscription_group g on g.workspace_id = $1 and g.id = group_id
        order by g.name, group_id`,
      [workspaceId, number.e164(), at],
    );
  }

  /** The rows themselves, newest first. @param before id of the last row of the page before */
  async list(
    work: UnitOfWork,
    { workspaceId, number, at }: HistoryQuestion,
    page: { readonly limit: number; readonly before: string | null },
  ): Promise<readonly HistoryRow[]> {
    return work.rows<HistoryRow>(
      `select id, group_id, profile_ids, action, state_before, state_after, effect, reason, source, rule,
              keyword_set_version, score, matched_keyword, inbound_message_id, provider, provider_message_id,
              sender, sender_kind, actor, origin_change_id, provider_time, received_at, occurred_at, recorded_at,
              consent_wording_version
         from consent_change
        where workspace_id = $1 and number = $2 and ($3::timestamptz is null or recorded_at <= $3)
          and ($4::uuid is null or seq < (select seq from consent_change where workspace_id = $1 and id = $4))
        order by seq desc
        limit $5`,
      [workspaceId, number.e164(), at, page.before, page.limit],
    );
  }
}
