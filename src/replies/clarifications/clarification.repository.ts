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
  readonly receivedAt: Date;
  readonly score: number;
  readonly language: string | null;
  readonly keywordSetVersion: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
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
  readonly receivedAt: Date;
  readonly score: number;
  readonly language: string | null;
  readonly keywordSetVersion: string;
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

/** The question that waits for each key, one look into the index of open ones each (`offset 0` keeps it that way). */
const WAITING = `cross join lateral (
                  select c.workspace_id, c.id from clarification c
                   where c.workspace_id = key.workspace_id and c.number = key.number
                     and c.subscription_group_id = key.group_id and c.${OPEN}
                  offset 0) as waiting`;

function keysOf(keys: readonly QuestionKey[]): [string[], string[], string[]] {
  return [
    keys.map(({ workspaceId }) => workspaceId),
    keys.map(({ number }) => number),
    keys.map(({ groupId }) => groupId),
  ];
}

/** The only SQL on `clarification`. Callers hold the locks of the numbers. */
@Injectable()
export class ClarificationRepository extends MarketingPauseReader {
  /** One question waits per number and group; a second one changes nothing, the first clock goes on. */
  open(work: UnitOfWork, questions: readonly NewQuestion[]): void {
    if (questions.length === 0) return;
    work.write(
      `insert into clarification
         (workspace_id, id, number, subscription_group_id, sender, inbound_message_id, suspected_at, asked_at, expires_at,
          received_at, score, language, keyword_set_version)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::uuid[], $7::timestamptz[],
                            $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::real[], $12::text[], $13::text[])
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
        questions.map(({ receivedAt }) => receivedAt),
        questions.map(({ score }) => score),
        questions.map(({ language }) => language),
        questions.map(({ keywordSetVersion }) => keywordSetVersion),
      ],
    );
  }

  /** Ends the questions that wait for these people; where none waits nothing happens. */
  close(work: UnitOfWork, ended: readonly (QuestionKey & { readonly outcome: Outcome })[], at: Date): void {
    if (ended.length === 0) return;
    work.write(
      `update clarification c set answered_at = $4, outcome = ended.outcome
         from (select waiting.id, waiting.workspace_id, key.outcome
                 from unnest($1::uuid[], $2::text[], $3::uuid[], $5::text[])
                   as key (workspace_id, number, group_id, outcome)
                ${WAITING}) as ended
        where c.workspace_id = ended.workspace_id and c.id = ended.id`,
      [...keysOf(ended), at, ended.map(({ outcome }) => outcome)],
    );
  }

  /** Ends the wait: the next round counts it as an opt-out. */
  decline(work: UnitOfWork, declined: readonly QuestionKey[], at: Date): void {
    if (declined.length === 0) return;
    work.write(
      `update clarification c set declined_at = $4, expires_at = least(expires_at, $4)
         from (select waiting.id, waiting.workspace_id
                 from unnest($1::uuid[], $2::text[], $3::uuid[]) as key (workspace_id, number, group_id)
                ${WAITING}) as declined
        where c.workspace_id = declined.workspace_id and c.id = declined.id`,
      [...keysOf(declined), at],
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
              inbound_message_id as "inboundMessageId", suspected_at as "suspectedAt", received_at as "receivedAt", score,
              language, keyword_set_version as "keywordSetVersion", asked_at as "askedAt", declined_at as "declinedAt"
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

  /** Deletes the questions to these numbers, open and answered. */
  async erase(work: UnitOfWork, workspaceId: string, numbers: readonly PhoneNumber[]): Promise<void> {
    if (numbers.length === 0) return;
    await work.execute('delete from clarification where workspace_id = $1 and number = any($2::text[])', [
      workspaceId,
      numbers.map((number) => number.e164()),
    ]);
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
