import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Workspaces and the API keys that open them. Owner: workspaces. */
export class CreateWorkspace1795300000000 implements MigrationInterface {
  name = 'CreateWorkspace1795300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table workspace (
        id uuid not null,
        name text not null,
        unknown_number_handling boolean not null default true,
        created_at timestamptz not null,
        constraint workspace_pk primary key (id),
        constraint workspace_name_unique unique (name),
        constraint workspace_name_not_blank check (btrim(name) <> '')
      )`);
    await runner.query(`comment on column workspace.unknown_number_handling is
      'Whether an unknown number that opts in or out becomes an anonymous profile.'`);
    await runner.query(`
      create table api_key (
        workspace_id uuid not null,
        id uuid not null,
        name text not null,
        key_hash bytea not null,
        permissions text[] not null,
        created_at timestamptz not null,
        revoked_at timestamptz,
        constraint api_key_pk primary key (workspace_id, id),
        constraint api_key_hash_unique unique (key_hash),
        constraint api_key_name_not_blank check (btrim(name) <> '')
      )`);
    await runner.query(`comment on column api_key.key_hash is
      'SHA-256 of the key. Keys are long and random, so a slow password hash would protect nothing more.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_key');
    await runner.query('drop table workspace');
  }
}
