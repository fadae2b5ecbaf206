import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A campaign may look at the custom event and the category of a text together. Owner: campaigns. */
export class AllowEventWithCategory1795302510000 implements MigrationInterface {
  name = 'AllowEventWithCategory1795302510000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table campaign
        drop constraint campaign_one_trigger,
        add constraint campaign_some_trigger check (num_nonnulls(trigger_event, trigger_category) >= 1)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The event is the wider half of such a trigger; whoever goes back should look at these campaigns.
    await runner.query(`
      update campaign set trigger_category = null, trigger_custom_category = null
       where trigger_event is not null and trigger_category is not null`);
    await runner.query(`
      alter table campaign
        drop constraint campaign_some_trigger,
        add constraint campaign_one_trigger check (num_nonnulls(trigger_event, trigger_category) = 1)`);
  }
}
