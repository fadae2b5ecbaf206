import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The numbers people had before, for the day they are erased. Owner: identity. */
export class CreateProfileFormerNumber1795302500000 implements MigrationInterface {
  name = 'CreateProfileFormerNumber1795302500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table profile_former_number (
        workspace_id uuid not null,
        braze_id text not null,
        number text not null,
        given_up_at timestamptz not null,
        constraint profile_former_number_pk primary key (workspace_id, braze_id, number)
      )`);
    await runner.query(`comment on table profile_former_number is
      'Numbers that a profile no longer holds, as phone or as alias phone. What was texted from them is the person''s, so erasing the person must find it. Leads nobody to the profile.'`);
    // Where nothing was kept so far, the history of consent still tells who had spoken under which number.
    await runner.query(`
      insert into profile_former_number (workspace_id, braze_id, number, given_up_at)
      select distinct change.workspace_id, person.braze_id, change.number, now()
        from consent_change change
       cross join lateral unnest(change.profile_ids) as holder (braze_id)
        join profile person on person.workspace_id = change.workspace_id and person.braze_id = holder.braze_id
       where change.number like '+%' and person.phone_e164 is distinct from change.number`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table profile_former_number');
  }
}
