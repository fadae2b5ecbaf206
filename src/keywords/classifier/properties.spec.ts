import fc from 'fast-check';

import { ALL_PACKS } from '../packs/index.js';
import { ADOBE_KEYWORDS, BRAZE_KEYWORDS } from '../packs/platforms.js';
import { EXAMPLE_RULES, senderOf } from './fixture.spec-support.js';
import { classify, type CompiledKeywordRules, compileKeywordRules, type GroupKeywordRules } from './index.js';
import { literalKey } from './keyword-table.js';
import { normalise } from './normalise.js';
import { politeMask } from './tokens.js';

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
const optInWords = ALL_PACKS.flatMap((pack) => pack.optIn);

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

/** Groups of every policy and many choices of languages, with opt-in words of their own. */
const someGroup = fc
  .record({
    policy: fc.constantFrom(...POLICIES),
    languages: fc.subarray(EXAMPLE_RULES.languages as string[]),
    fuzzyOptOut: fc.constantFrom('off', 'instruct', 'auto', null),
    joins: fc.subarray(['JOIN', 'VIP2', 'Bonjour']),
  })
  .map(({ joins, ...settings }): GroupKeywordRules => {
    const own = { category: 'opt_in', keywords: joins } as const;
    return { ...EXAMPLE_RULES, ...settings, categories: [...EXAMPLE_RULES.categories, own] };
  });

/** The words that may opt in to a group: those of its enabled languages or its platform, and its own. */
function optInWordsOf({ policy, languages, categories }: GroupKeywordRules): readonly string[] {
  const own = categories.flatMap(({ category, keywords }) => (category === 'opt_in' ? keywords : []));
  if (policy === 'braze') return [...BRAZE_KEYWORDS.optIn, ...own];
  if (policy === 'adobe') return [...ADOBE_KEYWORDS.optIn, ...own];
  const enabled = ALL_PACKS.filter(({ language }) => language === 'en' || languages.includes(language));
  return [...enabled.flatMap((pack) => pack.optIn), ...own];
}

/** Opt-in words with something around them, as phones and people write: the texts most likely to slip through. */
const almostOptIn = fc
  .tuple(
    fc.constantFrom('', ' ', 'ok ', 'please ', '"', '👍 ', '\u200b', 'no ', "don't "),
    fc.constantFrom(...optInWords, 'JOIN', 'VIP2', 'bonjour', 'yess', 'strat', 'S T A R T', 'ＳＴＡＲＴ', 'ѕtart'),
    fc.constantFrom(
      '',
      '.',
      '!',
      '?',
      ' please',
      ' 👍',
      ' (Sent with Balloons)',
      '\nSent from my phone',
      ', no',
      ' again',
    ),
  )
  .map((parts) => parts.join(''));

test('no text opts in but one that is exactly a configured word, whatever the policy, the languages and the sender', () => {
  const compiled = new Map<string, CompiledKeywordRules>();
  const rulesFor = (group: GroupKeywordRules) => {
    const key = JSON.stringify(group);
    if (!compiled.has(key)) compiled.set(key, compileKeywordRules(group));
    return compiled.get(key)!;
  };
  const hints = fc.constantFrom(
    null,
    ...(['opt_in', 'help'] as const).map((intent) => ({ intent, providerReplied: false })),
  );
  fc.assert(
    fc.property(
      fc.oneof(anyText, almostOptIn),
      someGroup,
      fc.constantFrom('long_code' as const, 'toll_free' as const, 'short_code' as const, 'alphanumeric' as const),
      fc.boolean(),
      hints,
      (text, group, kind, keywordsActivated, hint) => {
        const { category } = classify({ text, sender: { kind, keywordsActivated }, hint }, rulesFor(group));
        if (category !== 'opt_in') return;
        // Under `safe` accents, capitals and width do not count, under the others only capitals do not.
        const plain = (word: string) => (group.policy === 'safe' ? normalise(word).phrase : literalKey(word));
        expect(optInWordsOf(group).map(plain)).toContain(plain(text));
        if (kind === 'short_code' && !keywordsActivated) expect(group.policy).toBe('braze');
        expect(kind).not.toBe('alphanumeric');
      },
    ),
    { numRuns: 5000 },
  );
});

test('each configured word opts in, so that the property above speaks of something', () => {
  for (const policy of POLICIES) {
    const group = { ...EXAMPLE_RULES, policy } satisfies GroupKeywordRules;
    const own = compileKeywordRules(group);
    for (const text of optInWordsOf(group))
      expect([text, classify({ text, sender: senderOf('long_code'), hint: null }, own).category]).toEqual([
        text,
        'opt_in',
      ]);
  }
});

test('polite words never turn an opt-out into something else: a word, strong or weak, a slip, a repeat, a sign', () => {
  // One on each side: two in a row may make a third ("bitte", "bitte schön") or spell a word ("prosze o", "a u b").
  const polite = fc.constantFrom('', ...ALL_PACKS.flatMap((pack) => pack.polite));
  const slips = ['stpo', 'dtop', 'stoppp', 'st0p', 'unsuscribe', 'optotu', 'stop stop', 'STOPSTOP', 'Stop!!', '🛑'];
  const optOut = fc.constantFrom(...ALL_PACKS.flatMap((pack) => [...pack.optOutStrong, ...pack.optOutWeak]), ...slips);
  const joint = fc.constantFrom(' ', ', ', '. ', '! ', '\n');
  fc.assert(
    fc.property(optOut, polite, joint, polite, (word, before, between, after) => {
      expect(categoryOf(`${before} ${word}${between}${after}`)).toBe('opt_out');
    }),
    { numRuns: 5000 },
  );
});

test('polite words never turn an opt-out into something else: a request in a sentence', () => {
  // The examples of all patterns. Those that lean on a courtesy of their own ("löschen bitte") say less without it.
  const requests = ALL_PACKS.flatMap((pack) =>
    pack.patterns
      .flatMap(({ matches }) => matches)
      .filter((request) => {
        const polite = politeMask(normalise(request));
        return polite.at(0) === 0 && polite.at(-1) === 0 && categoryOf(request) === 'opt_out';
      })
      .map((request) => ({ request, polite: pack.polite })),
  );
  expect(requests.length).toBeGreaterThan(500);
  fc.assert(
    fc.property(fc.constantFrom(...requests), fc.nat(), fc.boolean(), ({ request, polite }, choice, isBefore) => {
      const courtesy = polite[choice % polite.length] ?? '';
      expect(categoryOf(isBefore ? `${courtesy} ${request}` : `${request} ${courtesy}`)).toBe('opt_out');
    }),
    { numRuns: 5000 },
  );
});

test('a long courtesy does not weaken a request', () => {
  expect(categoryOf('leave me alone')).toBe('opt_out');
  expect(categoryOf(`leave me alone ${'please '.repeat(60)}`)).toBe('opt_out');
});
