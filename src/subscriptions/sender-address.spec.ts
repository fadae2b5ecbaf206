import type { SenderKind } from '../contracts/inbound/classification.js';
import { readSenderAddress } from './sender-address.js';

/** Stands for the phone room: E.164 is a number, everything else is none. */
const e164Of = (written: string) =>
  /^\+[1-9]\d{6,14}$/.test(written.replace(/[ ()-]/g, '')) ? written.replace(/[ ()-]/g, '') : null;

describe('readSenderAddress', () => {
  it.each<[SenderKind, string, string]>([
    ['long_code', '+14155550100', '+14155550100'],
    ['long_code', ' +1 (415) 555-0100 ', '+14155550100'],
    ['long_code', '+447700900123', '+447700900123'],
    ['toll_free', '+18005550100', '+18005550100'],
    ['toll_free', '+18335550100', '+18335550100'],
    ['toll_free', '+18445550100', '+18445550100'],
    ['toll_free', '+18555550100', '+18555550100'],
    ['toll_free', '+18665550100', '+18665550100'],
    ['toll_free', '+18775550100', '+18775550100'],
    ['toll_free', '+18885550100', '+18885550100'],
    ['short_code', '123', '123'],
    ['short_code', '55555', '55555'],
    ['short_code', '12345678', '12345678'],
    ['alphanumeric', 'HARK', 'HARK'],
    ['alphanumeric', 'Shop 24', 'Shop 24'],
    ['alphanumeric', 'ABCDEFGHIJK', 'ABCDEFGHIJK'],
    ['alphanumeric', 'X', 'X'],
  ])('takes the %s %j', (kind, written, value) => {
    expect(readSenderAddress(kind, written, e164Of)).toEqual({ kind: 'address', value });
  });

  it.each<[SenderKind, string]>([
    ['long_code', '12345'],
    ['long_code', 'HARK'],
    ['long_code', '+18005550100'],
    ['toll_free', '+14155550100'],
    ['toll_free', '+448005550100'],
    ['toll_free', '800'],
    ['short_code', '12'],
    ['short_code', '123456789'],
    ['short_code', '+12345'],
    ['short_code', '12a45'],
    ['short_code', '١٢٣٤٥'],
    ['alphanumeric', '12345'],
    ['alphanumeric', 'ABCDEFGHIJKL'],
    ['alphanumeric', 'Café'],
    ['alphanumeric', ''],
    ['alphanumeric', 'A\u0000B'],
  ])('refuses the %s %j, naming the field', (kind, written) => {
    const read = readSenderAddress(kind, written, e164Of);

    expect(read.kind).toBe('fault');
    expect(read).toHaveProperty('message', expect.stringContaining(`'address'`));
  });
});
