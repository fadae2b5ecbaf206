import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A text may go out that answers none: the prompt of a double opt-in that a client asked for. Owner: replies. */
export class AllowUnpromptedMessages1795302300000 implements MigrationInterface {
  name = 'AllowUnpromptedMessages1795302300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outbound_message alter column inbound_message_id drop not null');
    await runner.query(`comment on column outbound_message.inbound_message_id is
      'The text that is answered; null for a text that a call of the API caused.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from outbound_message where inbound_message_id is null');
    await runner.query('alter table outbound_message alter column inbound_message_id set not null');
  }
}
