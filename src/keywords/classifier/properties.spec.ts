import fc from 'fast-check';

import { ALL_PACKS } from '../packs/index.js';
import { EXAMPLE_RULES, senderOf } from './fixture.spec-support.js';
import { classify, compileKeywordRules, type GroupKeywordRules } from './index.js';
import { normalise } from './normalise.js';

const rules = compileKeywordRules(EXAMPLE_RULES);
const POLICIES = ['safe', 'braze', 'adobe'] as const;
const everyPolicy = POLICIES.map((policy) =>
  compileKeywordRules({ ...EXAMPLE_RULES, policy, fuzzyOptOut: 'auto' } satisfies GroupKeywordRules),
);

const words = ALL_PACKS.flatMap((pack) => [
  ...pack.optOutStrong,
  ...pack.optOutWeak,
  ...pack.optIn,
  ...pack.help,
  ...pack.polite,
  ...pack.patterns.flatMap((pattern) => [...pattern.matches, ...pattern.misses]),
]);
const optIns = ALL_PACKS.flatMap((pack) => pack.optIn).map((word) => normalise(word).phrase);
const optOuts = ALL_PACKS.flatMap((pack) => pack.optOutStrong);

/** Anything a network can deliver, words of all packs included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ maxLength: 200 }),
  fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((parts) => parts.join(' ')),
  fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 8 })
    .map((parts) => parts.join('')),
);

function categoryOf(text: string): string {
  return classify({ text, sender: senderOf('long_code'), hint: null }, rules).category;
}

test('reading a phrase again changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { phrase } = normalise(text);
      expect(normalise(phrase).phrase).toBe(phrase);
    }),
    { numRuns: 3000 },
  );
});

test('no text throws, under any policy, and spans lie inside the phrase', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(...everyPolicy), (text, compiled) => {
      const decision = classify({ text, sender: senderOf('short_code'), hint: null }, compiled);
      for (const { span } of decision.parts) {
        expect(span[0]).toBeGreaterThanOrEqual(0);
        expect(span[1]).toBeGreaterThan(span[0]);
        expect(span[1]).toBeLessThanOrEqual(decision.normalised.phrase.length);
      }
      expect(decision.score).toBeGreaterThanOrEqual(0);
      expect(decision.score).toBeLessThanOrEqual(1);
    }),
    { numRuns: 3000 },
  );
});

test('the same text gives the same decision, whatever was read in between', () => {
  fc.assert(
    fc.property(anyText, anyText, (text, other) => {
      const input = { text, sender: senderOf('long_code'), hint: null };
      const first = classify(input, rules);
      classify({ ...input, text: other }, rules);
      expect(classify(input, rules)).toEqual(first);
    }),
    { numRuns: 1000 },
  );
});

test('only the exact words opt in', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      if (categoryOf(text) === 'opt_in') expect(optIns).toContain(normalise(text).phrase);
    }),
    { numRuns: 5000 },
  );
});

test('polite words never turn an opt-out into something else', () => {
  const polite = fc.constantFrom(...ALL_PACKS.flatMap((pack) => pack.polite));
  fc.assert(
    fc.property(fc.constantFrom(...optOuts), fc.array(polite, { maxLength: 3 }), polite, (word, before, after) => {
      expect(categoryOf([...before, word, after].join(' '))).toBe('opt_out');
    }),
    { numRuns: 2000 },
  );
});

test('a long courtesy does not weaken a request', () => {
  expect(categoryOf('leave me alone')).toBe('opt_out');
  expect(categoryOf(`leave me alone ${'please '.repeat(60)}`)).toBe('opt_out');
});
