import { createHash, createHmac } from 'node:crypto';

/**
 * A row of `consent_change` in the form in which it is hashed: every value as text or null, `profile_ids` as a list.
 * Times are UTC with six decimals of a second, `score` has at most six significant digits.
 */
export interface LedgerRow {
  readonly workspace_id: string;
  readonly id: string;
  /** E.164, or `erased:<id>` once the person was erased. */
  readonly number: string;
  readonly group_id: string;
  readonly profile_ids: readonly string[];
  readonly action: string;
  readonly state_before: string;
  readonly state_after: string;
  readonly effect: string;
  readonly reason: string;
  readonly source: string;
  readonly rule: string | null;
  readonly keyword_set_version: string | null;
  readonly score: string | null;
  readonly matched_keyword: string | null;
  readonly inbound_message_id: string | null;
  readonly provider: string | null;
  readonly provider_message_id: string | null;
  readonly sender: string | null;
  readonly sender_kind: string | null;
  readonly actor: string | null;
  readonly origin_change_id: string | null;
  readonly provider_time: string | null;
  readonly received_at: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly consent_wording_version: string | null;
  /** SHA-256 of the wording's text in hex; null without a version. */
  readonly consent_wording_hash: string | null;
}

/** What a record is chained by: its place in the chain of its number, and the digests of what may be erased. */
export interface RecordLinks {
  /** 1 for the first record of a number. */
  readonly recordNumber: number;
  /** Hash of the number's previous record; null for its first. */
  readonly previousHash: Buffer | null;
  readonly personalDigest: Buffer | null;
  readonly textDigest: Buffer | null;
}

/** One link of the chain of a workspace. */
export interface LedgerLink {
  readonly workspaceId: string;
  readonly position: number;
  readonly previousHash: Buffer | null;
  readonly recordHash: Buffer;
}

const ERASED = 'erased:';

/** The name under which the history of an erased number stands. */
export function erasedKey(erasureId: string): string {
  return ERASED + erasureId;
}

export function isErased(number: string): boolean {
  return number.startsWith(ERASED);
}

/**
 * The bytes whose SHA-256 is a record's hash: the JSON text of these fields in this order, without blanks. A change of
 * anything here is a new format, and old records keep the old one: a record without a consent wording has format 1.
 * @source docs/consent-proof.md, "What is hashed"
 */
export function recordText(row: LedgerRow, links: RecordLinks): string {
  const { consent_wording_version, consent_wording_hash } = row;
  const hasWording = consent_wording_version !== null;
  return JSON.stringify({
    format: `hark-consent-record/${hasWording ? 2 : 1}`,
    workspace_id: row.workspace_id,
    record_number: links.recordNumber,
    previous_hash: hex(links.previousHash),
    id: row.id,
    group_id: row.group_id,
    action: row.action,
    state_before: row.state_before,
    state_after: row.state_after,
    effect: row.effect,
    reason: row.reason,
    source: row.source,
    rule: row.rule,
    keyword_set_version: row.keyword_set_version,
    score: row.score,
    matched_keyword: row.matched_keyword,
    inbound_message_id: row.inbound_message_id,
    provider: row.provider,
    sender: row.sender,
    sender_kind: row.sender_kind,
    actor: row.actor,
    origin_change_id: row.origin_change_id,
    provider_time: row.provider_time,
    received_at: row.received_at,
    occurred_at: row.occurred_at,
    recorded_at: row.recorded_at,
    ...(hasWording ? { consent_wording_version, consent_wording_hash } : {}),
    personal_digest: hex(links.personalDigest),
    text_digest: hex(links.textDigest),
  });
}

/** What says whose record it is. Digested under the number's secret, so that the number cannot be guessed from a hash. */
export function personalText(row: LedgerRow): string {
  return JSON.stringify({
    number: row.number,
    profile_ids: row.profile_ids,
    provider_message_id: row.provider_message_id,
  });
}

/** The digested form of a text; JSON, so that it can never be taken for the other digested form. */
export function textText(text: string): string {
  return JSON.stringify({ text });
}

/** The bytes whose SHA-256 is one link of the chain of a workspace. */
export function linkText({ workspaceId, position, previousHash, recordHash }: LedgerLink): string {
  return JSON.stringify({
    format: 'hark-consent-ledger/1',
    workspace_id: workspaceId,
    position,
    previous_hash: hex(previousHash),
    record_hash: hex(recordHash),
  });
}

export function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** HMAC-SHA256. @param secret the 32 random bytes of the number */
export function digestOf(secret: Buffer, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}

export function hex(bytes: Buffer | null): string | null {
  return bytes === null ? null : bytes.toString('hex');
}

/** Equality of hashes that may be absent. */
export function sameBytes(one: Buffer | null, other: Buffer | null): boolean {
  return one === null || other === null ? one === other : one.equals(other);
}
