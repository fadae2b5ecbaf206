import fc from 'fast-check';
import { readPersonPhone, readProviderAddress } from './phone-rules.js';

describe('readPersonPhone', () => {
  // Every row of the table in contract "braze-api", section 6.6.
  it.each<[string, string | null, string]>([
    ['+1 (724) 123-4567', '+17241234567', '17241234567'],
    ['4155552671', '+14155552671', '4155552671'],
    ['(415) 555-2671', '+14155552671', '4155552671'],
    ['+442071838750', '+442071838750', '442071838750'],
    ['+44 (0)20 7183 8750', '+442071838750', '4402071838750'],
    ['+551155256325', '+551155256325', '551155256325'],
    ['2071838750', '+12071838750', '2071838750'],
    ['1155256325', null, '1155256325'],
    ['+19173337578', '+19173337578', '19173337578'],
    ['+15043277269', '+15043277269', '15043277269'],
    ['+12408884782', '+12408884782', '12408884782'],
    ['14155552671', '+14155552671', '14155552671'],
    ['12183095514', '+12183095514', '12183095514'],
    ['12345678901', '+12345678901', '12345678901'],
    ['447711123456', null, '447711123456'],
    ['00442071838750', null, '00442071838750'],
    ['011442071838750', null, '011442071838750'],
    ['+1415555267', null, '1415555267'],
    ['+1234567890123456', null, '1234567890123456'],
    ['12345678901234567', null, '12345678901234567'],
    ['12345', null, '12345'],
    ['+999123456789', null, '999123456789'],
    ['(415) 555-2671 ext 5', null, '41555526715'],
    ['n/a', null, ''],
  ])('reads %s as %s, unformatted %s', (input, e164, unformatted) => {
    const read = readPersonPhone(input);

    expect(read.e164?.e164() ?? null).toBe(e164);
    expect(read.unformatted).toBe(unformatted);
    if (e164 === null) expect([read.valid, read.country]).toEqual([null, null]);
  });

  it.each<[string, string | null]>([
    // Possible but not valid for the library; used in documentation and by the tests of many clients.
    ['+12223334444', '+12223334444'],
    ['+11112223333', '+11112223333'],
    ['+15556667777', '+15556667777'],
    // Area codes of bare American numbers.
    ['8005550100', '+18005550100'],
    ['2225550100', null],
    ['5555550100', null],
    ['9115550100', null],
    ['11155256325', null],
    ['6045550100', '+16045550100'],
    // Blanks and marks around the plus, as address books write them.
    ['  +33 6 12 34 56 78 ', '+33612345678'],
    ['(+44) 20 7183 8750', '+442071838750'],
    ['tel:+33-6-12-34-56-78', '+33612345678'],
    ['\u202A+33 6 12 34 56 78\u202C', '+33612345678'],
    // Other digits and the full-width plus.
    ['＋３３６１２３４５６７８', '+33612345678'],
    ['+٩٧١٥٠١٢٣٤٥٦٧', '+971501234567'],
    // A leading blank means a plus in query strings only.
    [' 33612345678', null],
    // Extensions must not become part of another person's number.
    ['(415) 555-267 x1', null],
    ['+442071838750;ext=5', null],
    ['+1 415 555 2671 (mobile)', '+14155552671'],
    // Two trunk zeros: reading the result again would give another number.
    ['+4900815798790', null],
    // Possible in Austria's plan, but shorter than a number a person holds.
    ['+432222', null],
    ['+6834000', '+6834000'],
    ['', null],
    ['+', null],
  ])('reads %j as %s', (input, e164) => {
    expect(readPersonPhone(input).e164?.e164() ?? null).toBe(e164);
  });

  it.each([
    [4155552671, '+14155552671', '4155552671'],
    [14155552671, '+14155552671', '14155552671'],
    [447711123456, null, '447711123456'],
    [0, null, '0'],
    [Number.NaN, null, ''],
    [Number.POSITIVE_INFINITY, null, ''],
    [-4155552671, null, ''],
    [1e21, null, ''],
    [415555.2671, null, ''],
  ])('reads the JSON number %d as %s, unformatted %j', (input, e164, unformatted) => {
    const read = readPersonPhone(input);

    expect(read.e164?.e164() ?? null).toBe(e164);
    expect(read.unformatted).toBe(unformatted);
  });

  it.each([
    ['+442071838750', true, 'GB'],
    ['+17241234567', false, 'US'],
    ['+14165550100', true, 'CA'],
    ['+11112223333', false, null],
    ['+870123456789', false, null],
    ['+88216123456', true, null],
    // Not assigned, in a plan that several countries share: Ofcom's numbers for films, and one nobody holds in Russia's.
    ['+447700900123', false, 'GB'],
    ['+70000000000', false, 'RU'],
    ['+17875550123', true, 'PR'],
  ])('keeps validity and country of %s as facts: %s, %s', (input, valid, country) => {
    expect(readPersonPhone(input)).toMatchObject({ valid, country });
  });

  it('throws for no input and reads its own results the same way', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), phoneLike, fc.double(), fc.integer()), (input) => {
        const read = readPersonPhone(input);
        expect(read.unformatted).toMatch(/^[0-9]*$/);
        if (read.e164 === null) return;
        expect(readPersonPhone(read.e164.e164())).toEqual({ ...read, unformatted: read.e164.e164().slice(1) });
      }),
      { numRuns: 2000 },
    );
  });

  it('answers a megabyte of anything at once', () => {
    for (const filler of ['1', ' ', 'x', '+', '1 ', '٣']) {
      const started = performance.now();
      expect(readPersonPhone('1' + filler.repeat(500_000)).e164).toBeNull();
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});

describe('readProviderAddress', () => {
  // Contract "providers", 1.5, step by step, and rows 34 to 36 of section 16.
  it.each<[string, string, string, string | null]>([
    // Step 1: trim, channel prefix.
    ['  +33612345678\t', 'e164', '+33612345678', null],
    ['whatsapp:+33612345678', 'e164', '+33612345678', 'other'],
    ['messenger:1234567890123', 'unknown', '1234567890123', 'other'],
    ['rcs:+33612345678', 'e164', '+33612345678', 'rcs'],
    ['rcs:brand_agent', 'alphanumeric', 'brand_agent', 'rcs'],
    ['MMS:+33612345678', 'e164', '+33612345678', 'mms'],
    ['sms:72975', 'short_code', '72975', 'sms'],
    // Step 2: an unencoded plus became one blank.
    [' 33612345678', 'e164', '+33612345678', null],
    [' 15005550001', 'e164', '+15005550001', null],
    ['whatsapp: 33612345678', 'e164', '+33612345678', 'other'],
    // Step 3: 00, letters, other marks.
    ['0033612345678', 'e164', '+33612345678', null],
    ['+33 6 12 34 56 78', 'e164', '+33612345678', null],
    ['+1 (724) 123-4567', 'e164', '+17241234567', null],
    ['+1.415.555.2671', 'e164', '+14155552671', null],
    ['VODAFONE', 'alphanumeric', 'VODAFONE', null],
    ['Google', 'alphanumeric', 'Google', null],
    ['anonymous', 'alphanumeric', 'anonymous', null],
    ['+33612345678x', 'alphanumeric', '+33612345678x', null],
    ['Ünal', 'alphanumeric', 'Ünal', null],
    // Step 4: with a plus, possible or unknown.
    ['+17241234567', 'e164', '+17241234567', null],
    ['+1415555267', 'unknown', '+1415555267', null],
    ['+999123456789', 'unknown', '+999123456789', null],
    ['+12345', 'unknown', '+12345', null],
    // Step 5: without.
    ['33612345678', 'e164', '+33612345678', null],
    ['15005550006', 'e164', '+15005550006', null],
    ['123', 'short_code', '123', null],
    ['72975', 'short_code', '72975', null],
    ['384387', 'short_code', '384387', null],
    ['6834000', 'e164', '+6834000', null],
    ['29051234', 'e164', '+29051234', null],
    ['1234567', 'short_code', '1234567', null],
    ['99912345', 'short_code', '99912345', null],
    ['12', 'unknown', '12', null],
    ['0612345678', 'unknown', '0612345678', null],
    ['1234567890123456', 'unknown', '1234567890123456', null],
    ['', 'unknown', '', null],
    ['   ', 'unknown', '', null],
    ['---', 'unknown', '---', null],
    // What PostgreSQL would refuse, or an index could not hold.
    ['\u0000AB\uD83D', 'alphanumeric', '\uFFFDAB\uFFFD', null],
    ['A'.repeat(65), 'unknown', '', null],
  ])('reads %j as %s %s, channel %s', (raw, kind, value, channel) => {
    const read = readProviderAddress(raw);

    expect(read.address.kind).toBe(kind);
    expect(read.address.kind === 'e164' ? read.address.number.e164() : read.address.value).toBe(value);
    expect(read.channel).toBe(channel);
    expect(read.raw).toBe(raw);
  });

  // A bare national number is 10 digits in America and would be one there; here it must not become one.
  it.each(['4155552671', '2071838750', '7241234567'])('adds no default country to %s', (raw) => {
    const { address } = readProviderAddress(raw);

    expect(address.kind === 'e164' ? address.number.e164() : null).not.toBe(`+1${raw}`);
  });

  it('throws for no input, invents no digits and reads its own results the same way', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), phoneLike), (raw) => {
        const { address } = readProviderAddress(raw);
        const value = address.kind === 'e164' ? address.number.e164() : address.value;
        expect(value.length).toBeLessThanOrEqual(64);
        expect(readProviderAddress(value).address).toEqual(address);
        // Dropping a trunk zero is the only change of digits the parser may make, so no country was added.
        if (address.kind === 'e164') expect(isSubsequence(value.slice(1), raw.replace(/\D/g, ''))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

/** Texts made of what phone numbers are made of. */
const phoneLike = fc
  .array(
    fc.oneof(
      fc.nat(9).map(String),
      fc.constantFrom('0', '+', ' ', '-', '(', ')', '.', ':', 'x', '00', '+1', '+44', '+49'),
    ),
    {
      maxLength: 24,
    },
  )
  .map((parts) => parts.join(''));

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const char of whole) if (char === part[at]) at++;
  return at === part.length;
}
