import { isProfileFlagged, type NumberFlag } from './number-flag.js';

const DETECTED = new Date('2026-11-22T12:00:00.000Z');
const FLAG: NumberFlag = { number: '+12183095514', reason: 'provider_error', detectedAt: DETECTED };
const atMs = (ms: number) => new Date(DETECTED.getTime() + ms);

describe('isProfileFlagged', () => {
  it.each<[string, Date, string | null, NumberFlag | undefined, boolean]>([
    ['was there before', atMs(-1), FLAG.number, FLAG, true],
    ['came in the same millisecond', DETECTED, FLAG.number, FLAG, true],
    ['came later', atMs(1), FLAG.number, FLAG, false],
    ['has another number', atMs(-1), '+12183095515', FLAG, false],
    ['has no number', atMs(-1), null, FLAG, false],
    ['has a number without a flag', atMs(-1), FLAG.number, undefined, false],
    ['has no number, and there is no flag', atMs(-1), null, undefined, false],
  ])('a profile that %s', (_what, createdAt, phone, flag, expected) => {
    expect(isProfileFlagged({ createdAt, phone }, flag)).toBe(expected);
  });
});
