import { Injectable } from '@nestjs/common';
import { ConcurrentChange, violatedConstraint } from '../kernel/database/database-errors.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { NumberGiven, NumberHolder } from './identify-senders.js';
import { randomBucketOf } from './profile.js';

/** A number within its workspace. */
export interface WorkspaceNumber {
  readonly workspaceId: string;
  /** E.164. */
  readonly number: string;
}

/** The SQL of the road of texts: batches over several workspaces, found by number. */
@Injectable()
export class NumberHolderRepository {
  /** Everybody with one of these numbers as phone, or as name of the alias `phone`. */
  async findMany(work: UnitOfWork, numbers: readonly WorkspaceNumber[]): Promise<readonly NumberHolder[]> {
    if (numbers.length === 0) return [];
    return work.rows<NumberHolder>(FIND_HOLDERS, [
      numbers.map(({ workspaceId }) => workspaceId),
      numbers.map(({ number }) => number),
    ]);
  }

  /**
   * Makes anonymous profiles, each with its number and the alias `phone`. The transaction is run again when somebody
   * else made one of them in the meantime.
   */
  create(work: UnitOfWork, people: readonly NumberGiven[], now: Date): void {
    if (people.length === 0) return;
    const buckets = people.map(({ brazeId }) => randomBucketOf(brazeId));
    const [workspaceIds, brazeIds, numbers, valid] = columnsOf(people);
    work.write(INSERT_PROFILES, [workspaceIds, brazeIds, numbers, valid, buckets, now], madeByOthers);
    work.write(INSERT_ALIASES, [workspaceIds, brazeIds, numbers, now], madeByOthers);
  }

  /** Writes the number of alias owners whose phone was empty. */
  fillPhones(work: UnitOfWork, people: readonly NumberGiven[], now: Date): void {
    if (people.length > 0) work.write(FILL_PHONES, [...columnsOf(people), now]);
  }
}

function madeByOthers(error: Error): Error {
  if (violatedConstraint(error)?.startsWith('profile_') !== true) return error;
  return new ConcurrentChange('Somebody else made the profile of a number.', { cause: error });
}

function columnsOf(people: readonly NumberGiven[]): [string[], string[], string[], (boolean | null)[]] {
  return [
    people.map(({ workspaceId }) => workspaceId),
    people.map(({ brazeId }) => brazeId),
    people.map(({ number }) => number.e164()),
    people.map(({ valid }) => valid),
  ];
}

/**
 * Laterals, not joins: the statement is prepared once per connection, and a join planned while `profile` was small keeps
 * scanning the whole table until the next ANALYZE. A lateral with `offset 0` asks the index once per number, always.
 */
const FIND_HOLDERS = `
  with wanted as materialized (
    select * from unnest($1::uuid[], $2::text[]) as w(workspace_id, number)
  ), holder as (
    select w.workspace_id, w.number, p.braze_id
      from wanted w
     cross join lateral (select braze_id from profile
                          where workspace_id = w.workspace_id and phone_e164 = w.number offset 0) as p
    union
    select w.workspace_id, w.number, a.braze_id
      from wanted w
     cross join lateral (select braze_id from profile_alias
                          where workspace_id = w.workspace_id and label = 'phone' and name = w.number offset 0) as a
  )
  select h.workspace_id as "workspaceId", h.number, h.braze_id as "brazeId", p.external_id as "externalId",
         p.phone_e164 as phone, p.phone_unformatted as "phoneUnformatted", p.updated_at as "updatedAt",
         exists (select from profile_alias a
                  where a.workspace_id = h.workspace_id and a.label = 'phone' and a.name = h.number
                    and a.braze_id = h.braze_id) as "holdsAlias"
    from holder h
   cross join lateral (select external_id, phone_e164, phone_unformatted, updated_at from profile
                        where workspace_id = h.workspace_id and braze_id = h.braze_id offset 0) as p`;

const INSERT_PROFILES = `
  insert into profile (workspace_id, braze_id, phone_e164, phone_unformatted, phone_valid, random_bucket,
                       created_at, updated_at)
  select n.workspace_id, n.braze_id, n.number, substr(n.number, 2), n.valid, n.bucket, $6::timestamptz, $6::timestamptz
    from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::smallint[])
      as n(workspace_id, braze_id, number, valid, bucket)
   order by n.workspace_id, n.braze_id`;

const INSERT_ALIASES = `
  insert into profile_alias (workspace_id, label, name, braze_id, created_at)
  select n.workspace_id, 'phone', n.number, n.braze_id, $4::timestamptz
    from unnest($1::uuid[], $2::text[], $3::text[]) as n(workspace_id, braze_id, number)
   order by n.workspace_id, n.number`;

/** Rows first locked in ascending order, like everywhere: a plain update takes them as it finds them. */
const FILL_PHONES = `
  with given as materialized (
    select p.workspace_id, p.braze_id, n.number, n.valid
      from profile p
      join unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[]) as n(workspace_id, braze_id, number, valid)
        on p.workspace_id = n.workspace_id and p.braze_id = n.braze_id
     order by p.workspace_id, p.braze_id
       for update of p
  )
  update profile p
     set phone_e164 = g.number, phone_unformatted = substr(g.number, 2), phone_valid = g.valid, updated_at = $5
    from given g
   where p.workspace_id = g.workspace_id and p.braze_id = g.braze_id and p.phone_e164 is null`;
