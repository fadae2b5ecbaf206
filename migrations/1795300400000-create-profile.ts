import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People and the names they go by. Owner: identity. */
export class CreateProfile1795300400000 implements MigrationInterface {
  name = 'CreateProfile1795300400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table profile (
        workspace_id uuid not null,
        braze_id text not null,
        external_id text,
        phone_e164 text,
        phone_unformatted text,
        phone_valid boolean,
        email text,
        first_name text,
        last_name text,
        country text,
        language text,
        time_zone text,
        home_city text,
        dob date,
        gender text,
        email_subscribe text,
        push_subscribe text,
        attributes jsonb not null default '{}',
        custom_attributes jsonb not null default '{}',
        total_revenue numeric not null default 0,
        random_bucket smallint not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint profile_pk primary key (workspace_id, braze_id),
        constraint profile_external_id_unique unique (workspace_id, external_id),
        constraint profile_braze_id_shape check (braze_id ~ '^[0-9a-f]{24}$'),
        constraint profile_external_id_not_empty check (external_id <> ''),
        constraint profile_random_bucket_range check (random_bucket >= 0 and random_bucket <= 9999)
      ) with (fillfactor = 85)`);
    await runner.query(`comment on column profile.phone_e164 is
      'E.164 with +; null when the given phone cannot be texted. Used for every lookup.'`);
    await runner.query(`comment on column profile.phone_unformatted is 'Digits of the phone as it was given.'`);
    await runner.query(`comment on column profile.attributes is
      'Reserved fields that nothing inside Hark reads: current_location, date_of_first_session, facebook and the like.'`);
    await runner.query(`create index profile_phone on profile (workspace_id, phone_e164) where phone_e164 is not null`);
    await runner.query(`create index profile_email on profile (workspace_id, lower(email)) where email is not null`);
    await runner.query(`
      create table profile_alias (
        workspace_id uuid not null,
        label text not null,
        name text not null,
        braze_id text not null,
        created_at timestamptz not null,
        constraint profile_alias_pk primary key (workspace_id, label, name),
        constraint profile_alias_label_once unique (workspace_id, braze_id, label)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table profile_alias');
    await runner.query('drop table profile');
  }
}
