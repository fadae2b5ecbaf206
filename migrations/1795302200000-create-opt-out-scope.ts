import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far one opt-out reaches, per country and from a date on. Owner: workspaces. */
export class CreateOptOutScope1795302200000 implements MigrationInterface {
  name = 'CreateOptOutScope1795302200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table opt_out_scope (
        workspace_id uuid not null,
        country text not null,
        effective_from timestamptz not null,
        scope text not null,
        constraint opt_out_scope_pk primary key (workspace_id, country, effective_from),
        constraint opt_out_scope_country_form check (country ~ '^[A-Z]{2}$'),
        constraint opt_out_scope_known check (scope in ('group', 'all_groups'))
      )`);
    await runner.query(`comment on table opt_out_scope is
      'The entry of the number''s country that came into force last counts; without one an opt-out ends its own group.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table opt_out_scope');
  }
}
