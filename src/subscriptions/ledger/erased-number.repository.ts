import { Injectable } from '@nestjs/common';
import type { ConsentState } from '../../contracts/inbound/5-consent-decided.event.js';
import type { PhoneNumber } from '../../contracts/phone/phone-number.js';
import { SecretBox } from '../../kernel/crypto/secret-box.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { type ConsentKey, textOf } from '../consent-key.js';

/** Keeps these hashes apart from every other use of the key. */
const HASH_CONTEXT = 'erased number';

/** A group a number was spoken about, and where it stands there. */
export interface KnownGroup {
  readonly number: string;
  readonly groupId: string;
  readonly state: ConsentState;
}

/** One number on its way out. */
export interface Erasure {
  readonly number: PhoneNumber;
  readonly erasureId: string;
  readonly groupsLeft: readonly string[];
}

/** One row of history that says that its chain ends here. */
export interface ErasureRecord {
  readonly id: string;
  /** `erased:<id>` */
  readonly number: string;
  readonly groupId: string;
  readonly stateBefore: ConsentState;
}

/** The only access to `erased_number`, and the only one that takes people out of the consent tables. */
@Injectable()
export class ErasedNumberRepository {
  constructor(private readonly secrets: SecretBox) {}

  /**
   * The groups that erased numbers had left and that they have not joined again by a text of their own. Neither the
   * API nor an import may put them back there.
   * @returns keys as `textOf` writes them
   */
  async leftBefore(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly PhoneNumber[],
  ): Promise<ReadonlySet<string>> {
    const keys = await this.keysLeft(work, workspaceId, numbers);
    return new Set(keys.map(textOf));
  }

  /** The erasures of a number, oldest first. */
  async erasuresOf(work: UnitOfWork, workspaceId: string, number: PhoneNumber): Promise<readonly string[]> {
    const rows = await work.rows<{ erasure_id: string }>(
      'select erasure_id from erased_number where workspace_id = $1 and number_hash = $2 order by erasure_id',
      [workspaceId, this.hashOf(workspaceId, number)],
    );
    return rows.map(({ erasure_id }) => erasure_id);
  }

  /** Every group these numbers were ever spoken about since they were last erased. */
  async knownGroups(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly PhoneNumber[],
  ): Promise<readonly KnownGroup[]> {
    return work.rows<KnownGroup>(
      `select known.number, known.group_id as "groupId", coalesce(c.state, 'unknown') as state
         from (select distinct number, group_id from consent_change
                where workspace_id = $1 and number = any($2::text[])
               union select number, group_id from consent where workspace_id = $1 and number = any($2::text[])) as known
         left join consent c on c.workspace_id = $1 and c.number = known.number and c.group_id = known.group_id
        order by known.number, known.group_id`,
      [workspaceId, numbers.map((number) => number.e164())],
    );
  }

  /** As `leftBefore`, for the next erasure of the same numbers. */
  async keysLeft(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly PhoneNumber[],
  ): Promise<readonly ConsentKey[]> {
    if (numbers.length === 0) return [];
    const byText = new Map(numbers.map((number) => [number.e164(), number]));
    // Rows under the plain number are younger than its erasure, which renames the older ones.
    const rows = await work.rows<{ number: string; group_id: string }>(
      `select k.number, left_group.group_id
         from unnest($2::text[], $3::bytea[]) as k(number, hash)
        cross join lateral (
          select e.groups_left from erased_number e
           where e.workspace_id = $1 and e.number_hash = k.hash order by e.erasure_id desc limit 1
        ) as newest
        cross join lateral unnest(newest.groups_left) as left_group(group_id)
        where not exists (
          select from consent_change c
           where c.workspace_id = $1 and c.number = k.number and c.group_id = left_group.group_id and c.effect <> 'late'
             and (c.source = 'deactivation'
                  or c.source = 'keyword' and c.action = 'opt_in' and c.state_after = 'subscribed'))`,
      [workspaceId, [...byText.keys()], [...byText.values()].map((number) => this.hashOf(workspaceId, number))],
    );
    return rows.map(({ number, group_id: groupId }) => ({ workspaceId, number: byText.get(number)!, groupId }));
  }

  /** Puts the numbers on the list. */
  async add(work: UnitOfWork, workspaceId: string, erasures: readonly Erasure[], erasedAt: Date): Promise<void> {
    await work.execute(
      `insert into erased_number (workspace_id, erased_at, number_hash, erasure_id, groups_left)
       select $1, $2, number_hash, erasure_id, string_to_array(groups_left, ',')::uuid[]
         from unnest($3::bytea[], $4::uuid[], $5::text[]) as e (number_hash, erasure_id, groups_left)`,
      [
        workspaceId,
        erasedAt,
        erasures.map(({ number }) => this.hashOf(workspaceId, number)),
        erasures.map(({ erasureId }) => erasureId),
        // unnest would flatten an array of arrays.
        erasures.map(({ groupsLeft }) => groupsLeft.join(',')),
      ],
    );
  }

  /** Takes the people out of the history: the one update its trigger allows. @param names new name by number */
  async renameHistory(work: UnitOfWork, workspaceId: string, names: ReadonlyMap<string, string>): Promise<void> {
    await work.execute(
      `update consent_change c set number = n.name, profile_ids = '{}', provider_message_id = null
         from unnest($2::text[], $3::text[]) as n(number, name)
        where c.workspace_id = $1 and c.number = n.number`,
      [workspaceId, [...names.keys()], [...names.values()]],
    );
  }

  /** Deletes what is not history: states, and the keys by which a digest could be traced back to its number. */
  async deleteNumbers(work: UnitOfWork, workspaceId: string, numbers: readonly PhoneNumber[]): Promise<void> {
    const written = numbers.map((number) => number.e164());
    for (const table of ['consent', 'consent_subject'])
      await work.execute(`delete from ${table} where workspace_id = $1 and number = any($2::text[])`, [
        workspaceId,
        written,
      ]);
  }

  /** Ends the erased chains, one record per group, so that an audit can tell an erasure from a row made nameless by hand. */
  async record(
    work: UnitOfWork,
    workspaceId: string,
    records: readonly ErasureRecord[],
    said: { readonly actor: string; readonly at: Date },
  ): Promise<void> {
    await work.execute(
      `insert into consent_change (workspace_id, actor, received_at, occurred_at, recorded_at, profile_ids, action,
                                   state_after, effect, reason, source, id, number, group_id, state_before)
       select $1, $2, $3, $3, $3, '{}', 'reset', 'unknown', 'changed', 'erased', 'erasure', id, number, group_id, state_before
         from unnest($4::uuid[], $5::text[], $6::uuid[], $7::text[]) as r (id, number, group_id, state_before)`,
      [
        workspaceId,
        said.actor,
        said.at,
        records.map(({ id }) => id),
        records.map(({ number }) => number),
        records.map(({ groupId }) => groupId),
        records.map(({ stateBefore }) => stateBefore),
      ],
    );
  }

  private hashOf(workspaceId: string, number: PhoneNumber): Buffer {
    return this.secrets.keyedHash(`${workspaceId} ${number.e164()}`, HASH_CONTEXT);
  }
}
