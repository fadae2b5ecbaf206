import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Replies to keywords, each for a time. Owner: campaigns. */
export class CreateCampaign1795301500000 implements MigrationInterface {
  name = 'CreateCampaign1795301500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table campaign (
        workspace_id uuid not null,
        id uuid not null,
        group_id uuid not null,
        name text not null,
        trigger_event text,
        trigger_category text,
        trigger_custom_category text,
        message_body text,
        body_regex text,
        reply text not null,
        active_from timestamptz,
        active_until timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        created_by text not null,
        constraint campaign_pk primary key (workspace_id, id),
        constraint campaign_name_unique unique (workspace_id, name),
        constraint campaign_name_not_blank check (btrim(name) <> ''),
        constraint campaign_one_trigger check (num_nonnulls(trigger_event, trigger_category) = 1),
        constraint campaign_category_known check (trigger_category in ('custom', 'other')),
        constraint campaign_one_body check (num_nonnulls(message_body, body_regex) <= 1),
        constraint campaign_reply_not_blank check (btrim(reply) <> ''),
        constraint campaign_window_forward check (active_from < active_until)
      )`);
    await runner.query(`create index campaign_group on campaign (workspace_id, group_id)`);
    await runner.query(`comment on column campaign.message_body is
      'Trimmed, lower-cased and composed (NFC): compared for equality with the text written the same way.'`);
    await runner.query(`comment on column campaign.body_regex is
      'RE2 syntax, run by an engine that takes linear time; never given to PostgreSQL''s own.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table campaign');
  }
}
