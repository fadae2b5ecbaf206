import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How the text was read that is asked about: silence makes an opt-out of it, and that needs the evidence and the legal
 * clock of any other. Owners: replies, subscriptions.
 */
export class AddReadingToClarification1795302600000 implements MigrationInterface {
  name = 'AddReadingToClarification1795302600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table clarification
        add column received_at timestamptz,
        add column score real,
        add column language text,
        add column keyword_set_version text`);
    await runner.query(`
      update clarification question
         set received_at = message.received_at, language = decision.language,
             score = (decision.trace->'classified'->>'score')::real,
             keyword_set_version = decision.trace->'classified'->>'keyword_set_version'
        from inbound_message message
        join inbound_decision decision
          on decision.workspace_id = message.workspace_id and decision.inbound_message_id = message.id
       where message.workspace_id = question.workspace_id and message.id = question.inbound_message_id`);
    await runner.query(`
      update clarification
         set received_at = coalesce(received_at, suspected_at), score = coalesce(score, 0),
             keyword_set_version = coalesce(keyword_set_version, 'unknown')
       where received_at is null or score is null or keyword_set_version is null`);
    await runner.query(`
      alter table clarification
        alter column received_at set not null,
        alter column score set not null,
        alter column keyword_set_version set not null`);
    await runner.query(`comment on column clarification.received_at is
      'When the text arrived that was asked about: from then on the legal clock of an opt-out by silence runs.'`);
    await runner.query(`comment on column consent_change.origin_change_id is
      'The row that this one follows from: of an inherited state, the one that brought it about on the previous number; of an opt-out that reached all groups, the one of the group it was said in; of a correction, the one that was taken back.'`);
    await runner.query(`comment on table review is
      'One row per text or silence that took somebody out of groups by inference. Holds no number and no text: those stay with the inbound message.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`comment on table review is
      'One row per opt-out that took effect by inference. Holds no number and no text: those stay with the inbound message, under its retention.'`);
    await runner.query(`comment on column consent_change.origin_change_id is
      'For an inherited state: the row that brought it about on the profile''s previous number.'`);
    await runner.query(`
      alter table clarification
        drop column keyword_set_version,
        drop column language,
        drop column score,
        drop column received_at`);
  }
}
