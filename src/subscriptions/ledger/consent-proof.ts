import type { Masked } from '../../kernel/masked.js';
import type { RebuiltConsent } from '../consent-history.repository.js';
import { hex, isErased, type LedgerRow, personalText, recordText } from './ledger-record.js';
import type { ProvenRow, ProvenWording } from './proof.repository.js';
import type { LedgerEnd } from './seal.repository.js';

/** Everything known under one name of a number. */
export interface KnownChain {
  /** E.164, or `erased:<id>`. */
  readonly number: string;
  /** Null: of an erased number, or nothing is sealed. */
  readonly secret: Buffer | null;
  readonly rows: readonly ProvenRow[];
  /** By id of the inbound message, as far as they are still stored. */
  readonly texts: ReadonlyMap<string, Masked>;
}

/** What a proof is made of. */
export interface ProofMaterial {
  readonly workspaceId: string;
  readonly number: string;
  readonly generatedAt: Date;
  readonly states: readonly RebuiltConsent[];
  readonly chains: readonly KnownChain[];
  readonly wordings: readonly ProvenWording[];
  readonly ledgerEnd: LedgerEnd;
}

/**
 * One JSON document that proves the history of a number and can be checked without Hark.
 * @source docs/consent-proof.md, checked by scripts/verify-proof.js
 */
export function consentProof(material: ProofMaterial) {
  const { workspaceId, number, generatedAt, states, chains, wordings, ledgerEnd } = material;
  return {
    format: 'hark-consent-proof/1',
    generated_at: generatedAt.toISOString(),
    workspace_id: workspaceId,
    number,
    states: states.map((consent) => ({
      subscription_group_id: consent.groupId,
      name: consent.groupName,
      state: consent.state,
      since: consent.since.toISOString(),
    })),
    chains: chains.map(chainOf),
    wordings: wordings.map(({ groupId, version, text }) => ({ subscription_group_id: groupId, version, text })),
    ledger_head: ledgerEnd.hash === null ? null : { position: ledgerEnd.length, hash: hex(ledgerEnd.hash) },
  };
}

/** @see consentProof */
export type ConsentProof = ReturnType<typeof consentProof>;

function chainOf({ number, secret, rows, texts }: KnownChain) {
  const sealed = rows.filter(isSealed);
  const last = sealed.at(-1);
  return {
    number,
    secret: hex(secret),
    head: last === undefined ? null : { record_number: last.record_number, hash: hex(last.hash) },
    records: sealed.map((row) => recordOf(row, texts)),
    unsealed: rows.filter((row) => !isSealed(row)).map(readable),
  };
}

interface SealedRow extends ProvenRow {
  readonly position: string;
  readonly record_number: number;
  readonly hash: Buffer;
  readonly ledger_hash: Buffer;
  readonly sealed_at: Date;
}

function isSealed(row: ProvenRow): row is SealedRow {
  return row.position !== null;
}

function recordOf(row: SealedRow, texts: ReadonlyMap<string, Masked>) {
  const canonical = recordText(row, {
    recordNumber: row.record_number,
    previousHash: row.previous_hash,
    personalDigest: row.personal_digest,
    textDigest: row.text_digest,
  });
  // What was personal to an erased person is gone; its digests stay in the evidence, and nobody can check them any more.
  const erased = isErased(row.number);
  return {
    evidence: JSON.parse(canonical) as Readonly<Record<string, unknown>>,
    personal: erased ? null : (JSON.parse(personalText(row)) as Readonly<Record<string, unknown>>),
    text: erased ? null : (texts.get(row.inbound_message_id ?? '')?.reveal() ?? null),
    canonical,
    hash: hex(row.hash),
    ledger: {
      position: Number(row.position),
      previous_hash: hex(row.ledger_previous_hash),
      hash: hex(row.ledger_hash),
    },
    sealed_at: row.sealed_at.toISOString(),
  };
}

/** A row that is in no chain yet, as it is stored. */
function readable(row: LedgerRow) {
  const unlinked = { recordNumber: 0, previousHash: null, personalDigest: null, textDigest: null };
  const {
    format: _format,
    record_number: _record,
    previous_hash: _previous,
    personal_digest: _personal,
    text_digest: _text,
    ...evidence
  } = JSON.parse(recordText(row, unlinked)) as Readonly<Record<string, unknown>>;
  return evidence;
}
