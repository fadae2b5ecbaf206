import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A group's own keywords and replies, every version kept. Owner: keywords. */
export class CreateKeywordSet1795300300000 implements MigrationInterface {
  name = 'CreateKeywordSet1795300300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table keyword_set (
        workspace_id uuid not null,
        group_id uuid not null,
        version integer not null,
        active boolean not null,
        categories jsonb not null,
        created_at timestamptz not null,
        created_by text,
        constraint keyword_set_pk primary key (workspace_id, group_id, version),
        constraint keyword_set_version_positive check (version >= 1)
      )`);
    await runner.query(
      `create unique index keyword_set_one_active on keyword_set (workspace_id, group_id) where active`,
    );
    await runner.query(
      `comment on column keyword_set.active is 'The version the group points at; at most one per group.'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table keyword_set');
  }
}
