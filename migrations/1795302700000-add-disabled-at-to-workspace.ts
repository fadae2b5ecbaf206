import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets a workspace's compatible API be closed. Owner: workspaces. */
export class AddDisabledAtToWorkspace1795302700000 implements MigrationInterface {
  name = 'AddDisabledAtToWorkspace1795302700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table workspace add column disabled_at timestamptz');
    await runner.query(`comment on column workspace.disabled_at is
      'While it is set the compatible API answers 403. Texts are received all the same: an opt-out counts at any time.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table workspace drop column disabled_at');
  }
}
