import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What requests asked for in vain, and why. Owner: user-track. */
export class CreateTrackLog1795301900000 implements MigrationInterface {
  name = 'CreateTrackLog1795301900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table track_log (
        workspace_id uuid not null,
        id uuid not null,
        received_at timestamptz not null,
        route text not null,
        key_id text not null,
        input_array text,
        input_index integer,
        reason text not null,
        identifier_kind text,
        identifier_fingerprint text,
        group_id uuid,
        constraint track_log_pk primary key (workspace_id, id),
        constraint track_log_index_not_negative check (input_index >= 0),
        constraint track_log_identifier_whole check (num_nulls(identifier_kind, identifier_fingerprint) in (0, 2))
      )`);
    await runner.query(`create index track_log_reason on track_log (workspace_id, reason, id)`);
    await runner.query(`comment on table track_log is
      'Accepted objects without effect. Bounded per workspace and reason, and in age; holds no identifier itself.'`);
    await runner.query(`comment on column track_log.identifier_fingerprint is
      'Keyed hash of the identifier, the same as in the logs: found by whoever knows the identifier, and the key.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table track_log');
  }
}
