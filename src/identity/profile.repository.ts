import { Injectable } from '@nestjs/common';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import { ConcurrentChange, violatedConstraint } from '../kernel/database/database-errors.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { FormerNumberRepository } from './former-number.repository.js';
import type { Profile } from './profile.js';
import { profileColumns, profileFrom, type ProfileRow, recordOf } from './profile-row.js';
import type { AliasRow } from './alias-row.js';
import type { ProfileSetChanges } from './profile-set.js';

/** A profile that holds one of the identifiers asked for. */
export interface Holder {
  /** Place of the identifier in the question. */
  readonly position: number;
  readonly brazeId: string;
  /** E.164 or null. */
  readonly phone: string | null;
}

/** The SQL of people and their aliases, always in sets and inside one workspace. */
@Injectable()
export class ProfileRepository {
  constructor(private readonly formerNumbers: FormerNumberRepository) {}

  /**
   * Who holds these identifiers. Of many profiles with one email or phone, the first `most` in precedence.
   * @param most null: all of them
   * @returns in the order of the identifiers, then of precedence
   */
  async findHolders(
    work: UnitOfWork,
    workspaceId: string,
    identifiers: readonly ProfileIdentifier[],
    most: number | null,
  ): Promise<readonly Holder[]> {
    const keys = identifiers.map(keyOf);
    const rows = await work.rows<{ position: string; braze_id: string; phone_e164: string | null }>(FIND_HOLDERS, [
      workspaceId,
      keys.map(({ kind }) => kind),
      keys.map(({ value }) => value),
      keys.map(({ label }) => label),
      most,
    ]);
    return rows.map((row) => ({ position: Number(row.position) - 1, brazeId: row.braze_id, phone: row.phone_e164 }));
  }

  /** Everybody who holds one of these identifiers, each once, in the order of the identifiers. Locks nothing. */
  async findHoldersOf(
    work: UnitOfWork,
    workspaceId: string,
    identifiers: readonly ProfileIdentifier[],
  ): Promise<readonly Profile[]> {
    if (identifiers.length === 0) return [];
    const holders = await this.findHolders(work, workspaceId, identifiers, null);
    const ids = [...new Set(holders.map(({ brazeId }) => brazeId))];
    const people = new Map((await this.findMany(work, workspaceId, ids)).map((person) => [person.brazeId, person]));
    // Somebody may be merged away between the two statements.
    return ids.flatMap((id) => people.get(id) ?? []);
  }

  /** These people, in no order. Ids of nobody are absent. */
  async findMany(work: UnitOfWork, workspaceId: string, brazeIds: readonly string[]): Promise<readonly Profile[]> {
    const rows = await work.rows<ProfileRow>(
      `select ${profileColumns} from profile p where p.workspace_id = $1 and p.braze_id = any($2::text[])`,
      [workspaceId, brazeIds],
    );
    return rows.map(profileFrom);
  }

  /** These people, locked in ascending order until the transaction ends. Ids of nobody are absent. */
  async lockMany(work: UnitOfWork, workspaceId: string, brazeIds: readonly string[]): Promise<readonly Profile[]> {
    const rows = await work.rows<ProfileRow>(
      `select ${profileColumns} from profile p
        where p.workspace_id = $1 and p.braze_id = any($2::text[])
        order by p.braze_id for update`,
      [workspaceId, brazeIds],
    );
    return rows.map(profileFrom);
  }

  /** All aliases of these people. */
  async findAliases(work: UnitOfWork, workspaceId: string, brazeIds: readonly string[]): Promise<readonly AliasRow[]> {
    return work.rows<AliasRow>(
      `select label, name, braze_id as "brazeId" from profile_alias
        where workspace_id = $1 and braze_id = any($2::text[]) order by created_at, label`,
      [workspaceId, brazeIds],
    );
  }

  /**
   * Writes what became of people, one statement per table and kind of change.
   * @throws ConcurrentChange when somebody took an external id or an alias in the meantime
   */
  async save(work: UnitOfWork, workspaceId: string, changes: ProfileSetChanges, now: Date): Promise<void> {
    try {
      // What goes makes room for what comes: an alias before its new owner's, a profile before its heir.
      await run(work, DROP_ALIASES, [workspaceId, ...columnsOf(changes.aliasesDropped)]);
      await run(work, MOVE_ALIASES, [workspaceId, ...columnsOf(changes.aliasesMoved)]);
      if (changes.gone.length > 0) await work.execute(DELETE_PROFILES, [workspaceId, changes.gone]);
      if (changes.written.length > 0)
        await work.execute(UPSERT_PROFILES, [workspaceId, JSON.stringify(changes.written.map(recordOf))]);
      await run(work, ADD_ALIASES, [workspaceId, ...columnsOf(changes.aliasesAdded), now]);
      await this.formerNumbers.add(work, workspaceId, changes.numbersGivenUp, now);
    } catch (error) {
      if (violatedConstraint(error)?.startsWith('profile_') !== true) throw error;
      throw new ConcurrentChange('Somebody else took an identifier of a profile.', { cause: error });
    }
  }
}

type AliasParameters = readonly [string, readonly string[], readonly string[], readonly string[], ...Date[]];

async function run(work: UnitOfWork, sql: string, parameters: AliasParameters): Promise<void> {
  if (parameters[1].length > 0) await work.execute(sql, parameters);
}

function columnsOf(aliases: readonly AliasRow[]): [string[], string[], string[]] {
  return [aliases.map(({ label }) => label), aliases.map(({ name }) => name), aliases.map(({ brazeId }) => brazeId)];
}

function keyOf(identifier: ProfileIdentifier): { kind: string; value: string; label: string | null } {
  switch (identifier.kind) {
    case 'external_id':
      return { kind: 'external_id', value: identifier.externalId, label: null };
    case 'alias':
    case 'link':
      return { kind: 'alias', value: identifier.name, label: identifier.label };
    case 'braze_id':
      return { kind: 'braze_id', value: identifier.brazeId, label: null };
    case 'email':
      return { kind: 'email', value: identifier.email, label: null };
    case 'phone':
      return { kind: 'phone', value: identifier.number.e164(), label: null };
  }
}

const PRECEDENCE = `(p.external_id is not null) desc, p.updated_at desc, p.created_at, p.braze_id`;

/** One branch per kind, so that each uses its index. */
const FIND_HOLDERS = `
  with key as materialized (
    select * from unnest($2::text[], $3::text[], $4::text[]) with ordinality as k(kind, value, label, position)
  )
  select position, braze_id, phone_e164 from (
    select k.position, 1::bigint as rank, p.braze_id, p.phone_e164
      from key k join profile p on p.workspace_id = $1 and p.external_id = k.value
     where k.kind = 'external_id'
    union all
    select k.position, 1, p.braze_id, p.phone_e164
      from key k
      cross join lateral (select f.braze_id from profile_former_id f
                           where f.workspace_id = $1 and f.external_id = k.value offset 0) f
      join profile p on p.workspace_id = $1 and p.braze_id = f.braze_id
     where k.kind = 'external_id'
    union all
    select k.position, 1, p.braze_id, p.phone_e164
      from key k
      join profile_alias a on a.workspace_id = $1 and a.label = k.label and a.name = k.value
      join profile p on p.workspace_id = $1 and p.braze_id = a.braze_id
     where k.kind = 'alias'
    union all
    select k.position, 1, p.braze_id, p.phone_e164
      from key k join profile p on p.workspace_id = $1 and p.braze_id = k.value
     where k.kind = 'braze_id'
    union all
    select k.position, p.rank, p.braze_id, p.phone_e164
      from key k cross join lateral (
        select p.braze_id, p.phone_e164, row_number() over (order by ${PRECEDENCE}) as rank
          from profile p
         where p.workspace_id = $1 and lower(p.email) = lower(k.value) and p.email is not null
         order by ${PRECEDENCE} limit $5::bigint
      ) p
     where k.kind = 'email'
    union all
    select k.position, p.rank, p.braze_id, p.phone_e164
      from key k cross join lateral (
        select p.braze_id, p.phone_e164, row_number() over (order by ${PRECEDENCE}) as rank
          from profile p
         where p.workspace_id = $1 and p.phone_e164 = k.value
         order by ${PRECEDENCE} limit $5::bigint
      ) p
     where k.kind = 'phone'
  ) as holder
  order by position, rank`;

const DROP_ALIASES = `
  delete from profile_alias a using unnest($2::text[], $3::text[], $4::text[]) as d(label, name, braze_id)
   where a.workspace_id = $1 and a.label = d.label and a.name = d.name and a.braze_id = d.braze_id`;

/** Taken out and put in again, sorted in between: an update would meet the names that two profiles swap. */
const MOVE_ALIASES = `
  with moved as (
    delete from profile_alias a using unnest($2::text[], $3::text[], $4::text[]) as m(label, name, braze_id)
     where a.workspace_id = $1 and a.label = m.label and a.name = m.name
    returning m.label, m.name, m.braze_id, a.created_at
  )
  insert into profile_alias (workspace_id, label, name, braze_id, created_at)
  select $1, label, name, braze_id, created_at from moved order by label, name`;

const ADD_ALIASES = `
  insert into profile_alias (workspace_id, label, name, braze_id, created_at)
  select $1, n.label, n.name, n.braze_id, $5::timestamptz
    from unnest($2::text[], $3::text[], $4::text[]) as n(label, name, braze_id)
   order by n.label, n.name`;

const DELETE_PROFILES = `
  with former as (delete from profile_former_id where workspace_id = $1 and braze_id = any($2::text[]))
  delete from profile where workspace_id = $1 and braze_id = any($2::text[])`;

const WRITTEN: readonly (readonly [column: string, type: string])[] = [
  ['external_id', 'text'],
  ['phone_e164', 'text'],
  ['phone_unformatted', 'text'],
  ['phone_valid', 'boolean'],
  ['email', 'text'],
  ['first_name', 'text'],
  ['last_name', 'text'],
  ['country', 'text'],
  ['language', 'text'],
  ['time_zone', 'text'],
  ['home_city', 'text'],
  ['dob', 'date'],
  ['gender', 'text'],
  ['email_subscribe', 'text'],
  ['push_subscribe', 'text'],
  ['attributes', 'jsonb'],
  ['custom_attributes', 'jsonb'],
  ['total_revenue', 'numeric'],
  ['updated_at', 'timestamptz'],
];

/** Set once, when a profile is made. */
const BORN: typeof WRITTEN = [
  ['random_bucket', 'smallint'],
  ['created_at', 'timestamptz'],
];

const ALL = [['braze_id', 'text'] as const, ...WRITTEN, ...BORN];

const UPSERT_PROFILES = `
  insert into profile (workspace_id, ${ALL.map(([column]) => column).join(', ')})
  select $1, ${ALL.map(([column]) => `n.${column}`).join(', ')}
    from jsonb_to_recordset($2::jsonb) as n(${ALL.map(([column, type]) => `${column} ${type}`).join(', ')})
   order by n.braze_id
  on conflict (workspace_id, braze_id) do update set
    ${WRITTEN.map(([column]) => `${column} = excluded.${column}`).join(', ')}`;
