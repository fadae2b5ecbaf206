import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The hash chains over `consent_change`, and what stays of erased numbers. Owner: subscriptions. */
export class CreateConsentSeal1795300900000 implements MigrationInterface {
  name = 'CreateConsentSeal1795300900000';

  async up(runner: QueryRunner): Promise<void> {
    // The order in which rows are sealed. Unique, so that a second row with the number of a sealed one cannot be slipped in.
    await runner.query(`create unique index consent_change_seq on consent_change (workspace_id, seq)`);
    await runner.query(`
      create table consent_seal (
        workspace_id uuid not null,
        position bigint not null,
        change_seq bigint not null,
        record_number integer not null,
        previous_hash bytea,
        personal_digest bytea,
        text_digest bytea,
        hash bytea not null,
        ledger_hash bytea not null,
        sealed_at timestamptz not null,
        constraint consent_seal_pk primary key (workspace_id, position),
        constraint consent_seal_change_unique unique (workspace_id, change_seq),
        constraint consent_seal_position_counts check (position >= 1 and record_number >= 1),
        constraint consent_seal_first_has_no_previous check ((record_number = 1) = (previous_hash is null)),
        constraint consent_seal_sha256 check (
          octet_length(hash) = 32 and octet_length(ledger_hash) = 32 and octet_length(previous_hash) = 32
          and octet_length(personal_digest) = 32 and octet_length(text_digest) = 32)
      )`);
    await runner.query(`comment on table consent_seal is
      'One row per row of consent_change, written later by one background writer: a hash chain per number and one per workspace. The hashed forms are in docs/consent-proof.md.'`);
    await runner.query(`comment on column consent_seal.position is
      'Counts 1, 2, 3 … in a workspace, in the order of consent_change.seq. A gap is a lost seal.'`);
    await runner.query(`comment on column consent_seal.personal_digest is
      'Keyed digest of what says whose record it is; after an erasure nobody can recompute it. Null: erased before it was sealed.'`);
    await runner.query(`comment on column consent_seal.text_digest is
      'Keyed digest of the text, which has its own retention. Null: no text, or it was gone already.'`);
    await runner.query(`create trigger consent_seal_append_only before update or delete or truncate on consent_seal
      for each statement execute function refuse_change_of_history()`);
    await runner.query(`
      create table consent_subject (
        workspace_id uuid not null,
        number text not null,
        secret bytea not null,
        constraint consent_subject_pk primary key (workspace_id, number),
        constraint consent_subject_secret_length check (octet_length(secret) = 32)
      )`);
    await runner.query(`comment on table consent_subject is
      'The random key of each number''s digests. Erasing a number deletes it, and with it the way from the chain back to the person.'`);
    await runner.query(`
      create table erased_number (
        workspace_id uuid not null,
        number_hash bytea not null,
        erasure_id uuid not null,
        groups_left uuid[] not null,
        erased_at timestamptz not null,
        constraint erased_number_pk primary key (workspace_id, number_hash, erasure_id),
        constraint erased_number_hash_length check (octet_length(number_hash) = 32)
      )`);
    await runner.query(`comment on table erased_number is
      'Keyed hashes of erased numbers with the groups they had left, so that no old file re-subscribes them. Kept without end. Their history stands under erased:<erasure_id>.'`);
    await this.allowErasure(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger consent_change_append_only on consent_change');
    await runner.query('drop trigger consent_change_only_erasure on consent_change');
    await runner.query('drop function refuse_all_but_erasure()');
    await runner.query(`create trigger consent_change_append_only before update or delete or truncate on consent_change
      for each statement execute function refuse_change_of_history()`);
    await runner.query('drop table erased_number');
    await runner.query('drop table consent_subject');
    await runner.query('drop table consent_seal');
    await runner.query('drop index consent_change_seq');
  }

  /** One update is possible from now on: to take the person out of a row, for good. @source docs/adr/0006 */
  private async allowErasure(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function refuse_all_but_erasure() returns trigger language plpgsql as $$
      declare
        expected consent_change := old;
      begin
        expected.number := new.number;
        expected.profile_ids := '{}';
        expected.provider_message_id := null;
        if new is distinct from expected or old.number like 'erased:%'
           or new.number !~ '^erased:[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
          raise exception 'rows of % are never changed, only erased', tg_table_name using errcode = 'restrict_violation';
        end if;
        return new;
      end $$`);
    await runner.query('drop trigger consent_change_append_only on consent_change');
    await runner.query(`create trigger consent_change_append_only before delete or truncate on consent_change
      for each statement execute function refuse_change_of_history()`);
    await runner.query(`create trigger consent_change_only_erasure before update on consent_change
      for each row execute function refuse_all_but_erasure()`);
  }
}
