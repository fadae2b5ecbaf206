import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers that cannot be texted, and the removals of that flag. Owner: delivery. */
export class CreateInvalidNumber1795300800000 implements MigrationInterface {
  name = 'CreateInvalidNumber1795300800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table invalid_number (
        workspace_id uuid not null,
        id uuid not null,
        number text not null,
        reason text not null,
        source text not null,
        provider_code text,
        actor text,
        first_detected_at timestamptz not null,
        detected_at timestamptz not null,
        removed_at timestamptz,
        removed_by text,
        constraint invalid_number_pk primary key (workspace_id, id),
        constraint invalid_number_reason_known check (reason in ('provider_error', 'deactivated')),
        constraint invalid_number_detections_in_order check (first_detected_at <= detected_at),
        constraint invalid_number_removal_complete check ((removed_at is null) = (removed_by is null))
      ) with (fillfactor = 85)`);
    await runner.query(`comment on table invalid_number is
      'One row per flag. A flag is current until it is removed; removed ones stay as history, a new detection is a new row.'`);
    await runner.query(`comment on column invalid_number.source is
      'Who said so, in words: operator, a provider, the name of a deactivation feed.'`);
    await runner.query(
      `comment on column invalid_number.actor is 'Id of the API key that reported it; null when no key did.'`,
    );
    await runner.query(`comment on column invalid_number.detected_at is
      'Newest detection. Profiles that existed then are flagged, later ones are not; so a repeat moves it forward.'`);
    await runner.query(
      `create unique index invalid_number_current on invalid_number (workspace_id, number) where removed_at is null`,
    );
    await runner.query(`comment on index invalid_number_current is 'A number has at most one current flag.'`);
    await runner.query(
      `create index invalid_number_newest on invalid_number (workspace_id, detected_at, id) where removed_at is null`,
    );
    await runner.query(`create index invalid_number_history on invalid_number (workspace_id, number, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table invalid_number');
  }
}
