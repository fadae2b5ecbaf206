import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Replies, and the outbox through which work leaves after the commit. Owners: replies, kernel. */
export class CreateOutboundMessage1795300600000 implements MigrationInterface {
  name = 'CreateOutboundMessage1795300600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbound_message (
        workspace_id uuid not null,
        id uuid not null,
        inbound_message_id uuid not null,
        kind text not null,
        connection_id text not null,
        to_number text not null,
        from_address text not null,
        body text not null,
        via text not null,
        status text not null,
        provider_message_id text,
        error_code text,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint outbound_message_pk primary key (workspace_id, id),
        constraint outbound_message_one_answer unique (workspace_id, inbound_message_id),
        constraint outbound_message_via_known check (via in ('response', 'api')),
        constraint outbound_message_status_known check (status in
          ('queued', 'sending', 'answered', 'ambiguous', 'sent', 'delivered', 'undelivered', 'failed', 'rejected',
           'expired', 'canceled', 'read'))
      ) with (fillfactor = 80)`);
    await runner.query(`comment on constraint outbound_message_one_answer on outbound_message is
      'One text gets at most one answer, for ever.'`);
    await runner.query(`comment on column outbound_message.status is
      'answered: left inside the answer to the webhook. sending: written before the request leaves, so that a crash in
       between is seen as ambiguous. ambiguous: the provider may have it, so it is never sent again.'`);
    await runner.query(
      `create index outbound_message_number on outbound_message (workspace_id, to_number, created_at)`,
    );
    await runner.query(`
      create index outbound_message_provider on outbound_message (workspace_id, connection_id, provider_message_id)
        where provider_message_id is not null`);
    await runner.query(`comment on index outbound_message_provider is 'Finds the text a delivery report is about.'`);
    await runner.query(`
      create table outbox (
        id uuid not null,
        workspace_id uuid not null,
        topic text not null,
        payload jsonb not null,
        attempts integer not null default 0,
        next_attempt_at timestamptz not null,
        leased_until timestamptz,
        last_error_code text,
        parked_at timestamptz,
        created_at timestamptz not null,
        constraint outbox_pk primary key (id)
      )`);
    await runner.query(`create index outbox_due on outbox (next_attempt_at, id) where parked_at is null`);
    await runner.query(`comment on column outbox.parked_at is
      'Set after the last try: the row is kept for an operator and no longer blocks the others.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table outbox');
    await runner.query('drop table outbound_message');
  }
}
