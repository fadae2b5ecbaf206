import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A group may answer texts that mean nothing in particular, once a day and number. Owners: subscriptions, replies. */
export class AddDefaultReply1795302000000 implements MigrationInterface {
  name = 'AddDefaultReply1795302000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table subscription_group add column default_reply text');
    await runner.query('alter table outbound_message add column subscription_group_id uuid');
    await runner.query(`comment on column outbound_message.subscription_group_id is
      'The group the text speaks for: some texts go out once a day per number and group. Null on older rows.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outbound_message drop column subscription_group_id');
    await runner.query('alter table subscription_group drop column default_reply');
  }
}
