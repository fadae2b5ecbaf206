import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that hold what operators configure, each with the column that names the workspace. */
const CONFIGURED: Readonly<Record<string, string>> = {
  workspace: 'id',
  opt_out_scope: 'workspace_id',
  subscription_group: 'workspace_id',
  sender: 'workspace_id',
  keyword_set: 'workspace_id',
  campaign: 'workspace_id',
};

/** Tells every instance that a workspace's configuration has changed. Owner: kernel. */
export class CreateConfigurationVersion1795303000000 implements MigrationInterface {
  name = 'CreateConfigurationVersion1795303000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create sequence configuration_change');
    await runner.query(`
      create table configuration_version (
        workspace_id uuid not null,
        version bigint not null,
        constraint configuration_version_pk primary key (workspace_id)
      )`);
    await runner.query(`comment on table configuration_version is
      'Changes with every change of a configuration table, in the same transaction. What was read under a version holds as long as the version does.'`);
    // From a sequence, not counted up: a number that was rolled back must never come again with another meaning.
    await runner.query(`
      create function note_configuration_change() returns trigger language plpgsql as $$
      declare
        changed jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
      begin
        insert into configuration_version (workspace_id, version)
        values ((changed ->> tg_argv[0])::uuid, nextval('configuration_change'))
        on conflict on constraint configuration_version_pk do update set version = excluded.version;
        return null;
      end $$`);
    for (const [table, column] of Object.entries(CONFIGURED))
      await runner.query(`
        create trigger ${table}_is_configuration after insert or update or delete on ${table}
        for each row execute function note_configuration_change('${column}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(CONFIGURED))
      await runner.query(`drop trigger ${table}_is_configuration on ${table}`);
    await runner.query('drop function note_configuration_change');
    await runner.query('drop table configuration_version');
    await runner.query('drop sequence configuration_change');
  }
}
