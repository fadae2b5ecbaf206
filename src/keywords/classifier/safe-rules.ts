import { turnEnds } from './clauses.js';
import type { CompiledKeywordRules } from './compile.js';
import { type Decision, NO_DECISION } from './decision.js';
import { INTENT_THRESHOLD, type IntentResult, scoreIntent } from './intent.js';
import { isLiteral } from './literal.js';
import type { NormalisedText } from './normalise.js';
import { PATTERNS } from './pattern-index.js';
import { politeMask, withoutPolite } from './tokens.js';
import type { ClassifierInput, KeywordEntry } from './types.js';

/** From this score on a text may be an opt-out. @source contract "keywords and consent", section 5.2 rule 9 */
export const SOFT_INTENT_THRESHOLD = 0.45;

const CONFIDENCE = { emoji: 1, softEmoji: 0.55, exact: 1, polite: 0.98, repeat: 0.98, sentence: 0.97, typo: 0.9 };
const STOP_SIGN = '🛑';
const SOFT_SIGNS = ['🚫', '⛔'];

/** One text with what several rules need of it. */
interface Reading {
  readonly text: NormalisedText;
  readonly rules: CompiledKeywordRules;
  /** False on a short code whose keywords are not activated: only opt-out works there. */
  readonly keywordsActive: boolean;
  readonly polite: Uint8Array;
  /** The whole text without polite words. */
  readonly core: string;
}

/**
 * The ordered rules of policy `safe`: the first that answers wins.
 * @source contract "keywords and consent", section 5.2
 */
export function decideSafe(
  text: NormalisedText,
  sender: ClassifierInput['sender'],
  rules: CompiledKeywordRules,
): Decision {
  if (text.isReaction) return { category: 'other', rule: 'reaction', score: 0 };
  const keywordsActive = sender.kind !== 'short_code' || sender.keywordsActivated;
  const exact = exactRule(text, rules, keywordsActive);
  if (exact !== null) return exact;

  const polite = politeMask(text);
  const core = withoutPolite(text, polite, 0, text.tokens.length);
  const reading: Reading = { text, rules, keywordsActive, polite, core };
  return (
    emojiRule(reading) ??
    politeRule(reading) ??
    repeatRule(reading) ??
    sentenceRule(reading) ??
    fuzzyRules(reading) ??
    NO_DECISION
  );
}

/**
 * Rule 3. Opt-in and custom words must be the phrase itself, and an opt-in must be literal; opt-out and help words may be
 * spelt with blanks.
 */
function exactRule(text: NormalisedText, rules: CompiledKeywordRules, keywordsActive: boolean): Decision | null {
  const { phrase, joined } = text;
  if (phrase === '' || joined.length > rules.longestKey) return null;
  const whole = rules.words.get(phrase);
  const spelt = rules.words.get(joined);
  if (whole?.category === 'opt_out') return fromEntry(whole, 'exact', CONFIDENCE.exact);
  if (spelt?.category === 'opt_out') return fromEntry(spelt, 'exact', CONFIDENCE.exact);
  if (!keywordsActive) return null;
  if (whole !== undefined) {
    if (whole.category === 'opt_in' && !isLiteral(text.plain)) return null;
    return fromEntry(whole, 'exact', CONFIDENCE.exact);
  }
  return spelt?.category === 'help' ? fromEntry(spelt, 'exact', CONFIDENCE.exact) : null;
}

/** Rule 2. A sign beside polite words says as much as the sign alone. */
function emojiRule({ text, core }: Reading): Decision | null {
  if (core !== '' || text.emoji.length === 0) return null;
  if (text.emoji.includes(STOP_SIGN)) return { category: 'opt_out', rule: 'emoji', score: CONFIDENCE.emoji };
  if (!text.emoji.some((each) => SOFT_SIGNS.includes(each))) return null;
  return { category: 'suspected_opt_out', rule: 'emoji', score: CONFIDENCE.softEmoji };
}

/** Rule 4. */
function politeRule({ core, rules, keywordsActive }: Reading): Decision | null {
  const entry = optOutOrHelp(core, rules);
  if (entry === null || (entry.category === 'help' && !keywordsActive)) return null;
  return fromEntry(entry, 'polite', CONFIDENCE.polite);
}

/** Rule 5: `stop stop STOP`, `stopstop`, `stop unsubscribe`, and one weak word said again and again. */
function repeatRule({ core, rules }: Reading): Decision | null {
  if (core === '' || core.length > MAX_REPEAT_LENGTH) return null;
  const words = core.includes(' ') ? core.split(' ') : [period(core)];
  const entries = words.map((word) => rules.words.get(word));
  if (!entries.every((entry) => entry?.category === 'opt_out')) return null;
  const strong = entries.find((entry) => entry?.strength === 'strong');
  const entry = strong ?? (new Set(words).size === 1 ? entries[0] : undefined);
  return entry === undefined ? null : fromEntry(entry, 'repeat', CONFIDENCE.repeat);
}

/** Shortest text that, said again and again, gives the word: `停止停止停止` gives `停止`. */
function period(word: string): string {
  const again = (word + word).indexOf(word, 1);
  return again < word.length ? word.slice(0, again) : word;
}

/** Rule 6. */
function sentenceRule({ text, polite, rules }: Reading): Decision | null {
  const ends = turnEnds(text) ?? text.clauseEnds;
  // A single sentence is the whole text, which the rules before have seen.
  if (ends.length < 2) return null;
  let from = 0;
  for (const to of ends) {
    if (to - from <= MAX_SENTENCE_TOKENS) {
      const left = withoutPolite(text, polite, from, to);
      const entry = left === '' ? undefined : (rules.strong.get(left) ?? rules.strong.get(left.replaceAll(' ', '')));
      if (entry !== undefined) return isName(text) ? null : fromEntry(entry, 'sentence', CONFIDENCE.sentence);
    }
    from = to;
  }
  return null;
}

/** "Stop! In the name of love" quotes a song, "Alto, Georgia" is a place. */
function isName({ tokens }: NormalisedText): boolean {
  const hits = PATTERNS.find(tokens, 0, tokens.length, [0, tokens.length]);
  return hits.some(({ family }) => family === 'guard-name');
}

/** Rules 7 to 9, which the operator may turn off or reduce to a question. */
function fuzzyRules(reading: Reading): Decision | null {
  const { fuzzyOptOut } = reading.rules;
  if (fuzzyOptOut === 'off') return null;
  const decision = typoRule(reading) ?? intentRules(reading);
  if (decision?.category === 'opt_out' && fuzzyOptOut === 'instruct') {
    return { ...decision, category: 'suspected_opt_out' };
  }
  return decision;
}

function typoRule({ core, rules }: Reading): Decision | null {
  const word = isSpelt(core) ? core.replaceAll(' ', '') : core;
  if (word === '' || word.includes(' ')) return null;
  const entry = rules.slips.find(word);
  return entry === null ? null : fromEntry(entry, 'typo', CONFIDENCE.typo);
}

/** `s t 0 p`: letters with blanks in between. */
function isSpelt(core: string): boolean {
  return /^(?:. )+.$/u.test(core);
}

function intentRules({ text, polite, rules }: Reading): Decision | null {
  const intent = scoreIntent(text, polite, rules);
  if (intent.score >= INTENT_THRESHOLD) return fromIntent('opt_out', 'intent', intent);
  if (intent.score >= SOFT_INTENT_THRESHOLD) return fromIntent('suspected_opt_out', 'intent-soft', intent);
  // The trace keeps what was found and not believed.
  return intent.parts.length === 0 ? null : fromIntent('other', 'none', intent);
}

function optOutOrHelp(core: string, rules: CompiledKeywordRules): KeywordEntry | null {
  if (core === '' || core.length > 2 * rules.longestKey) return null;
  for (const key of [core, core.replaceAll(' ', '')]) {
    const entry = rules.words.get(key);
    if (entry?.category === 'opt_out' || entry?.category === 'help') return entry;
  }
  return null;
}

function fromEntry(entry: KeywordEntry, rule: string, score: number): Decision {
  const { category, keyword, customName, language } = entry;
  return { category, rule, score, keyword, customCategory: customName, language: language === 'any' ? null : language };
}

function fromIntent(category: Decision['category'], rule: string, { score, parts, language }: IntentResult): Decision {
  return { category, rule, score, parts, language };
}

const MAX_REPEAT_LENGTH = 400;
/** Longest sentence that can be one strong word with courtesies around it. Unit: tokens. */
const MAX_SENTENCE_TOKENS = 24;
