import {
  digestOf,
  hashOf,
  isErased,
  linkText,
  personalText,
  recordText,
  sameBytes,
  textText,
} from './ledger-record.js';
import type { WalkedSeal } from './ledger-walk.repository.js';
import type { ChainEnd } from './seal-records.js';

/** What is wrong with a link, for the person who reads the report. */
export type BrokenBecause =
  | 'a seal is missing before this one'
  | 'the ledger hash does not follow from the one before'
  | 'the sealed row is gone'
  | 'it does not follow the record of this number before it'
  | 'the evidence is not the one that was sealed'
  | 'the number, the profiles or the provider message are not the ones that were sealed'
  | 'the number was taken out without an erasure'
  | 'the secret of the number is gone'
  | 'the text is not the one that was sealed';

/**
 * Checks one seal against its row, its number's chain and the workspace's chain.
 * @param ledgerEnd the link before
 * @param text what the message says; undefined when there is none (any more)
 * @returns null when everything holds
 */
export function whyBroken(
  seal: WalkedSeal,
  workspaceId: string,
  ledgerEnd: ChainEnd,
  text: { reveal(): string } | undefined,
): BrokenBecause | null {
  const { position, row, hash } = seal;
  if (position !== ledgerEnd.length + 1) return 'a seal is missing before this one';
  const link = linkText({ workspaceId, position, previousHash: ledgerEnd.hash, recordHash: hash });
  if (!hashOf(link).equals(seal.ledgerHash)) return 'the ledger hash does not follow from the one before';
  if (row === null) return 'the sealed row is gone';
  const follows = seal.recordNumber === seal.numberEnd.length + 1 && sameBytes(seal.previousHash, seal.numberEnd.hash);
  if (!follows) return 'it does not follow the record of this number before it';
  if (!hashOf(recordText(row, seal)).equals(hash)) return 'the evidence is not the one that was sealed';
  return isErased(row.number) ? whyNotErased(seal) : whyNotPersonal(seal, personalText(row), text);
}

function whyNotErased({ erasureRecorded }: WalkedSeal): BrokenBecause | null {
  // Whose record it was cannot be recomputed any more, that is the point; so the erasure itself must be on record.
  return erasureRecorded ? null : 'the number was taken out without an erasure';
}

function whyNotPersonal(
  { secret, personalDigest, textDigest }: WalkedSeal,
  personal: string,
  text: { reveal(): string } | undefined,
): BrokenBecause | null {
  if (secret === null) return 'the secret of the number is gone';
  if (!sameBytes(digestOf(secret, personal), personalDigest))
    return 'the number, the profiles or the provider message are not the ones that were sealed';
  if (text === undefined) return null;
  // A text that was there is sealed with its row; one that turned up afterwards is none of this row's.
  return sameBytes(digestOf(secret, textText(text.reveal())), textDigest)
    ? null
    : 'the text is not the one that was sealed';
}
