import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A text can be taken out of its row. The row stays for its key, which refuses a repeat for life.
 * Owners: webhook, reviews.
 */
export class AllowErasedMessages1795302400000 implements MigrationInterface {
  name = 'AllowErasedMessages1795302400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table inbound_message
        add column request_id uuid,
        add column erased_at timestamptz,
        add constraint inbound_message_erased_is_empty check (erased_at is null
          or raw_body = '' and content_type is null and from_raw = '' and body = '' and media = '[]' and hint is null)`);
    await runner.query(`comment on column inbound_message.erased_at is
      'When the person was erased: of the text only its key and its times are left.'`);
    await runner.query(`comment on column inbound_message.request_id is
      'The same for all texts that came in one request and so share its raw body; null for a text that came alone.'`);
    await runner.query(`create index inbound_message_request on inbound_message (workspace_id, request_id)
      where request_id is not null`);
    await runner.query(`
      alter table inbound_decision
        drop constraint inbound_decision_status_known,
        add constraint inbound_decision_status_known check (status in ('processed', 'ignored', 'quarantined', 'erased')),
        add constraint inbound_decision_erased_is_empty check (status <> 'erased'
          or num_nonnulls(from_number, error_code, category, rule, language, outcome, trace) = 0)`);
    await runner.query(`comment on column inbound_decision.from_number is
      'Number of who texted, E.164, whatever became of the text: by it everything of a number is found again.'`);
    // Until now a text that was put aside had its number in the raw spelling only.
    await runner.query(`
      update inbound_decision decision set from_number = spelling.parts[1] || spelling.parts[2]
        from inbound_message message
       cross join lateral (
         select array['+', (regexp_match(message.from_raw, '^(?:[a-z]+:)?\\s*(?:\\+|00)?([1-9][0-9]{6,14})$'))[1]]
       ) as spelling (parts)
       where decision.status in ('ignored', 'quarantined') and decision.from_number is null
         and message.workspace_id = decision.workspace_id and message.id = decision.inbound_message_id
         and spelling.parts[2] is not null`);
    await runner.query(`create index review_message on review (workspace_id, inbound_message_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index review_message');
    await runner.query(`update inbound_decision set status = 'ignored' where status = 'erased'`);
    await runner.query(`
      alter table inbound_decision
        drop constraint inbound_decision_erased_is_empty,
        drop constraint inbound_decision_status_known,
        add constraint inbound_decision_status_known check (status in ('processed', 'ignored', 'quarantined'))`);
    await runner.query('comment on column inbound_decision.from_number is null');
    await runner.query(`
      alter table inbound_message
        drop constraint inbound_message_erased_is_empty,
        drop column erased_at,
        drop column request_id`);
  }
}
