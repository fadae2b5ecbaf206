import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { LEDGER_COLUMNS } from './ledger-columns.js';
import type { LedgerRow } from './ledger-record.js';

/** A row of history with its seal; without one, its columns are null. */
export interface ProvenRow extends LedgerRow {
  readonly position: string | null;
  readonly record_number: number | null;
  readonly previous_hash: Buffer | null;
  readonly personal_digest: Buffer | null;
  readonly text_digest: Buffer | null;
  readonly hash: Buffer | null;
  readonly ledger_previous_hash: Buffer | null;
  readonly ledger_hash: Buffer | null;
  readonly sealed_at: Date | null;
}

/** Words under which somebody consented. */
export interface ProvenWording {
  readonly groupId: string;
  readonly version: number;
  readonly text: string;
}

/** Reads what a proof shows. */
@Injectable()
export class ProofRepository {
  /** The whole history under one name, oldest first. @param number E.164, or `erased:<id>` */
  async chain(work: UnitOfWork, workspaceId: string, number: string): Promise<readonly ProvenRow[]> {
    return work.rows<ProvenRow>(
      `select ${LEDGER_COLUMNS}, s.position, s.record_number, s.previous_hash, s.personal_digest, s.text_digest, s.hash,
              before.ledger_hash as ledger_previous_hash, s.ledger_hash, s.sealed_at
         from consent_change c
         left join consent_seal s on s.workspace_id = c.workspace_id and s.change_seq = c.seq
         left join consent_seal before on before.workspace_id = s.workspace_id and before.position = s.position - 1
        where c.workspace_id = $1 and c.number = $2
        order by c.seq`,
      [workspaceId, number],
    );
  }

  /** The consent wordings that these rows name. */
  async wordings(
    work: UnitOfWork,
    workspaceId: string,
    rows: readonly Pick<LedgerRow, 'group_id' | 'consent_wording_version'>[],
  ): Promise<readonly ProvenWording[]> {
    const named = rows.filter(({ consent_wording_version: version }) => version !== null);
    if (named.length === 0) return [];
    return work.rows<ProvenWording>(
      `select w.group_id as "groupId", w.version, w.text
         from consent_wording w
        where w.workspace_id = $1
          and (w.group_id, w.version) in (select * from unnest($2::uuid[], $3::integer[]))
        order by w.group_id, w.version`,
      [workspaceId, named.map(({ group_id }) => group_id), named.map((row) => Number(row.consent_wording_version))],
    );
  }

  /** The key of a number's digests; null before its first seal and after its erasure. */
  async secret(work: UnitOfWork, workspaceId: string, number: string): Promise<Buffer | null> {
    const [row] = await work.rows<{ secret: Buffer }>(
      'select secret from consent_subject where workspace_id = $1 and number = $2',
      [workspaceId, number],
    );
    return row?.secret ?? null;
  }
}
