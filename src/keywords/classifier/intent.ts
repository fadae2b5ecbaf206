import type { ClassificationPart } from '../../contracts/inbound/classification.js';
import { ALL_PACKS } from '../packs/index.js';
import type { PatternFamily } from '../packs/pack.js';
import { isTurn, sentenceEnds, turnEnds } from './clauses.js';
import type { CompiledKeywordRules } from './compile.js';
import { normalise, type NormalisedText, sliceOf } from './normalise.js';
import { PATTERNS, type PatternHit, type Scope } from './pattern-index.js';
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
  goodbye: 0.6,
  'guard-negated': -0.7,
  'guard-idiom': -0.7,
  'guard-other-object': -0.7,
  'guard-fear': -0.9,
  'guard-speaker': -0.7,
  'guard-quoted': -0.7,
  'guard-stay': -0.9,
  'guard-prefers': -0.9,
  'guard-name': -0.9,
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

/** Beyond this length people usually tell a story. Unit: UTF-16 units of the phrase. */
const LONG_TEXT_LENGTH = 200;
const MAX_WORDS_AFTER_KEYWORD = 2;
/** Longest strong phrase ("darme de baja"). Unit: tokens. */
const MAX_KEYWORD_TOKENS = 6;

const EVERYDAY: ReadonlySet<string> = new Set(
  ALL_PACKS.flatMap((pack) => pack.optOutEveryday).map((word) => normalise(word).phrase),
);
const ABOUT: ReadonlySet<string> = tokensOf(ALL_PACKS.flatMap((pack) => (pack.lexicon['about'] ?? '').split(/\s+/u)));

/** Words that say nothing about the language of a sentence. */
const INTERNATIONAL: ReadonlySet<string> = new Set(
  'stop stopp sms spam mail mails mailing mms email emails newsletter newsletters promo promos marketing info infos msg msgs whatsapp reset'.split(
    ' ',
  ),
);

/** From this score on a text is an opt-out. @source contract "keywords and consent", section 5.2 rule 8 */
export const INTENT_THRESHOLD = 0.75;

/** Families that name a messaging object, the list or the sender; a long text with one of them is about messages. */
const ABOUT_MESSAGES: ReadonlySet<PatternFamily> = new Set([
  'cease-object',
  'negated-messaging',
  'no-more',
  'how-to-leave',
  'removal',
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
  /** "Text me instead": about the whole text, whatever clause it stands in. */
  readonly prefers?: Evidence;
}

const NOTHING_SAID: ClauseScore = { score: 0, evidence: [] };

/**
 * Scores one text, as it is and without the courtesies around it: "kind regards" behind a request must not take it back.
 * @source contract "keywords and consent", section 4.4: the reading that sends fewer messages wins
 */
export function scoreIntent(text: NormalisedText, polite: Uint8Array, rules: CompiledKeywordRules): IntentResult {
  const whole = scoreReading(text, polite, rules);
  const [from, to] = coreOf(polite, 0, polite.length);
  if (whole.score >= INTENT_THRESHOLD || to - from === polite.length || to <= from) return whole;
  const core = scoreReading(sliceOf(text, from, to), polite.subarray(from, to), rules);
  return core.score > whole.score ? core : whole;
}

/**
 * Scores one text. Guards only count in the clause of the hit they spoil: "Don't stop? No, stop texting me" still asks
 * to leave. Two ways to cut the text into clauses may be possible; the one that sends fewer messages wins.
 */
function scoreReading(text: NormalisedText, polite: Uint8Array, rules: CompiledKeywordRules): IntentResult {
  const plain = scoreClauses(text, polite, rules, sentenceEnds(text));
  const ends = turnEnds(text);
  const split = ends === null ? null : scoreClauses(text, polite, rules, ends, plain.prefers);
  return withLength(split !== null && split.score >= plain.score ? split : plain, text, polite);
}

function scoreClauses(
  text: NormalisedText,
  polite: Uint8Array,
  rules: CompiledKeywordRules,
  ends: readonly number[],
  prefersBefore?: Evidence,
): ClauseScore {
  let best = NOTHING_SAID;
  let from = 0;
  let saidOtherwise = false;
  let prefers = prefersBefore;
  const scope = ends.length === 1 ? 'both' : 'clause';
  if (scope === 'clause') best = scoreAcross(text, polite);
  for (const to of ends) {
    const clause = scoreClause(text, polite, rules, from, to, scope);
    if (clause.isFarewell !== true && !isEmptyTalk(text, polite, from, to)) saidOtherwise = true;
    prefers ??= clause.evidence.find(({ family }) => family === 'guard-prefers');
    if (clause.score > best.score || best.evidence.length === 0) best = clause;
    from = to;
  }
  // "Goodbye" at the end of a chat is a courtesy; alone it is vague, and only then it may mean leaving.
  if (best.isFarewell === true && (saidOtherwise || isLeaveTaking(best, text, polite))) return NOTHING_SAID;
  if (prefers === undefined) return best;
  if (best.evidence.includes(prefers)) return { ...best, prefers };
  // "Don't call me, just text": what is said in the next clause is about the whole text.
  return { score: rounded(Math.max(0, best.score + prefers.score)), evidence: [...best.evidence, prefers], prefers };
}

/** Requests spread over several sentences. A guard inside one sentence says nothing about them. */
function scoreAcross(text: NormalisedText, polite: Uint8Array): ClauseScore {
  const end = text.tokens.length;
  const hits = PATTERNS.find(text.tokens, 0, end, coreOf(polite, 0, end), 'text');
  return hits.length === 0 ? NOTHING_SAID : weigh(onePerFamily(hits.map((hit) => fromHit(hit, text))));
}

function scoreClause(
  text: NormalisedText,
  polite: Uint8Array,
  rules: CompiledKeywordRules,
  from: number,
  to: number,
  scope: Scope,
): ClauseScore {
  const core = coreOf(polite, from, to);
  const evidence = PATTERNS.find(text.tokens, from, to, core, scope).map((hit) => fromHit(hit, text));
  const keyword = keywordEvidence(text, polite, rules, from, to, core);
  if (keyword !== null) evidence.push(keyword);
  if (evidence.length === 0) return { score: 0, evidence };

  return weigh(onePerFamily(evidence));
}

/**
 * The best reading of a clause over the languages it may be written in.
 * A guard spoils hits of its own language, and those of others when its language asks here at least as much as they do:
 * Portuguese "para mim" says nothing about Spanish "para", but a German sentence that quotes STOP is a German sentence.
 */
function weigh(evidence: readonly Evidence[]): ClauseScore {
  const spoken = askedByLanguage(evidence);
  let best: ClauseScore = { score: 0, evidence };
  for (const [language, askedHere] of spoken) {
    const counted = evidence.filter((each) => {
      if (each.language === language) return true;
      return each.score < 0 && (language === KEYWORD_LANGUAGE || (spoken.get(each.language) ?? 0) >= askedHere);
    });
    const asked = counted.reduce((sum, { score }) => sum + Math.max(score, 0), 0);
    const guarded = counted.reduce((sum, { score }) => sum + Math.min(score, 0), 0);
    // Bounded before the guards: two ways to say one thing must not outweigh a "don't".
    const score = rounded(Math.max(0, Math.min(1, asked) + guarded));
    if (score > best.score) best = { score, evidence: counted, isFarewell: counted.every(isFarewell) };
  }
  return best;
}

/** What each language asks in a clause; languages that only guard are absent. */
function askedByLanguage(evidence: readonly Evidence[]): ReadonlyMap<string, number> {
  const asked = new Map<string, number>();
  for (const { language, score } of evidence) {
    if (score > 0) asked.set(language, (asked.get(language) ?? 0) + score);
  }
  return asked;
}

function isFarewell({ family, score }: Evidence): boolean {
  return family === 'farewell' || family === 'goodbye' || score < 0;
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
    return evidenceOf({ ...WEAK_SENTENCE, family: 'weak-sentence' }, whole, text, from, to);
  }
  return keywordFirst(text, polite, rules, core);
}

/** A strong word at the beginning and at most two more words; or a courtesy behind it and anything after that. */
function keywordFirst(
  text: NormalisedText,
  polite: Uint8Array,
  rules: CompiledKeywordRules,
  [from, to]: readonly [number, number],
): Evidence | null {
  const found = leadingKeyword(text, rules, from, to);
  if (found === null || found.end === to) return null;
  const { entry, end, isMistyped } = found;
  const part = { ...KEYWORD_FIRST, family: 'keyword-first' };
  if (polite[end] === 1 && !isMistyped) return evidenceOf(part, entry, text, from, to);

  const rest = phraseOf(text, end, to);
  if (rest.split(' ').length > MAX_WORDS_AFTER_KEYWORD) return null;
  const mustBeAbout = isMistyped || EVERYDAY.has(phraseOf(text, from, end));
  if (mustBeAbout && !isAboutLeaving(text, end, to)) return null;
  const isTopic = rules.topics.has(rest) || rest.split(' ').some((word) => rules.topics.has(word));
  return evidenceOf(isTopic ? { ...part, ...KEYWORD_TOPIC } : part, entry, text, from, to);
}

interface LeadingKeyword {
  readonly entry: KeywordEntry;
  readonly end: number;
  readonly isMistyped: boolean;
}

/** The longest strong word or phrase at the beginning, else one mistyped word. */
function leadingKeyword(
  text: NormalisedText,
  rules: CompiledKeywordRules,
  from: number,
  to: number,
): LeadingKeyword | null {
  let found: LeadingKeyword | null = null;
  for (let at = from; at < to && at < from + MAX_KEYWORD_TOKENS; at += 1) {
    // The token is the phrase, unless it was spelt: `s t o p`.
    const entry = rules.strong.get(at === from ? text.tokens[from]! : phraseOf(text, from, at + 1));
    if (entry !== undefined) found = { entry, end: at + 1, isMistyped: false };
  }
  // Looking for slips is dear; in longer clauses a leading keyword would not count anyway.
  if (found !== null || to - from < 2 || to - from > MAX_WORDS_AFTER_KEYWORD + 1) return found;
  if (!isAboutLeaving(text, from + 1, to)) return null;
  const slipped = rules.slips.find(text.tokens[from]!);
  return slipped === null ? null : { entry: slipped, end: from + 1, isMistyped: true };
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
    language: isInternational(hit, text) ? KEYWORD_LANGUAGE : hit.language,
    reported: hit.language,
  };
}

/** "Stop … mailing" is a Polish shape, and also how an English sentence about a paper catalogue begins. */
function isInternational(hit: PatternHit, { tokens }: NormalisedText): boolean {
  return SCORES[hit.family] > 0 && INTERNATIONAL.has(tokens[hit.from]!) && INTERNATIONAL.has(tokens[hit.to - 1]!);
}

function evidenceOf(
  part: { readonly id: string; readonly score: number; readonly family: string },
  { language }: KeywordEntry,
  text: NormalisedText,
  from: number,
  to: number,
): Evidence {
  return {
    ...part,
    span: [text.starts[from]!, endOf(text, to)],
    language: KEYWORD_LANGUAGE,
    reported: language === 'any' ? null : language,
  };
}

function lengthWithoutPolite(text: NormalisedText, polite: Uint8Array): number {
  if (text.phrase.length <= LONG_TEXT_LENGTH) return text.phrase.length;
  return text.tokens.reduce((sum, token, at) => (polite[at] === 1 ? sum : sum + token.length + 1), 0);
}

/** "Thanks, bye" closes a conversation; "ok, enough already" does not. */
function isLeaveTaking({ evidence }: ClauseScore, { starts }: NormalisedText, polite: Uint8Array): boolean {
  const goodbye = evidence.find(({ family }) => family === 'goodbye');
  if (goodbye === undefined) return false;
  const [from, to] = goodbye.span;
  return starts.some((start, at) => polite[at] === 1 && (start < from || start >= to));
}

/** Courtesies and "but" alone. */
function isEmptyTalk(text: NormalisedText, polite: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (polite[at] !== 1 && !isTurn(text.tokens, at)) return false;
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
  return tokenEnd === 0 ? 0 : text.ends[tokenEnd - 1]!;
}

function tokensOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap((word) => normalise(word).tokens));
}

/** 0.9 - 0.7 is 0.2, not 0.20000000000000007: traces are read by people and compared by tests. */
function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}
