import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { LedgerRow } from './ledger-record.js';
import { LEDGER_COLUMNS } from './ledger-columns.js';
import type { ChainEnd, Seal, UnsealedRow } from './seal-records.js';
import { workspacesOf } from './workspaces-of.js';

/** Rows counted before the count ends with "at least". Unit: rows. */
const COUNT_MAX = 100_000;

/** Space of the lock under which the records of a workspace are sealed, or erased. */
const LOCK_SPACE = 'consent_seal';

const WORKSPACES = `recursive workspace as (${workspacesOf('consent_change')})`;

const SEALED = `
  lateral (select coalesce(max(s.change_seq), 0) as seq from consent_seal s where s.workspace_id = workspace.id) as sealed`;

/** The end of a workspace's chain and the row it has reached. */
export interface LedgerEnd extends ChainEnd {
  readonly seq: number;
}

/** What the sealer reads and writes. */
@Injectable()
export class SealRepository {
  /** The newest number given to a row of history, also by transactions that still run. */
  async lastSeq(work: UnitOfWork): Promise<number> {
    const [row] = await work.rows<{ last_value: string }>('select last_value from consent_change_seq_seq');
    return Number(row?.last_value ?? 0);
  }

  /** The transactions that write, or may be about to write, rows of history. */
  async writers(work: UnitOfWork): Promise<readonly string[]> {
    const rows = await work.rows<{ virtualtransaction: string }>(
      `select virtualtransaction from pg_locks
        where locktype = 'relation' and relation = 'consent_change'::regclass and mode = 'RowExclusiveLock' and granted
          and database = (select oid from pg_database where datname = current_database())`,
    );
    return rows.map(({ virtualtransaction }) => virtualtransaction);
  }

  /** Workspaces with rows up to `seq` that have no seal yet. */
  async workspacesToSeal(work: UnitOfWork, seq: number): Promise<readonly string[]> {
    const rows = await work.rows<{ id: string }>(
      `with ${WORKSPACES}
       select workspace.id from workspace cross join ${SEALED}
        where workspace.id is not null and exists (
          select from consent_change c where c.workspace_id = workspace.id and c.seq > sealed.seq and c.seq <= $1)`,
      [seq],
    );
    return rows.map(({ id }) => id);
  }

  /** Rows without a seal, counted up to a hundred thousand per workspace. */
  async countUnsealed(work: UnitOfWork): Promise<number> {
    const [row] = await work.rows<{ count: string }>(
      `with ${WORKSPACES}
       select coalesce(sum(waiting.count), 0) as count from workspace cross join ${SEALED} cross join lateral (
         select count(*) from (select from consent_change c
                                where c.workspace_id = workspace.id and c.seq > sealed.seq limit ${COUNT_MAX}) as c) as waiting
        where workspace.id is not null`,
    );
    return Number(row?.count ?? 0);
  }

  /** Whether a row of this number waits for its seal. */
  async hasUnsealed(work: UnitOfWork, workspaceId: string, number: string): Promise<boolean> {
    const [row] = await work.rows(
      `select 1 from consent_change c
        where c.workspace_id = $1 and c.number = $2 and not exists (
          select from consent_seal s where s.workspace_id = c.workspace_id and s.change_seq = c.seq) limit 1`,
      [workspaceId, number],
    );
    return row !== undefined;
  }

  /** Takes the lock of a workspace's chain until the transaction ends, unless another one holds it. */
  async tryLock(work: UnitOfWork, workspaceId: string): Promise<boolean> {
    const [row] = await work.rows<{ held: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0)) as held`,
      [LOCK_SPACE, workspaceId],
    );
    return row?.held === true;
  }

  /** The same, waiting for it. */
  async lock(work: UnitOfWork, workspaceId: string): Promise<void> {
    await work.lock(LOCK_SPACE, [workspaceId]);
  }

  async ledgerEnd(work: UnitOfWork, workspaceId: string): Promise<LedgerEnd> {
    const [row] = await work.rows<{ position: string; change_seq: string; ledger_hash: Buffer }>(
      `select position, change_seq, ledger_hash from consent_seal
        where workspace_id = $1 order by position desc limit 1`,
      [workspaceId],
    );
    if (row === undefined) return { length: 0, hash: null, seq: 0 };
    return { length: Number(row.position), hash: row.ledger_hash, seq: Number(row.change_seq) };
  }

  /** Rows after one `seq` up to another in their order, each with the sealed end of its number's chain. */
  async unsealed(
    work: UnitOfWork,
    workspaceId: string,
    range: { readonly after: number; readonly upTo: number; readonly limit: number },
  ): Promise<readonly UnsealedRow[]> {
    const rows = await work.rows<LedgerRow & { seq: string; end_length: number | null; end_hash: Buffer | null }>(
      `select c.seq, ${LEDGER_COLUMNS}, number_end.record_number as end_length, number_end.hash as end_hash
         from (select * from consent_change where workspace_id = $1 and seq > $2 and seq <= $3 order by seq limit $4) as c
         left join lateral (
           select s.record_number, s.hash from consent_change p
             join consent_seal s on s.workspace_id = p.workspace_id and s.change_seq = p.seq
            where p.workspace_id = c.workspace_id and p.number = c.number and p.seq <= $2 order by p.seq desc limit 1
         ) as number_end on true
        order by c.seq`,
      [workspaceId, range.after, range.upTo, range.limit],
    );
    return rows.map((row) => ({
      seq: Number(row.seq),
      row,
      numberEnd: { length: row.end_length ?? 0, hash: row.end_hash },
    }));
  }

  /** The secrets of these numbers; those that have none yet get the one offered. */
  async secretsOf(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly string[],
    offer: () => Buffer,
  ): Promise<ReadonlyMap<string, Buffer>> {
    if (numbers.length === 0) return new Map();
    const sorted = [...new Set(numbers)].sort();
    await work.execute(
      `insert into consent_subject (workspace_id, number, secret)
       select $1, number, secret from unnest($2::text[], $3::bytea[]) as offered (number, secret)
       on conflict (workspace_id, number) do nothing`,
      [workspaceId, sorted, sorted.map(offer)],
    );
    const rows = await work.rows<{ number: string; secret: Buffer }>(
      'select number, secret from consent_subject where workspace_id = $1 and number = any($2::text[])',
      [workspaceId, sorted],
    );
    return new Map(rows.map(({ number, secret }) => [number, secret]));
  }

  async save(work: UnitOfWork, workspaceId: string, seals: readonly Seal[], sealedAt: Date): Promise<void> {
    await work.execute(
      `insert into consent_seal (workspace_id, sealed_at, position, change_seq, record_number, previous_hash,
                                 personal_digest, text_digest, hash, ledger_hash)
       select $1, $2, * from unnest($3::bigint[], $4::bigint[], $5::int[], $6::bytea[], $7::bytea[], $8::bytea[],
                                    $9::bytea[], $10::bytea[])`,
      [
        workspaceId,
        sealedAt,
        seals.map(({ position }) => position),
        seals.map(({ seq }) => seq),
        seals.map(({ recordNumber }) => recordNumber),
        seals.map(({ previousHash }) => previousHash),
        seals.map(({ personalDigest }) => personalDigest),
        seals.map(({ textDigest }) => textDigest),
        seals.map(({ hash }) => hash),
        seals.map(({ ledgerHash }) => ledgerHash),
      ],
    );
  }
}
