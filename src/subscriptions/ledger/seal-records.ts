import {
  digestOf,
  hashOf,
  isErased,
  type LedgerRow,
  linkText,
  personalText,
  recordText,
  type RecordLinks,
  textText,
} from './ledger-record.js';

/** Where a chain ends. */
export interface ChainEnd {
  /** Records or seals in it. */
  readonly length: number;
  /** Null when it is empty. */
  readonly hash: Buffer | null;
}

/** A row that waits for its seal. */
export interface UnsealedRow {
  readonly seq: number;
  readonly row: LedgerRow;
  /** The sealed end of its number's chain. */
  readonly numberEnd: ChainEnd;
}

/** A row of `consent_seal`. */
export interface Seal extends RecordLinks {
  readonly position: number;
  readonly seq: number;
  readonly hash: Buffer;
  readonly ledgerHash: Buffer;
}

/** What the digests need. */
export interface SealingSecrets {
  /** By number; every number that is not erased has one. */
  readonly secrets: ReadonlyMap<string, Buffer>;
  /** By id of the inbound message; absent when it is not stored any more. */
  readonly texts: ReadonlyMap<string, { reveal(): string }>;
}

/**
 * Links rows to the chains of their numbers and of the workspace.
 * @param rows of one workspace, in the order of `seq`
 * @param ledgerEnd the end of the workspace's chain
 */
export function sealRecords(rows: readonly UnsealedRow[], ledgerEnd: ChainEnd, known: SealingSecrets): readonly Seal[] {
  const ends = new Map<string, ChainEnd>();
  let ledger = ledgerEnd;
  return rows.map(({ seq, row, numberEnd }) => {
    const end = ends.get(row.number) ?? numberEnd;
    const links = { recordNumber: end.length + 1, previousHash: end.hash, ...digestsOf(row, known) };
    const hash = hashOf(recordText(row, links));
    const position = ledger.length + 1;
    const link = { workspaceId: row.workspace_id, position, previousHash: ledger.hash, recordHash: hash };
    const ledgerHash = hashOf(linkText(link));
    ends.set(row.number, { length: links.recordNumber, hash });
    ledger = { length: position, hash: ledgerHash };
    return { ...links, position, seq, hash, ledgerHash };
  });
}

function digestsOf(
  row: LedgerRow,
  { secrets, texts }: SealingSecrets,
): Pick<RecordLinks, 'personalDigest' | 'textDigest'> {
  // Erased between its commit and now: nothing personal is left to vouch for.
  if (isErased(row.number)) return { personalDigest: null, textDigest: null };
  const secret = secrets.get(row.number);
  if (secret === undefined) throw new Error('A number that is to be sealed has no secret.');
  const text = row.inbound_message_id === null ? undefined : texts.get(row.inbound_message_id);
  return {
    personalDigest: digestOf(secret, personalText(row)),
    textDigest: text === undefined ? null : digestOf(secret, textText(text.reveal())),
  };
}
