import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The words under which people consent, by group and version. Owner: subscriptions. */
export class CreateConsentWording1795302520000 implements MigrationInterface {
  name = 'CreateConsentWording1795302520000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table consent_wording (
        workspace_id uuid not null,
        group_id uuid not null,
        version integer not null,
        text text not null,
        created_at timestamptz not null,
        created_by text not null,
        constraint consent_wording_pk primary key (workspace_id, group_id, version),
        constraint consent_wording_version_counts check (version >= 1),
        constraint consent_wording_text_not_blank check (btrim(text) <> '')
      )`);
    await runner.query(`comment on table consent_wording is
      'What people read before they opt in to a group, as the operator shows it. A version never changes: records of consent hash it.'`);
    await runner.query(`create trigger consent_wording_append_only before update or delete or truncate on consent_wording
      for each statement execute function refuse_change_of_history()`);
    await runner.query('alter table consent_change add column consent_wording_version integer');
    await runner.query(`comment on column consent_change.consent_wording_version is
      'The wording of the group in force when an opt-in was recorded; null when there was none, and for everything else.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table consent_change drop column consent_wording_version');
    await runner.query('drop table consent_wording');
  }
}
