import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Questions to people whose text may have meant STOP, and what came of them. Owner: replies. */
export class CreateClarification1795302100000 implements MigrationInterface {
  name = 'CreateClarification1795302100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table clarification (
        workspace_id uuid not null,
        id uuid not null,
        number text not null,
        subscription_group_id uuid not null,
        sender text not null,
        inbound_message_id uuid not null,
        suspected_at timestamptz not null,
        asked_at timestamptz not null,
        expires_at timestamptz not null,
        declined_at timestamptz,
        answered_at timestamptz,
        outcome text,
        constraint clarification_pk primary key (workspace_id, id),
        constraint clarification_outcome_known check (outcome in ('opted_out', 'opted_in', 'no_answer')),
        constraint clarification_answered_has_outcome check ((answered_at is null) = (outcome is null))
      )`);
    await runner.query(`comment on table clarification is
      'While a row is open (answered_at is null) no marketing goes to the number from the group.'`);
    await runner.query(`comment on column clarification.suspected_at is
      'Instant of the text that was asked about; an opt-out by silence counts from here, so whatever was said since wins.'`);
    await runner.query(`comment on column clarification.declined_at is
      'When the person answered "no", which may mean either; the wait ends there and counts as an opt-out.'`);
    await runner.query(`
      create unique index clarification_one_open on clarification (workspace_id, number, subscription_group_id)
        where answered_at is null`);
    await runner.query(`create index clarification_due on clarification (expires_at) where answered_at is null`);
    await runner.query(`create index clarification_number on clarification (workspace_id, number, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table clarification');
  }
}
