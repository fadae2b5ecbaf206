import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The wishes of two profiles before they became one, for the day the merge is undone. Owner: subscriptions. */
export class CreateMergedGroupWish1795301300000 implements MigrationInterface {
  name = 'CreateMergedGroupWish1795301300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table merged_group_wish (
        workspace_id uuid not null,
        gone_id text not null,
        braze_id text not null,
        group_id uuid not null,
        state text not null,
        wished_at timestamptz not null,
        actor text,
        constraint merged_group_wish_pk primary key (workspace_id, gone_id, braze_id, group_id)
      )`);
    await runner.query(`comment on column merged_group_wish.gone_id is
      'Names the merge: a profile is gone by one merge at a time. braze_id is that profile or the kept one.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table merged_group_wish');
  }
}
