import { BRAZE_INTENT_PHRASES } from '../packs/platforms.js';
import type { CompiledKeywordRules } from './compile.js';
import { type Decision, NO_DECISION } from './decision.js';
import { literalKey } from './keyword-table.js';
import { DEFAULT_LANGUAGE } from './languages.js';
import { normalise, type NormalisedText } from './normalise.js';
import type { ClassifierInput, KeywordEntry } from './types.js';

/**
 * Parity with the two platforms: the whole trimmed message is a keyword, or one option looks for something similar.
 * @source braze-api.md 6.2 and 6.8; contract "keywords and consent", sections 2 "Platforms" and 6.2
 */

const FUZZY_SCORE = 0.9;
const INTENT_PHRASES: readonly string[] = BRAZE_INTENT_PHRASES.map((phrase) => ` ${normalise(phrase).phrase} `);

export function decidePlatform(input: ClassifierInput, text: NormalisedText, rules: CompiledKeywordRules): Decision {
  const inactive = input.sender.kind === 'short_code' && !input.sender.keywordsActivated;
  // Adobe answers nothing on a short code that is not configured; Braze answers everything.
  if (inactive && rules.rules.policy === 'adobe') return { ...NO_DECISION, rule: 'keywords-not-activated' };

  const key = literalKey(input.text);
  const entry = rules.words.get(key);
  if (entry !== undefined) return fromEntry(entry, 'exact', 1);
  if (rules.fuzzyOptOut === 'off' || text.isReaction) return NO_DECISION;
  return fuzzy(key, text, rules) ?? NO_DECISION;
}

/** Matched nothing else: a slip of one key, a swap, a contained keyword, or one of the phrases. */
function fuzzy(key: string, text: NormalisedText, rules: CompiledKeywordRules): Decision | null {
  const category = rules.fuzzyOptOut === 'auto' ? 'opt_out' : 'suspected_opt_out';
  const optOuts = [...rules.words].filter(
    ([, each]) => each.category === 'opt_out' && each.language === DEFAULT_LANGUAGE,
  );
  const slipped = optOuts.find(([word]) => isOneSlip(key, word, rules));
  const contained = slipped ?? optOuts.find(([word]) => contains(key, text, word, rules));
  if (contained !== undefined) return { ...fromEntry(contained[1], 'fuzzy', FUZZY_SCORE), category };

  const padded = ` ${text.phrase} `;
  if (!INTENT_PHRASES.some((phrase) => padded.includes(phrase))) return null;
  return { category, rule: 'fuzzy', score: FUZZY_SCORE, language: DEFAULT_LANGUAGE };
}

/**
 * `auto` wants a whole word: taken literally, "weekend" contains END and would unsubscribe.
 * `instruct` stays literal, since a wrong hit costs one hint.
 */
function contains(key: string, text: NormalisedText, word: string, rules: CompiledKeywordRules): boolean {
  if (rules.fuzzyOptOut !== 'auto') return key.includes(word);
  return text.tokens.some((token) => token === word || withoutRepeatedEnd(token) === word);
}

/** One neighbouring key instead of the right one, or two letters swapped. */
function isOneSlip(typed: string, word: string, rules: CompiledKeywordRules): boolean {
  if (typed.length !== word.length) return false;
  const wrong: number[] = [];
  for (let at = 0; at < word.length; at += 1) if (typed.charAt(at) !== word.charAt(at)) wrong.push(at);
  const [first, second] = wrong;
  if (first === undefined) return false;
  if (wrong.length === 1) return rules.slips.areNeighbours(typed.charAt(first), word.charAt(first));
  return (
    wrong.length === 2 &&
    second === first + 1 &&
    typed.charAt(first) === word.charAt(second) &&
    typed.charAt(second) === word.charAt(first)
  );
}

/** `stopppp` becomes `stop`. */
function withoutRepeatedEnd(word: string): string {
  const last = word.charAt(word.length - 1);
  let end = word.length;
  while (end > 1 && word.charAt(end - 2) === last) end -= 1;
  return word.slice(0, end);
}

function fromEntry({ category, keyword, customName, language }: KeywordEntry, rule: string, score: number): Decision {
  return { category, rule, score, keyword, customCategory: customName, language };
}
