import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Provider accounts and every text they delivered. Owner: webhook. */
export class CreateInboundMessage1795300100000 implements MigrationInterface {
  name = 'CreateInboundMessage1795300100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table connection (
        workspace_id uuid not null,
        id text not null,
        name text not null,
        provider text not null,
        credentials bytea,
        settings jsonb not null default '{}',
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint connection_pk primary key (id),
        constraint connection_name_unique unique (workspace_id, name),
        constraint connection_name_not_blank check (btrim(name) <> '')
      )`);
    await runner.query(`comment on column connection.id is
      '128 random bits in hex: it is part of the webhook path and must not be guessable.'`);
    await runner.query(`comment on column connection.credentials is
      'AES-256-GCM over the JSON of the credentials; null when the provider needs none.'`);
    await runner.query(`
      create table inbound_message (
        workspace_id uuid not null,
        id uuid not null,
        connection_id text not null,
        provider text not null,
        provider_message_id text not null,
        raw_body bytea not null,
        content_type text,
        from_raw text not null,
        to_raw text not null,
        body text not null,
        media jsonb not null default '[]',
        hint jsonb,
        provider_time timestamptz,
        received_at timestamptz not null,
        occurred_at timestamptz not null,
        constraint inbound_message_pk primary key (workspace_id, id),
        constraint inbound_message_once unique (workspace_id, connection_id, provider_message_id)
      )`);
    await runner.query(`comment on constraint inbound_message_once on inbound_message is
      'A provider delivers at least once; this refuses the second time, for life.'`);
    await runner.query(`comment on column inbound_message.occurred_at is
      'Orders consent: the provider''s time when plausible, else arrival.'`);
    // A table of its own, not columns of inbound_message: the largest table is then only ever inserted into, and the
    // decision costs no second version of a row that carries the raw bytes.
    await runner.query(`
      create table inbound_decision (
        workspace_id uuid not null,
        inbound_message_id uuid not null,
        from_number text,
        status text not null,
        error_code text,
        category text,
        rule text,
        language text,
        outcome jsonb,
        trace jsonb,
        decided_at timestamptz not null,
        constraint inbound_decision_pk primary key (workspace_id, inbound_message_id),
        constraint inbound_decision_status_known check (status in ('processed', 'ignored', 'quarantined'))
      )`);
    await runner.query(`comment on table inbound_decision is
      'What a text meant and caused, written in the same transaction as the text itself.'`);
    await runner.query(`comment on column inbound_decision.outcome is
      'Profile, consent change, custom event, reply. A repeated request gets the first answer again from here.'`);
    await runner.query(`create index inbound_decision_number on inbound_decision (workspace_id, from_number, inbound_message_id)
      where from_number is not null`);
    await runner.query(`create index inbound_decision_quarantined on inbound_decision (workspace_id, inbound_message_id)
      where status = 'quarantined'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table inbound_decision');
    await runner.query('drop table inbound_message');
    await runner.query('drop table connection');
  }
}
