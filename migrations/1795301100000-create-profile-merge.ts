import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Merges that can be undone, and external ids that were renamed. Owner: identity. */
export class CreateProfileMerge1795301100000 implements MigrationInterface {
  name = 'CreateProfileMerge1795301100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table profile_merge (
        workspace_id uuid not null,
        id uuid not null,
        seq bigint generated always as identity,
        kept_id text not null,
        gone_id text not null,
        cause text not null,
        data_moved boolean not null,
        snapshot jsonb,
        actor text not null,
        merged_at timestamptz not null,
        undone_at timestamptz,
        undone_by text,
        constraint profile_merge_pk primary key (workspace_id, id),
        constraint profile_merge_cause_known check (cause in ('identify', 'merge', 'track')),
        constraint profile_merge_of_two check (kept_id <> gone_id),
        constraint profile_merge_undone_by_somebody check ((undone_at is null) = (undone_by is null)),
        constraint profile_merge_undone_forgets check ((undone_at is null) = (snapshot is not null))
      )`);
    await runner.query(`create unique index profile_merge_gone_once on profile_merge (workspace_id, gone_id)
      where undone_at is null`);
    await runner.query(`create index profile_merge_kept on profile_merge (workspace_id, kept_id, seq)`);
    await runner.query(`comment on column profile_merge.seq is
      'Order of the merges of one profile. Given while its row is locked, so unlike times and ids it holds across instances.'`);
    await runner.query(`comment on column profile_merge.data_moved is
      'False: only the aliases moved (merge_behavior none); events and wishes wait under gone_id for an undo.'`);
    await runner.query(`comment on column profile_merge.snapshot is
      'Both people before the merge, the kept one after it, and the names that moved. Gone once it is undone or erased.'`);
    await runner.query(`
      create table profile_former_id (
        workspace_id uuid not null,
        external_id text not null,
        braze_id text not null,
        created_at timestamptz not null,
        constraint profile_former_id_pk primary key (workspace_id, external_id)
      )`);
    await runner.query(`create index profile_former_id_owner on profile_former_id (workspace_id, braze_id)`);
    await runner.query(`comment on table profile_former_id is
      'External ids before a rename; they still lead to the profile until they are removed.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table profile_former_id');
    await runner.query('drop table profile_merge');
  }
}
