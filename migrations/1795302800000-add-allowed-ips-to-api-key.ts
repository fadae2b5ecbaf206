import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The addresses a key may be used from. Owner: workspaces. */
export class AddAllowedIpsToApiKey1795302800000 implements MigrationInterface {
  name = 'AddAllowedIpsToApiKey1795302800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table api_key add column allowed_ips text[] not null default '{}'`);
    await runner.query(`comment on column api_key.allowed_ips is
      'Addresses and networks (CIDR), checked before they are stored. Empty: from everywhere.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table api_key drop column allowed_ips');
  }
}
