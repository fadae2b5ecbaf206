import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people did: the log, and first, last and count per name. Owner: events. */
export class CreateCustomEvent1795300500000 implements MigrationInterface {
  name = 'CreateCustomEvent1795300500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table custom_event (
        workspace_id uuid not null,
        id uuid not null,
        braze_id text not null,
        name text not null,
        occurred_at timestamptz not null,
        properties jsonb not null,
        inbound_message_id uuid,
        recorded_at timestamptz not null,
        constraint custom_event_pk primary key (workspace_id, id)
      )`);
    await runner.query(`create index custom_event_profile on custom_event (workspace_id, braze_id, id)`);
    await runner.query(`create unique index custom_event_once on custom_event (workspace_id, inbound_message_id)
      where inbound_message_id is not null`);
    await runner.query(`comment on index custom_event_once is 'One text causes at most one event, for ever.'`);
    await runner.query(`
      create table event_summary (
        workspace_id uuid not null,
        braze_id text not null,
        name text not null,
        first_at timestamptz not null,
        last_at timestamptz not null,
        count bigint not null,
        constraint event_summary_pk primary key (workspace_id, braze_id, name),
        constraint event_summary_count_positive check (count > 0)
      ) with (fillfactor = 80)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table event_summary');
    await runner.query('drop table custom_event');
  }
}
