import { digestOf, hashOf, type LedgerRow, linkText, personalText, recordText, textText } from './ledger-record.js';
import { ROW } from './ledger-row.spec-support.js';
import { sealRecords, type UnsealedRow } from './seal-records.js';

const SECRET = Buffer.alloc(32, 1);
const EMPTY = { length: 0, hash: null };

describe('the hashed texts', () => {
  // Proofs that were handed out must hold for years: a change here is a new format, never a new expectation.
  it('are these bytes, for ever', () => {
    const links = { recordNumber: 1, previousHash: null, personalDigest: SECRET, textDigest: null };
    expect(recordText(ROW, links)).toBe(
      '{"format":"hark-consent-record/1","workspace_id":"01900000-0000-7000-8000-000000000001","record_number":1,' +
        '"previous_hash":null,"id":"01900000-0000-7000-8000-00000000000c","group_id":"01900000-0000-7000-8000-00000000000a",' +
        '"action":"opt_out","state_before":"subscribed","state_after":"unsubscribed","effect":"changed","reason":"opt_out",' +
        '"source":"keyword","rule":"exact","keyword_set_version":"1.0.0","score":"0.97","matched_keyword":"ARRÊT \\"\\u0007",' +
        '"inbound_message_id":"01900000-0000-7000-8000-00000000000e","provider":"twilio","sender":"55555",' +
        '"sender_kind":"short_code","actor":null,"origin_change_id":null,"provider_time":null,' +
        '"received_at":"2026-11-22T12:00:03.000000Z","occurred_at":"2026-11-22T12:00:03.000000Z",' +
        `"recorded_at":"2026-11-22T12:00:03.000001Z","personal_digest":"${'01'.repeat(32)}","text_digest":null}`,
    );
    expect(personalText(ROW)).toBe(
      '{"number":"+14155550123","profile_ids":["0123456789abcdef01234567"],"provider_message_id":"SM1"}',
    );
    expect(textText('STOP')).toBe('{"text":"STOP"}');
    expect(linkText({ workspaceId: ROW.workspace_id, position: 2, previousHash: SECRET, recordHash: SECRET })).toBe(
      `{"format":"hark-consent-ledger/1","workspace_id":"${ROW.workspace_id}","position":2,` +
        `"previous_hash":"${'01'.repeat(32)}","record_hash":"${'01'.repeat(32)}"}`,
    );
  });

  it('of a record with a consent wording are these, and of one without those of format 1', () => {
    const links = { recordNumber: 1, previousHash: null, personalDigest: null, textDigest: null };
    const first = recordText(ROW, links);
    const second = recordText({ ...ROW, consent_wording_version: '3', consent_wording_hash: 'ab'.repeat(32) }, links);

    expect(second).toBe(
      first
        .replace('record/1', 'record/2')
        .replace(
          '"personal_digest"',
          `"consent_wording_version":"3","consent_wording_hash":"${'ab'.repeat(32)}","personal_digest"`,
        ),
    );
  });

  it('hold every field of a row', () => {
    const links = { recordNumber: 1, previousHash: null, personalDigest: null, textDigest: null };
    const row = { ...ROW, consent_wording_version: '1', consent_wording_hash: 'ab'.repeat(32) };
    const hashed = { ...(JSON.parse(recordText(row, links)) as object), ...(JSON.parse(personalText(row)) as object) };

    expect(Object.keys(hashed)).toEqual(expect.arrayContaining(Object.keys(ROW)));
  });
});

describe('sealing', () => {
  const waiting = (seq: number, changes: Partial<LedgerRow> = {}, numberEnd: UnsealedRow['numberEnd'] = EMPTY) => ({
    seq,
    row: { ...ROW, ...changes },
    numberEnd,
  });
  const secrets = new Map([
    ['+14155550123', SECRET],
    ['+14155550124', Buffer.alloc(32, 2)],
  ]);
  const known = { secrets, texts: new Map([[ROW.inbound_message_id!, { reveal: () => 'ARRÊT' }]]) };

  it('links a row to the one before it of its number and to the one before it of all', () => {
    const rows = [waiting(3), waiting(5, { number: '+14155550124' }), waiting(6)];
    const [first, other, second] = sealRecords(rows, { length: 7, hash: hashOf('before') }, known);

    expect([first, other, second].map((seal) => [seal?.position, seal?.seq, seal?.recordNumber])).toEqual([
      [8, 3, 1],
      [9, 5, 1],
      [10, 6, 2],
    ]);
    expect(first?.previousHash).toBeNull();
    expect(second?.previousHash).toEqual(first?.hash);
    const link = { workspaceId: ROW.workspace_id, position: 10, previousHash: other!.ledgerHash };
    expect(second?.ledgerHash).toEqual(hashOf(linkText({ ...link, recordHash: second!.hash })));
  });

  it('goes on where the number ended', () => {
    const [seal] = sealRecords([waiting(9, {}, { length: 4, hash: hashOf('end') })], EMPTY, known);

    expect(seal).toMatchObject({ recordNumber: 5, previousHash: hashOf('end'), position: 1 });
  });

  it('digests what is personal under the secret of the number, and nothing of an erased one', () => {
    const gone = { number: 'erased:01900000-0000-7000-8000-00000000000f', profile_ids: [], provider_message_id: null };
    const [whole, erased] = sealRecords([waiting(1), waiting(2, gone)], EMPTY, known);

    expect(whole).toMatchObject({
      personalDigest: digestOf(SECRET, personalText(ROW)),
      textDigest: digestOf(SECRET, textText('ARRÊT')),
    });
    expect(erased).toMatchObject({ personalDigest: null, textDigest: null });
  });

  it('seals a row whose text is gone', () => {
    expect(sealRecords([waiting(1)], EMPTY, { secrets, texts: new Map() })).toMatchObject([{ textDigest: null }]);
  });
});
