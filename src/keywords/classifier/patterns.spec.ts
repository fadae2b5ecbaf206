import { ALL_PACKS } from '../packs/index.js';
import type { IntentPattern } from '../packs/pack.js';
import { normalise } from './normalise.js';
import { PATTERNS } from './pattern-index.js';
import { turnEnds } from './clauses.js';

/** Every pattern is tried on its own examples: at least three that it must find and three that it must not. */
const ALL_PATTERNS = ALL_PACKS.flatMap((pack) => pack.patterns.map((pattern) => [pattern.id, pattern] as const));

/** Ids of the patterns that speak in any clause of the text, guards and requests alike. */
function idsIn(example: string): readonly string[] {
  const text = normalise(example);
  const end = text.tokens.length;
  const found = PATTERNS.find(text.tokens, 0, end, [0, end], 'text').map((hit) => hit.id);
  for (const ends of [text.clauseEnds, turnEnds(text) ?? []]) {
    let from = 0;
    for (const to of ends) {
      found.push(...PATTERNS.find(text.tokens, from, to, [from, to], 'clause').map((hit) => hit.id));
      from = to;
    }
  }
  return found;
}

test.each(ALL_PATTERNS)('%s finds its examples', (id: string, pattern: IntentPattern) => {
  expect(pattern.matches.filter((example) => !idsIn(example).includes(id))).toEqual([]);
});

test.each(ALL_PATTERNS)('%s leaves its counterexamples alone', (id: string, pattern: IntentPattern) => {
  expect(pattern.misses.filter((example) => idsIn(example).includes(id))).toEqual([]);
});

test('ids are unique, carry their language and a version', () => {
  const ids = ALL_PATTERNS.map(([id]) => id);
  expect(ids.length).toBe(new Set(ids).size);
  for (const pack of ALL_PACKS) {
    for (const pattern of pack.patterns) {
      expect(pattern.id).toMatch(new RegExp(`^${pack.language}\\.[a-z-]+$`, 'u'));
      expect(pattern.version).toBeGreaterThanOrEqual(1);
    }
  }
});
