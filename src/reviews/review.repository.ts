import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { Day } from './business-days.js';
import type { NewReview, Review, ReviewStatus } from './review.js';

/** Which reviews to list. Null: no matter. */
export interface ReviewPage {
  readonly workspaceId: string;
  readonly status: ReviewStatus | null;
  /** Due earlier than this day. */
  readonly dueBefore: Day | null;
  /** Id of the last review of the page before. */
  readonly cursor: string | null;
  readonly limit: number;
}

// `due_on` as text: the driver would make a date of it at midnight of the machine's own zone.
const COLUMNS = `workspace_id as "workspaceId", id, inbound_message_id as "inboundMessageId", group_id as "groupId",
  consent_change_id as "consentChangeId", category, rule, score, language, keyword_set_version as "keywordSetVersion",
  received_at as "receivedAt", to_char(due_on, 'YYYY-MM-DD') as "dueOn", status, decided_at as "decidedAt",
  decided_by as "decidedBy", reason`;

/** The only SQL on `review`. */
@Injectable()
export class ReviewRepository {
  addMany(work: UnitOfWork, reviews: readonly NewReview[]): void {
    if (reviews.length === 0) return;
    work.write(
      `insert into review (workspace_id, id, inbound_message_id, group_id, consent_change_id, category, rule, score,
                           language, keyword_set_version, received_at, due_on)
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[],
                            $8::real[], $9::text[], $10::text[], $11::timestamptz[], $12::date[])
       on conflict on constraint review_once do nothing`,
      [
        reviews.map(({ workspaceId }) => workspaceId),
        reviews.map(({ id }) => id),
        reviews.map(({ inboundMessageId }) => inboundMessageId),
        reviews.map(({ groupId }) => groupId),
        reviews.map(({ consentChangeId }) => consentChangeId),
        reviews.map(({ category }) => category),
        reviews.map(({ rule }) => rule),
        reviews.map(({ score }) => score),
        reviews.map(({ language }) => language),
        reviews.map(({ keywordSetVersion }) => keywordSetVersion),
        reviews.map(({ receivedAt }) => receivedAt),
        reviews.map(({ dueOn }) => dueOn),
      ],
    );
  }

  /** Newest first. */
  list(work: UnitOfWork, { workspaceId, status, dueBefore, cursor, limit }: ReviewPage): Promise<Review[]> {
    return work.rows<Review>(
      `select ${COLUMNS}
         from review
        where workspace_id = $1 and ($2::text is null or status = $2) and ($3::date is null or due_on < $3)
          and id < coalesce($4, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
        order by id desc
        limit $5`,
      [workspaceId, status, dueBefore, cursor, limit],
    );
  }

  /** Locked until the end of the transaction: two people must not decide the same review. */
  async findForDecision(work: UnitOfWork, workspaceId: string, id: string): Promise<Review | null> {
    const [review] = await work.rows<Review>(
      `select ${COLUMNS} from review where workspace_id = $1 and id = $2 for update`,
      [workspaceId, id],
    );
    return review ?? null;
  }

  async saveDecision(work: UnitOfWork, review: Review): Promise<void> {
    await work.execute(
      `update review set status = $3, decided_at = $4, decided_by = $5, reason = $6 where workspace_id = $1 and id = $2`,
      [review.workspaceId, review.id, review.status, review.decidedAt, review.decidedBy, review.reason],
    );
  }

  /** Deletes the reviews of these texts, decided or not. */
  async erase(work: UnitOfWork, workspaceId: string, inboundMessageIds: readonly string[]): Promise<void> {
    if (inboundMessageIds.length === 0) return;
    await work.execute('delete from review where workspace_id = $1 and inbound_message_id = any($2::uuid[])', [
      workspaceId,
      inboundMessageIds,
    ]);
  }

  /** Decided reviews, oldest first. @param after id of the last one of the page before; null: from the first on */
  decided(work: UnitOfWork, workspaceId: string, after: string | null, limit: number): Promise<Review[]> {
    return work.rows<Review>(
      `select ${COLUMNS}
         from review
        where workspace_id = $1 and status <> 'open'
          and id > coalesce($2, '00000000-0000-0000-0000-000000000000'::uuid)
        order by id
        limit $3`,
      [workspaceId, after, limit],
    );
  }
}
