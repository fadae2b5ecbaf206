import fc from 'fast-check';
import { BadRegex, BodyRegex } from './body-regex.js';

describe('BodyRegex', () => {
  it.each([
    ['coupon', 'Any COUPONS left?', true],
    ['^coupon$', '  coupon\n', true],
    ['^coupon$', 'coupon please', false],
    ['^(win|gewinn)\\s+\\d{1,4}$', 'Gewinn 0042', true],
    ['\\bnoël\\b', 'noël', true],
    ['^\\p{Greek}+$', 'Ωμέγα', true],
    ['x$', `${'a'.repeat(499)}x`, true],
    ['x$', `${'a'.repeat(500)}x`, false],
  ])('%s on %j: %s', (source, text, expected) => {
    expect(BodyRegex.of(source).matches(text)).toBe(expected);
  });

  it('gives an answer for every text to what makes other engines run for ever', () => {
    const regex = BodyRegex.of('^(a+)+$');

    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        expect(typeof regex.matches(text)).toBe('boolean');
      }),
    );
    expect(regex.matches(`${'a'.repeat(400)}!`)).toBe(false);
  });

  it('takes any expression or says what is wrong with it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.string(), (source, text) => {
        try {
          expect(typeof BodyRegex.of(source).matches(text)).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(BadRegex);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
