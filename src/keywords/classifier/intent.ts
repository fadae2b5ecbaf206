import type { ClassificationPart } from '../../contracts/inbound/classification.js';
import { ALL_PACKS } from '../packs/index.js';
import type { PatternFamily } from '../packs/pack.js';
import { clauseEnds } from './clauses.js';
import type { CompiledKeywordRules } from './compile.js';
import { normalise, type NormalisedText } from './normalise.js';
import { PATTERNS, type PatternHit } from './pattern-index.js';
import { withoutPolite } from './tokens.js';
import type { KeywordEntry } from './types.js';

/**
 * Weighs what a text says about leaving, clause by clause.
 * @source contract "keywords and consent", section 5.4
 */

const SCORES: Readonly<Record<PatternFamily, number>> = {
  'cease-object': 0.9,
  'negated-messaging': 0.9,
  'no-more': 0.9,
  removal: 0.9,
  'wrong-recipient': 0.9,
  dismissal: 0.9,
  'how-to-leave': 0.9,
  complaint: 0.6,
  farewell: 0.6,
  'guard-negated': -0.7,
  'guard-idiom': -0.7,
  'guard-other-object': -0.7,
  'guard-fear': -0.9,
  'guard-speaker': -0.7,
  'guard-quoted': -0.7,
  'guard-stay': -0.9,
};
/** "STOP ads", "stop 12345". */
const KEYWORD_FIRST = { id: 'keyword-first', score: 0.85 };
/** "STOP NEWS", where NEWS is a topic of the group: maybe only that topic. */
const KEYWORD_TOPIC = { id: 'keyword-topic', score: 0.6 };
/** "Cancel please, can't make it". */
const WEAK_SENTENCE = { id: 'weak-sentence', score: 0.55 };
const LONG_TEXT = { id: 'long-text', score: -0.2 };

/** Evidence of a keyword rather than of a language's pattern. */
const KEYWORD_LANGUAGE = '*';
const OWN_LANGUAGE_GUARDS: ReadonlySet<string> = new Set(['guard-idiom', 'guard-other-object', 'guard-speaker']);

/** Beyond this length people usually tell a story. Unit: UTF-16 units of the phrase. */
const LONG_TEXT_LENGTH = 200;
const MAX_WORDS_AFTER_KEYWORD = 2;
/** Longest strong phrase ("darme de baja"). Unit: tokens. */
const MAX_KEYWORD_TOKENS = 6;

const EVERYDAY: ReadonlySet<string> = new Set(
  ALL_PACKS.flatMap((pack) => pack.optOutEveryday).map((word) => normalise(word).phrase),
);
const ABOUT: ReadonlySet<string> = tokensOf(ALL_PACKS.flatMap((pack) => (pack.lexicon['about'] ?? '').split(/\s+/u)));

/** Families that name a messaging object or the sender; a long text with one of them is about messages. */
const ABOUT_MESSAGES: ReadonlySet<PatternFamily> = new Set([
  'cease-object',
  'negated-messaging',
  'no-more',
  'how-to-leave',
]);

export interface IntentResult {
  /** From 0 to 1. */
  readonly score: number;
  readonly parts: readonly ClassificationPart[];
  readonly language: string | null;
}

interface Evidence extends ClassificationPart {
  readonly family: string;
  readonly language: string;
  /** Language to report; null for words that belong to none. */
  readonly reported: string | null;
}

interface ClauseScore {
  readonly score: number;
  readonly evidence: readonly Evidence[];
  /** Nothing but a vague goodbye. */
  readonly isFarewell?: boolean;
}

/**
 * Scores one text. Guards only count in the clause of the hit they spoil: "Don't stop? No, stop texting me" still asks
 * to leave.
 */
export function scoreIntent(text: NormalisedText, polite: Uint8Array, rules: CompiledKeywordRules): IntentResult {
  let best: ClauseScore = { score: 0, evidence: [] };
  let from = 0;
  let saidOtherwise = false;
  for (const to of clauseEnds(text)) {
    const clause = scoreClause(text, polite, rules, from, to);
    if (!clause.isFarewell && !isPoliteOnly(polite, from, to)) saidOtherwise = true;
    if (clause.score > best.score || best.evidence.length === 0) best = clause;
    from = to;
  }
  // "Goodbye" at the end of a chat is a courtesy; alone it is vague, and only then it may mean leaving.
  if (best.isFarewell === true && saidOtherwise) return { score: 0, parts: [], language: null };
  return withLength(best, text, polite);
}

function scoreClause(
  text: NormalisedText,
  polite: Uint8Array,
  rules: CompiledKeywordRules,
  from: number,
  to: number,
): ClauseScore {
  const core = coreOf(polite, from, to);
  const evidence = PATTERNS.find(text.tokens, from, to, core).map((hit) => fromHit(hit, text));
  const keyword = keywordEvidence(text, polite, rules, from, to, core);
  if (keyword !== null) evidence.push(keyword);
  if (evidence.length === 0) return { score: 0, evidence };

  return weigh(onePerFamily(evidence));
}

/**
 * The best reading of a clause over the languages it may be written in.
 * Idioms and objects only spoil a hit of their own language: Portuguese "para mim" says nothing about Spanish "para".
 */
function weigh(evidence: readonly Evidence[]): ClauseScore {
  let best: ClauseScore = { score: 0, evidence };
  for (const language of new Set(evidence.map((each) => each.language))) {
    const counted = evidence.filter((each) => counts(each, language));
    const asked = counted.reduce((sum, { score }) => sum + Math.max(score, 0), 0);
    const guarded = counted.reduce((sum, { score }) => sum + Math.min(score, 0), 0);
    // Bounded before the guards: two ways to say one thing must not outweigh a "don't".
    const score = rounded(Math.max(0, Math.min(1, asked) + guarded));
    if (score > best.score) best = { score, evidence: counted, isFarewell: counted.every(isFarewell) };
  }
  return best;
}

function counts({ family, language, score }: Evidence, read: string | null): boolean {
  if (language === read) return true;
  if (score > 0) return false;
  // A keyword such as STOP is said in every language, so every language may spoil it.
  return read === KEYWORD_LANGUAGE || !OWN_LANGUAGE_GUARDS.has(family);
}

function isFarewell({ family, score }: Evidence): boolean {
  return family === 'farewell' || score < 0;
}

function keywordEvidence(
  text: NormalisedText,
  polite: Uint8Array,
  rules: CompiledKeywordRules,
  from: number,
  to: number,
  core: readonly [number, number],
): Evidence | null {
  const left = to - from <= MAX_KEYWORD_TOKENS * 2 ? withoutPolite(text, polite, from, to) : '';
  const whole = left === '' ? undefined : rules.words.get(left);
  if (whole?.category === 'opt_out' && whole.strength === 'weak') {
    return evidenceOf(WEAK_SENTENCE, 'weak-sentence', whole, text, from, to);
  }
  return keywordFirst(text, rules, core);
}

/** A strong word at the beginning, and at most two more words. */
function keywordFirst(
  text: NormalisedText,
  rules: CompiledKeywordRules,
  [from, to]: readonly [number, number],
): Evidence | null {
  let found: { readonly entry: KeywordEntry; readonly end: number } | null = null;
  for (let at = from; at < to && at < from + MAX_KEYWORD_TOKENS; at += 1) {
    const entry = rules.strong.get(phraseOf(text, from, at + 1));
    if (entry !== undefined) found = { entry, end: at + 1 };
  }
  if (found === null) return null;
  const rest = text.phrase.slice(text.starts[found.end] ?? text.phrase.length, endOf(text, to));
  const words = rest === '' ? [] : rest.split(' ');
  if (words.length === 0 || words.length > MAX_WORDS_AFTER_KEYWORD) return null;
  if (EVERYDAY.has(phraseOf(text, from, found.end)) && !isAboutLeaving(text, found.end, to)) return null;
  const isTopic = rules.topics.has(rest) || words.some((word) => rules.topics.has(word));
  const part = isTopic ? KEYWORD_TOPIC : KEYWORD_FIRST;
  return evidenceOf(part, 'keyword-first', found.entry, text, from, to);
}

/** After an everyday word ("baja California") everything must speak of messages or of the person. */
function isAboutLeaving(text: NormalisedText, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const token = text.tokens[at]!;
    if (!ABOUT.has(token) && !/^\d+$/u.test(token)) return false;
  }
  return true;
}

function withLength(clause: ClauseScore, text: NormalisedText, polite: Uint8Array): IntentResult {
  const language = clause.evidence.find(({ score }) => score > 0)?.reported ?? null;
  const aboutMessages = clause.evidence.some(({ family }) => ABOUT_MESSAGES.has(family as PatternFamily));
  if (lengthWithoutPolite(text, polite) <= LONG_TEXT_LENGTH || clause.score === 0 || aboutMessages) {
    return { score: clause.score, parts: partsOf(clause.evidence), language };
  }
  const long: ClassificationPart = { ...LONG_TEXT, span: [0, text.phrase.length] };
  const score = rounded(Math.max(0, clause.score + LONG_TEXT.score));
  return { score, parts: [...partsOf(clause.evidence), long], language };
}

/** Once per family and language: saying the same thing twice is no second reason. */
function onePerFamily(evidence: readonly Evidence[]): readonly Evidence[] {
  if (evidence.length === 1) return evidence;
  const families = new Map<string, Evidence>();
  for (const each of evidence) {
    const key = `${each.family} ${each.language}`;
    if (!families.has(key)) families.set(key, each);
  }
  return [...families.values()];
}

function partsOf(evidence: readonly Evidence[]): readonly ClassificationPart[] {
  return evidence.map(({ id, score, span }) => ({ id, score, span }));
}

function fromHit(hit: PatternHit, text: NormalisedText): Evidence {
  return {
    id: hit.id,
    score: SCORES[hit.family],
    span: [text.starts[hit.from]!, endOf(text, hit.to)],
    family: hit.family,
    language: hit.language,
    reported: hit.language,
  };
}

function evidenceOf(
  part: { readonly id: string; readonly score: number },
  family: string,
  { language }: KeywordEntry,
  text: NormalisedText,
  from: number,
  to: number,
): Evidence {
  return {
    ...part,
    span: [text.starts[from]!, endOf(text, to)],
    family,
    language: KEYWORD_LANGUAGE,
    reported: language === 'any' ? null : language,
  };
}

function lengthWithoutPolite(text: NormalisedText, polite: Uint8Array): number {
  if (text.phrase.length <= LONG_TEXT_LENGTH) return text.phrase.length;
  return text.tokens.reduce((sum, token, at) => (polite[at] === 1 ? sum : sum + token.length + 1), 0);
}

function isPoliteOnly(polite: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (polite[at] !== 1) return false;
  return true;
}

function phraseOf(text: NormalisedText, from: number, to: number): string {
  return text.phrase.slice(text.starts[from], endOf(text, to));
}

/** First and last token that is not polite, as [from, to). */
function coreOf(polite: Uint8Array, from: number, to: number): readonly [number, number] {
  let first = from;
  while (first < to - 1 && polite[first] === 1) first += 1;
  let last = to;
  while (last > first + 1 && polite[last - 1] === 1) last -= 1;
  return [first, last];
}

function endOf(text: NormalisedText, tokenEnd: number): number {
  return tokenEnd === 0 ? 0 : text.starts[tokenEnd - 1]! + text.tokens[tokenEnd - 1]!.length;
}

function tokensOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap((word) => normalise(word).tokens));
}

/** 0.9 - 0.7 is 0.2, not 0.20000000000000007: traces are read by people and compared by tests. */
function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}
