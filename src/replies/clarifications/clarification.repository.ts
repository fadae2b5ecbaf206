import { Injectable } from '@nestjs/common';
import { PhoneNumber } from '../../contracts/phone/phone-number.js';
import { type MarketingPause, MarketingPauseReader } from '../../contracts/readers/marketing-pause.reader.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { Outcome } from './clarification-rules.js';

/** Whom a question is for. Personal data. */
export interface QuestionKey {
  readonly workspaceId: string;
  /** E.164. */
  readonly number: string;
  readonly groupId: string;
}

/** A question on its way into the table. */
export interface NewQuestion extends QuestionKey {
  /** UUIDv7. */
  readonly id: string;
  readonly sender: string;
  readonly inboundMessageId: string;
  readonly suspectedAt: Date;
  readonly askedAt: Date;
  readonly expiresAt: Date;
}

/** A question that waits. */
export interface OpenQuestion extends QuestionKey {
  readonly id: string;
}

/** A question whose time is up. */
export interface DueQuestion {
  readonly workspaceId: string;
  readonly id: string;
  readonly number: PhoneNumber;
  readonly groupId: string;
  readonly sender: string;
  readonly inboundMessageId: string;
  readonly suspectedAt: Date;
  readonly askedAt: Date;
  readonly declinedAt: Date | null;
}

/** A question as operators see it. */
export interface QuestionRow {
  readonly id: string;
  readonly number: string;
  readonly groupId: string;
  readonly inboundMessageId: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  readonly outcome: Outcome | null;
}

const OPEN = 'answered_at is null';

/** The only SQL on `clarification`. Callers hold the locks of the numbers. */
@Injectable()
export class ClarificationRepository extends MarketingPauseReader {
  /** The questions that wait for these people, one look into the index of open ones each. */
  async findOpen(work: UnitOfWork, keys: readonly QuestionKey[]): Promise<readonly OpenQuestion[]> {
    if (keys.length === 0) return [];
    return work.rows<OpenQuestion>(
      `select open.*
         from unnest($1::uuid[], $2::text[], $3::uuid[]) as key (workspace_id, number, group_id)
        cross join lateral (
          select c.workspace_id as "workspaceId", c.id, c.number, c.subscription_group_id as "groupId"
            from clarification c
           where c.workspace_id = key.workspace_id and c.number = key.number
             and c.subscription_group_id = key.group_id and c.${OPEN}
          offset 0
        ) as open`,
      [
        keys.map(({ workspaceId }) => workspaceId),
        keys.map(({ number }) => number),
        keys.map(({ groupId }) => groupId),
      ],
    );
  }

  /** One question waits per number and group; a second one changes nothing, the first clock goes on. */
  async open(work: UnitOfWork, questions: readonly NewQuestion[]): Promise<void> {
    if (questions.length === 0) return;
    await work.execute(
      `insert into clarification
         (workspace_id, id, number, subscription_group_id, sender, inbound_message_id, suspected_at, asked_at, expires_at)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::uuid[], $7::timestamptz[],
                            $8::timestamptz[], $9::timestamptz[])
       on conflict (workspace_id, number, subscription_group_id) where ${OPEN} do nothing`,
      [
        questions.map(({ workspaceId }) => workspaceId),
        questions.map(({ id }) => id),
        questions.map(({ number }) => number),
        questions.map(({ groupId }) => groupId),
        questions.map(({ sender }) => sender),
        questions.map(({ inboundMessageId }) => inboundMessageId),
        questions.map(({ suspectedAt }) => suspectedAt),
        questions.map(({ askedAt }) => askedAt),
        questions.map(({ expiresAt }) => expiresAt),
      ],
    );
  }

  async close(
    work: UnitOfWork,
    questions: readonly { readonly workspaceId: string; readonly id: string; readonly outcome: Outcome }[],
    at: Date,
  ): Promise<void> {
    if (questions.length === 0) return;
    await work.execute(
      `update clarification c set answered_at = $4, outcome = closed.outcome
         from unnest($1::uuid[], $2::uuid[], $3::text[]) as closed (workspace_id, id, outcome)
        where c.workspace_id = closed.workspace_id and c.id = closed.id and c.${OPEN}`,
      [
        questions.map(({ workspaceId }) => workspaceId),
        questions.map(({ id }) => id),
        questions.map(({ outcome }) => outcome),
        at,
      ],
    );
  }

  /** Ends the wait: the next round counts it as an opt-out. */
  async decline(work: UnitOfWork, questions: readonly OpenQuestion[], at: Date): Promise<void> {
    if (questions.length === 0) return;
    await work.execute(
      `update clarification c set declined_at = $3, expires_at = least(expires_at, $3)
         from unnest($1::uuid[], $2::uuid[]) as declined (workspace_id, id)
        where c.workspace_id = declined.workspace_id and c.id = declined.id and c.${OPEN}`,
      [questions.map(({ workspaceId }) => workspaceId), questions.map(({ id }) => id), at],
    );
  }

  /** Whether this transaction is the only one, on any instance, that counts silence. Held until it ends. */
  async tryLock(work: UnitOfWork): Promise<boolean> {
    const [row] = await work.rows<{ held: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('clarification:due', 0)) as held`,
    );
    return row?.held === true;
  }

  /** Of one workspace, the longest due first. */
  async findDue(work: UnitOfWork, now: Date, limit: number): Promise<readonly DueQuestion[]> {
    const rows = await work.rows<Omit<DueQuestion, 'number'> & { readonly number: string }>(
      `select workspace_id as "workspaceId", id, number, subscription_group_id as "groupId", sender,
              inbound_message_id as "inboundMessageId", suspected_at as "suspectedAt", asked_at as "askedAt",
              declined_at as "declinedAt"
         from clarification
        where ${OPEN} and expires_at <= $1
          and workspace_id = (select workspace_id from clarification where ${OPEN} and expires_at <= $1
                               order by expires_at limit 1)
        order by expires_at
        limit $2`,
      [now, limit],
    );
    return rows.map((row) => ({ ...row, number: PhoneNumber.fromE164(row.number) }));
  }

  /** @returns rows removed */
  removeAnswered(work: UnitOfWork, before: Date): Promise<number> {
    return work.execute('delete from clarification where answered_at < $1', [before]);
  }

  async pausesOf(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly string[],
  ): Promise<readonly MarketingPause[]> {
    if (numbers.length === 0) return [];
    return work.rows<MarketingPause>(
      `select c.number, c.subscription_group_id as "groupId", c.asked_at as since, c.expires_at as until
         from clarification c
        where c.workspace_id = $1 and c.number = any($2::text[]) and c.${OPEN}
        order by c.number, c.subscription_group_id`,
      [workspaceId, [...new Set(numbers)]],
    );
  }

  /** Newest first. @param number null: of everybody. @param before id of the last row of the page before */
  page(
    work: UnitOfWork,
    workspaceId: string,
    number: string | null,
    before: string | null,
    limit: number,
  ): Promise<QuestionRow[]> {
    return work.rows<QuestionRow>(
      `select id, number, subscription_group_id as "groupId", inbound_message_id as "inboundMessageId",
              asked_at as "askedAt", expires_at as "expiresAt", answered_at as "answeredAt", outcome
         from clarification
        where workspace_id = $1 and ($2::text is null or number = $2)
          and id < coalesce($3, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
        order by id desc
        limit $4`,
      [workspaceId, number, before, limit],
    );
  }
}
