import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { Ids } from '../../kernel/ids.js';
import { FormerIdRepository } from '../former-id.repository.js';
import { recordOf } from '../profile-row.js';
import type { DoneMerge } from './done-merge.js';
import { type MergeSnapshot, type NamedAlias, snapshotFrom, type StoredSnapshot } from './merge-snapshot.js';

/** What made two people one. */
export type MergeCause = 'identify' | 'merge' | 'track';

/** A merge as it is listed. */
export interface StoredMerge {
  /** UUIDv7. */
  readonly id: string;
  readonly keptId: string;
  readonly goneId: string;
  readonly cause: MergeCause;
  readonly dataMoved: boolean;
  /** Id of the API key. */
  readonly actor: string;
  readonly mergedAt: Date;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
}

/** A merge with what is needed to undo it; null once it is undone. */
export interface UndoableMerge extends StoredMerge {
  readonly snapshot: MergeSnapshot | null;
}

/** Who had been merged into whom. */
export interface Absorbed {
  readonly goneId: string;
  /** E.164 numbers it had, as phone or as alias `phone`. */
  readonly numbers: readonly string[];
}

/** Which merges to list. */
export interface MergePage {
  /** Only those of this person, kept or gone; null: of everybody. */
  readonly brazeId: string | null;
  /** Id of the last row of the page before; null: the first page. */
  readonly before: string | null;
  /** Unit: rows. */
  readonly limit: number;
}

/** What all merges of one request have in common. */
export interface MergeContext {
  readonly workspaceId: string;
  readonly actor: string;
  readonly cause: MergeCause;
  readonly mergedAt: Date;
}

const COLUMNS = `m.id, m.kept_id as "keptId", m.gone_id as "goneId", m.cause, m.data_moved as "dataMoved", m.actor,
  m.merged_at as "mergedAt", m.undone_at as "undoneAt", m.undone_by as "undoneBy"`;

/** The only SQL on `profile_merge`. */
@Injectable()
export class MergeRepository {
  constructor(
    private readonly ids: Ids,
    private readonly formerIds: FormerIdRepository,
  ) {}

  /** Keeps what undoing these merges will need, in their order. Called before what they moved is written. */
  async record(work: UnitOfWork, merges: readonly DoneMerge[], context: MergeContext): Promise<void> {
    if (merges.length === 0) return;
    const { workspaceId, mergedAt } = context;
    const involved = [...new Set(merges.flatMap(({ keptId, goneId }) => [keptId, goneId]))];
    const births = await this.aliasBirths(work, workspaceId, involved);
    const formerIds = await this.formerIds.findMany(work, workspaceId, involved);
    const rows = merges.map((merge) => ({
      id: this.ids.uuid(),
      kept_id: merge.keptId,
      gone_id: merge.goneId,
      data_moved: merge.dataMoved,
      snapshot: {
        kept_before: recordOf(merge.keptBefore),
        gone: recordOf(merge.gone),
        kept_after: recordOf(merge.keptAfter),
        aliases: merge.aliases.map(({ label, name }) => ({
          label,
          name,
          created_at: births.get(JSON.stringify([label, name])) ?? mergedAt,
        })),
        former_ids: formerIds.filter(({ brazeId }) => brazeId === merge.goneId).map(({ externalId }) => externalId),
      },
    }));
    await work.execute(INSERT, [workspaceId, JSON.stringify(rows), context.cause, context.actor, mergedAt]);
  }

  /** One merge, locked. */
  async findLocked(work: UnitOfWork, workspaceId: string, id: string): Promise<UndoableMerge | null> {
    return this.findOne(work, `${FIND} for update`, workspaceId, id);
  }

  async find(work: UnitOfWork, workspaceId: string, id: string): Promise<UndoableMerge | null> {
    return this.findOne(work, FIND, workspaceId, id);
  }

  private async findOne(work: UnitOfWork, sql: string, workspaceId: string, id: string): Promise<UndoableMerge | null> {
    const [row] = await work.rows<StoredMerge & { readonly stored: StoredSnapshot | null }>(sql, [workspaceId, id]);
    if (row === undefined) return null;
    const { stored, ...merge } = row;
    return { ...merge, snapshot: stored === null ? null : snapshotFrom(stored) };
  }

  /** Whether the kept profile took part in a merge after this one which has not been undone. */
  async hasLater(work: UnitOfWork, workspaceId: string, { id, keptId }: StoredMerge): Promise<boolean> {
    const rows = await work.rows(
      `select 1 from profile_merge later
        where later.workspace_id = $1 and later.undone_at is null and (later.kept_id = $3 or later.gone_id = $3)
          and later.seq > (select seq from profile_merge where workspace_id = $1 and id = $2)
        limit 1`,
      [workspaceId, id, keptId],
    );
    return rows.length > 0;
  }

  /** Everybody who was merged into these people, directly or by way of others, and not taken back. */
  async findAbsorbed(work: UnitOfWork, workspaceId: string, brazeIds: readonly string[]): Promise<readonly Absorbed[]> {
    if (brazeIds.length === 0) return [];
    const rows = await work.rows<{ goneId: string; stored: StoredSnapshot }>(
      `${ABSORBED} select m.gone_id as "goneId", m.snapshot as stored from absorbed m`,
      [workspaceId, brazeIds],
    );
    return rows.map(({ goneId, stored }) => ({ goneId, numbers: numbersOf(snapshotFrom(stored)) }));
  }

  /** The snapshot is personal data of somebody who exists again; only the fact stays. */
  async markUndone(work: UnitOfWork, workspaceId: string, id: string, by: { actor: string; now: Date }): Promise<void> {
    await work.execute(
      `update profile_merge set undone_at = $3, undone_by = $4, snapshot = null where workspace_id = $1 and id = $2`,
      [workspaceId, id, by.now, by.actor],
    );
  }

  /** Gives names back to the profile they were taken from, with the instant they were given. */
  async restoreAliases(
    work: UnitOfWork,
    workspaceId: string,
    brazeId: string,
    aliases: readonly NamedAlias[],
  ): Promise<void> {
    if (aliases.length === 0) return;
    const labels = aliases.map(({ label }) => label);
    const names = aliases.map(({ name }) => name);
    await work.execute(
      `delete from profile_alias a using unnest($2::text[], $3::text[]) as back(label, name)
        where a.workspace_id = $1 and a.label = back.label and a.name = back.name`,
      [workspaceId, labels, names],
    );
    await work.execute(
      `insert into profile_alias (workspace_id, label, name, braze_id, created_at)
       select $1, label, name, $4, created_at
         from unnest($2::text[], $3::text[], $5::timestamptz[]) as back(label, name, created_at)
        order by label, name`,
      [workspaceId, labels, names, brazeId, aliases.map(({ createdAt }) => createdAt)],
    );
  }

  /** Forgets every merge into these people: nothing of them is left to be restored. */
  async forget(work: UnitOfWork, workspaceId: string, brazeIds: readonly string[]): Promise<void> {
    if (brazeIds.length === 0) return;
    await work.execute(
      `${ABSORBED} delete from profile_merge m using absorbed a where m.workspace_id = $1 and m.id = a.id`,
      [workspaceId, brazeIds],
    );
  }

  /** Newest first. */
  async page(
    work: UnitOfWork,
    workspaceId: string,
    { brazeId, before, limit }: MergePage,
  ): Promise<readonly StoredMerge[]> {
    return work.rows<StoredMerge>(
      `select ${COLUMNS} from profile_merge m
        where m.workspace_id = $1 and ($2::uuid is null or m.id < $2)
          and ($4::text is null or m.kept_id = $4 or m.gone_id = $4)
        order by m.id desc limit $3`,
      [workspaceId, before, limit, brazeId],
    );
  }

  private async aliasBirths(
    work: UnitOfWork,
    workspaceId: string,
    brazeIds: readonly string[],
  ): Promise<ReadonlyMap<string, Date>> {
    const rows = await work.rows<{ label: string; name: string; created_at: Date }>(
      'select label, name, created_at from profile_alias where workspace_id = $1 and braze_id = any($2::text[])',
      [workspaceId, brazeIds],
    );
    return new Map(rows.map(({ label, name, created_at }) => [JSON.stringify([label, name]), created_at]));
  }
}

function numbersOf({ gone, aliases }: MergeSnapshot): readonly string[] {
  const named = aliases.filter(({ label }) => label === 'phone').map(({ name }) => name);
  return [...new Set([...(gone.phone?.e164 ? [gone.phone.e164.e164()] : []), ...named])];
}

const FIND = `select ${COLUMNS}, m.snapshot as stored from profile_merge m where m.workspace_id = $1 and m.id = $2`;

/** Ordered: `seq` is given row by row. */
const INSERT = `
  insert into profile_merge (workspace_id, id, kept_id, gone_id, cause, data_moved, snapshot, actor, merged_at)
  select $1, n.id, n.kept_id, n.gone_id, $3, n.data_moved, n.snapshot, $4, $5
    from rows from (
           jsonb_to_recordset($2::jsonb) as (id uuid, kept_id text, gone_id text, data_moved boolean, snapshot jsonb)
         ) with ordinality as n(id, kept_id, gone_id, data_moved, snapshot, place)
   order by n.place`;

const ABSORBED = `
  with recursive absorbed as (
    select m.id, m.gone_id, m.snapshot from profile_merge m
     where m.workspace_id = $1 and m.kept_id = any($2::text[]) and m.undone_at is null
    union
    select m.id, m.gone_id, m.snapshot from absorbed a
      join profile_merge m on m.workspace_id = $1 and m.kept_id = a.gone_id and m.undone_at is null
  )`;
