import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { LEDGER_COLUMNS } from './ledger-columns.js';
import type { LedgerRow } from './ledger-record.js';
import type { ChainEnd } from './seal-records.js';
import { workspacesOf } from './workspaces-of.js';

/** A seal with everything it can be compared with. */
export interface WalkedSeal {
  readonly position: number;
  readonly seq: number;
  readonly recordNumber: number;
  readonly previousHash: Buffer | null;
  readonly personalDigest: Buffer | null;
  readonly textDigest: Buffer | null;
  readonly hash: Buffer;
  readonly ledgerHash: Buffer;
  /** The sealed row; null when it is gone. */
  readonly row: LedgerRow | null;
  /** The row before it under the same number; an unsealed one has no hash. */
  readonly numberEnd: ChainEnd;
  /** Null for an erased number. */
  readonly secret: Buffer | null;
  /** Whether the row's number was erased in the regular way: the history under its new name says so. */
  readonly erasureRecorded: boolean;
}

interface WalkedRow extends LedgerRow {
  readonly position: string;
  readonly change_seq: string;
  readonly record_number: number;
  readonly previous_hash: Buffer | null;
  readonly personal_digest: Buffer | null;
  readonly text_digest: Buffer | null;
  readonly hash: Buffer;
  readonly ledger_hash: Buffer;
  readonly end_length: number | null;
  readonly end_hash: Buffer | null;
  readonly secret: Buffer | null;
  readonly erasure_recorded: boolean;
}

/** Reads the ledger in pieces, for checks that must be able to read all of it. */
@Injectable()
export class LedgerWalkRepository {
  /** Workspaces with anything that could be checked. */
  async workspaces(work: UnitOfWork): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const table of ['consent_change', 'consent_seal', 'consent'] as const) {
      const rows = await work.rows<{ id: string }>(
        `with recursive workspace as (${workspacesOf(table)}) select id from workspace where id is not null`,
      );
      for (const { id } of rows) found.add(id);
    }
    return [...found].sort();
  }

  /** The seals after a position, in order. */
  async seals(work: UnitOfWork, workspaceId: string, after: number, limit: number): Promise<readonly WalkedSeal[]> {
    const rows = await work.rows<WalkedRow>(
      `select s.position, s.change_seq, s.record_number, s.previous_hash, s.personal_digest, s.text_digest, s.hash,
              s.ledger_hash, ${LEDGER_COLUMNS}, before.record_number as end_length, before.hash as end_hash,
              subject.secret,
              c.number like 'erased:%' and exists (
                select from consent_change e
                 where e.workspace_id = $1 and e.number = c.number and e.source = 'erasure') as erasure_recorded
         from (select * from consent_seal where workspace_id = $1 and position > $2 order by position limit $3) as s
         left join consent_change c on c.workspace_id = $1 and c.seq = s.change_seq
         left join consent_subject subject on subject.workspace_id = $1 and subject.number = c.number
         left join lateral (
           select coalesce(p_seal.record_number, 0) as record_number, p_seal.hash
             from (select p.seq from consent_change p
                    where p.workspace_id = $1 and p.number = c.number and p.seq < c.seq
                    order by p.seq desc limit 1) as p
             left join consent_seal p_seal on p_seal.workspace_id = $1 and p_seal.change_seq = p.seq
         ) as before on true
        order by s.position`,
      [workspaceId, after, limit],
    );
    return rows.map(toWalkedSeal);
  }

  /** The first row between two others that has no seal, though later ones have. */
  async firstUnsealed(
    work: UnitOfWork,
    workspaceId: string,
    range: { readonly after: number; readonly upTo: number },
  ): Promise<{ readonly id: string; readonly number: string } | null> {
    const [row] = await work.rows<{ id: string; number: string }>(
      `select c.id, c.number from consent_change c
        where c.workspace_id = $1 and c.seq > $2 and c.seq <= $3
          and not exists (select from consent_seal s where s.workspace_id = $1 and s.change_seq = c.seq)
        order by c.seq limit 1`,
      [workspaceId, range.after, range.upTo],
    );
    return row ?? null;
  }

  /** Rows that no seal has reached yet. */
  async countAfter(work: UnitOfWork, workspaceId: string, seq: number): Promise<number> {
    const [row] = await work.rows<{ count: string }>(
      'select count(*) as count from consent_change where workspace_id = $1 and seq > $2',
      [workspaceId, seq],
    );
    return Number(row?.count ?? 0);
  }
}

function toWalkedSeal(row: WalkedRow): WalkedSeal {
  return {
    position: Number(row.position),
    seq: Number(row.change_seq),
    recordNumber: row.record_number,
    previousHash: row.previous_hash,
    personalDigest: row.personal_digest,
    textDigest: row.text_digest,
    hash: row.hash,
    ledgerHash: row.ledger_hash,
    // From an outer join: without a row, every column of it is null.
    row: (row.id as string | null) === null ? null : row,
    numberEnd: { length: row.end_length ?? 0, hash: row.end_hash },
    secret: row.secret,
    erasureRecorded: row.erasure_recorded,
  };
}
