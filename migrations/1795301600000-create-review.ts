import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Opt-outs that were inferred from a text, for somebody to read again. Owner: reviews. */
export class CreateReview1795301600000 implements MigrationInterface {
  name = 'CreateReview1795301600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table review (
        workspace_id uuid not null,
        id uuid not null,
        inbound_message_id uuid not null,
        group_id uuid not null,
        consent_change_id uuid not null,
        category text not null,
        rule text not null,
        score real not null,
        language text,
        keyword_set_version text not null,
        received_at timestamptz not null,
        due_on date not null,
        status text not null default 'open',
        decided_at timestamptz,
        decided_by text,
        reason text,
        constraint review_pk primary key (workspace_id, id),
        constraint review_once unique (workspace_id, consent_change_id),
        constraint review_status_known check (status in ('open', 'confirmed', 'undone')),
        constraint review_decision_complete check
          ((status = 'open') = (decided_at is null) and (status = 'open') = (decided_by is null))
      )`);
    await runner.query(`create index review_open on review (workspace_id, due_on, id) where status = 'open'`);
    await runner.query(`comment on table review is
      'One row per opt-out that took effect by inference. Holds no number and no text: those stay with the inbound message, under its retention.'`);
    await runner.query(`comment on column review.due_on is
      'Ten business days after the text arrived, 47 CFR 64.1200(a)(10). The opt-out itself took effect at once.'`);
    await runner.query(`comment on column review.decided_by is 'Id of the API key.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table review');
  }
}
