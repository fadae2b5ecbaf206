import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups, our own addresses, consent and its history. Owner: subscriptions. */
export class CreateSubscription1795300200000 implements MigrationInterface {
  name = 'CreateSubscription1795300200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table subscription_group (
        workspace_id uuid not null,
        id uuid not null,
        name text not null,
        channel text not null default 'sms',
        policy text not null default 'safe',
        languages text[] not null default '{en}',
        double_opt_in boolean not null default false,
        suspected_opt_out text,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint subscription_group_pk primary key (workspace_id, id),
        constraint subscription_group_name_unique unique (workspace_id, name),
        constraint subscription_group_name_not_blank check (btrim(name) <> ''),
        constraint subscription_group_channel_known check (channel in ('sms', 'email')),
        constraint subscription_group_policy_known check (policy in ('safe', 'braze', 'adobe')),
        constraint subscription_group_suspected_known check (suspected_opt_out in ('auto', 'clarify'))
      )`);
    await runner.query(`
      create table sender (
        workspace_id uuid not null,
        id uuid not null,
        address text not null,
        kind text not null,
        connection_id text not null,
        subscription_group_id uuid not null,
        keywords_activated boolean not null,
        opt_out_instructions text,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint sender_pk primary key (workspace_id, id),
        constraint sender_address_unique unique (workspace_id, address),
        constraint sender_kind_known check (kind in ('long_code', 'toll_free', 'short_code', 'alphanumeric')),
        constraint sender_alphanumeric_explains check (kind <> 'alphanumeric' or opt_out_instructions is not null)
      )`);
    await runner.query(`comment on constraint sender_alphanumeric_explains on sender is
      'Nobody can text STOP to a name, so the operator must say how people leave.'`);
    await runner.query(`
      create table consent (
        workspace_id uuid not null,
        number text not null,
        group_id uuid not null,
        state text not null,
        occurred_at timestamptz not null,
        changed_at timestamptz not null,
        change_id uuid not null,
        constraint consent_pk primary key (workspace_id, number, group_id),
        constraint consent_state_known check (state in ('unknown', 'pending_double_opt_in', 'subscribed', 'unsubscribed'))
      ) with (fillfactor = 80)`);
    await runner.query(`comment on table consent is
      'Current state per number and group. Consent belongs to the number: all profiles on it share it.'`);
    await runner.query(`comment on column consent.occurred_at is
      'Time of the newest message or call that asked for this very state; an older one overwrites it only as an opt-out within two seconds. While pending: start of the 30 days.'`);
    await runner.query(`comment on column consent.change_id is
      'The row of consent_change that brought this state about; changed_at is when that was recorded.'`);
    await runner.query(`
      create table consent_change (
        workspace_id uuid not null,
        id uuid not null,
        seq bigint generated always as identity,
        number text not null,
        group_id uuid not null,
        profile_ids text[] not null,
        action text not null,
        state_before text not null,
        state_after text not null,
        effect text not null,
        reason text not null,
        source text not null,
        rule text,
        keyword_set_version text,
        score real,
        matched_keyword text,
        inbound_message_id uuid,
        provider text,
        provider_message_id text,
        sender text,
        sender_kind text,
        actor text,
        origin_change_id uuid,
        provider_time timestamptz,
        received_at timestamptz not null,
        occurred_at timestamptz not null,
        recorded_at timestamptz not null,
        constraint consent_change_pk primary key (workspace_id, id),
        constraint consent_change_action_known check (action in ('opt_in', 'opt_out', 'inherit', 'reset')),
        constraint consent_change_state_before_known check
          (state_before in ('unknown', 'pending_double_opt_in', 'subscribed', 'unsubscribed')),
        constraint consent_change_state_after_known check
          (state_after in ('unknown', 'pending_double_opt_in', 'subscribed', 'unsubscribed')),
        constraint consent_change_effect_known check (effect in ('changed', 'repeated', 'late')),
        constraint consent_change_source_known check (source in
          ('keyword', 'intent', 'provider_hint', 'carrier_block', 'api', 'import', 'operator', 'deactivation', 'erasure', 'phone_change'))
      )`);
    await runner.query(`create index consent_change_number on consent_change (workspace_id, number, seq)`);
    await runner.query(`comment on table consent_change is
      'Append-only history with evidence; the current state can be rebuilt from it. A trigger refuses update and delete.'`);
    await runner.query(`comment on column consent_change.seq is
      'Order of the rows of one number. Given while the number is locked, so unlike times and ids it holds across instances whose clocks differ.'`);
    await runner.query(`comment on column consent_change.action is
      'What was asked for. A late opt_in leaves the state as it was; only this column tells that it was one.'`);
    await runner.query(`comment on column consent_change.origin_change_id is
      'For an inherited state: the row that brought it about on the profile''s previous number.'`);
    await runner.query(`
      create function refuse_change_of_history() returns trigger language plpgsql as $$
      begin
        raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`create trigger consent_change_append_only before update or delete or truncate on consent_change
      for each statement execute function refuse_change_of_history()`);
    await runner.query(`
      create table profile_group_wish (
        workspace_id uuid not null,
        braze_id text not null,
        group_id uuid not null,
        state text not null,
        wished_at timestamptz not null,
        actor text,
        constraint profile_group_wish_pk primary key (workspace_id, braze_id, group_id),
        constraint profile_group_wish_state_known check (state in ('pending_double_opt_in', 'subscribed', 'unsubscribed'))
      )`);
    await runner.query(`comment on table profile_group_wish is
      'State asked for a profile where no number can hold it: SMS groups while the profile has no number (it takes effect when one arrives), and e-mail groups.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table profile_group_wish');
    await runner.query('drop table consent_change');
    await runner.query('drop function refuse_change_of_history()');
    await runner.query('drop table consent');
    await runner.query('drop table sender');
    await runner.query('drop table subscription_group');
  }
}
