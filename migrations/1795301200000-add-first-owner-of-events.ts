import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What merges moved can be told from what came later: events and purchases know whose they were first. Owner: events. */
export class AddFirstOwnerOfEvents1795301200000 implements MigrationInterface {
  name = 'AddFirstOwnerOfEvents1795301200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['custom_event', 'purchase']) {
      await runner.query(`alter table ${table} add column first_owner_id text`);
      await runner.query(`comment on column ${table}.first_owner_id is
        'The profile it was recorded for, once a merge gave it to another; null while it never moved.'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['purchase', 'custom_event'])
      await runner.query(`alter table ${table} drop column first_owner_id`);
  }
}
