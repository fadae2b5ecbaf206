import { Masked } from '../../kernel/masked.js';
import type { WalkedSeal } from './ledger-walk.repository.js';
import { ROW } from './ledger-row.spec-support.js';
import { whyBroken } from './seal-check.js';
import { sealRecords } from './seal-records.js';

const SECRET = Buffer.alloc(32, 1);
const EMPTY = { length: 0, hash: null };
const STOP = new Masked('STOP');

/** The seal of one row, made while its text was this or was not there. */
function sealedWith(text: Masked | undefined): WalkedSeal {
  const texts = new Map(text === undefined ? [] : [[ROW.inbound_message_id!, text]]);
  const rows = [{ seq: 1, row: ROW, numberEnd: EMPTY }];
  const [seal] = sealRecords(rows, EMPTY, { secrets: new Map([[ROW.number, SECRET]]), texts });
  return { ...seal!, row: ROW, numberEnd: EMPTY, secret: SECRET, erasureRecorded: false };
}

const check = (seal: WalkedSeal, text: Masked | undefined) => whyBroken(seal, ROW.workspace_id, EMPTY, text);

describe('whyBroken', () => {
  it('accepts the text that was sealed, and one that is gone', () => {
    expect([check(sealedWith(STOP), STOP), check(sealedWith(STOP), undefined)]).toEqual([null, null]);
    expect(check(sealedWith(undefined), undefined)).toBeNull();
  });

  it.each<[string, Masked | undefined, Masked]>([
    ['another text', STOP, new Masked('START')],
    ['a text that turned up after the seal', undefined, STOP],
  ])('finds %s', (_label, sealed, found) => {
    expect(check(sealedWith(sealed), found)).toBe('the text is not the one that was sealed');
  });
});
