import { fold, PICTURE_MARK, plainLookAlikes, readable } from './fold.js';
import { isReaction, withoutEffect } from './phone-texts.js';
import { joinSpelt } from './spelt-words.js';

/**
 * One text in the forms the rules read.
 * Tokens are the words of `phrase`; Japanese and Chinese are one token per character, since they have no blanks.
 * @source contract "keywords and consent", section 5.1 step 10
 */
export interface NormalisedText {
  readonly phrase: string;
  readonly joined: string;
  readonly emoji: readonly string[];
  /** The phone quotes a message of ours that somebody reacted to. */
  readonly isReaction: boolean;
  readonly tokens: readonly string[];
  /** Start of each token in `phrase`. Unit: UTF-16 units. */
  readonly starts: readonly number[];
  /** End of each token in `phrase`; more than its length when the word was spelt: `s t o p`. Unit: UTF-16 units. */
  readonly ends: readonly number[];
  /** Sentences as ranges of tokens: clause `i` is [ends[i - 1], ends[i]). */
  readonly clauseEnds: readonly number[];
  /** Places where a dash or a picture stands between two words: one thought may end there. */
  readonly breaks: readonly number[];
  /** With capitals, quotes and pictures: what consent is read from. */
  readonly plain: string;
}

const KIND_OTHER = 0;
const KIND_WORD = 1;
const KIND_CLAUSE_END = 2;
const KIND_APOSTROPHE = 3;
const KIND_SINGLE = 4;
/** A break when blanks stand around it: `third time - STOP`, but not `opt-out`. */
const KIND_DASH = 5;
const KIND_BREAK = 6;

const CLAUSE_ENDS = '.!?;:,…\n\r。、！？؟،।';
const DASHES = '-‐‑‒–';
const BREAKS = `—―•${PICTURE_MARK}`;
/** Those that compatibility forms can still produce are here too, so that reading a phrase again changes nothing. */
const APOSTROPHES = "'’‘‛`´′\u02b9\u02ba\u02bb\u02bc\u02bd";
/** `s t o p` is a word that was spelt; `u r a` is not. */
const SHORTEST_SPELT = 4;
/** Kinds of the 65 536 common characters, found once each: asking Unicode for every character of every text is slow. */
const kindCache = new Uint8Array(65_536);
const UNKNOWN_KIND = 0;

/** Reads one text. Never throws; the same text always gives the same forms. */
export function normalise(raw: string): NormalisedText {
  const plain = readable(raw);
  const reaction = isReaction(plain);
  const { folded, emoji } = fold(withoutEffect(plain));

  const builder = new FormBuilder();
  for (let at = 0; at < folded.length;) {
    const code = folded.codePointAt(at) ?? 0;
    const width = code > 0xffff ? 2 : 1;
    builder.read(folded, at, width, kindOf(code));
    at += width;
  }
  return builder.finish(emoji, reaction, plain);
}

/** The tokens [from, to) of a text, read as if nothing else had been written. Places in the phrase stay what they are. */
export function sliceOf(text: NormalisedText, from: number, to: number): NormalisedText {
  const clauseEnds = new Set(text.clauseEnds.filter((end) => end > from).map((end) => Math.min(end, to) - from));
  return {
    ...text,
    tokens: text.tokens.slice(from, to),
    starts: text.starts.slice(from, to),
    ends: text.ends.slice(from, to),
    clauseEnds: [...clauseEnds],
    breaks: text.breaks.filter((at) => at > from && at < to).map((at) => at - from),
  };
}

/** Collects words, tokens and sentences in one pass. */
class FormBuilder {
  private readonly words: string[] = [];
  readonly tokens: string[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly clauseEnds: number[] = [];
  readonly breaks: number[] = [];
  private phraseLength = 0;
  private word = '';
  private hasSingles = false;
  /** Words of one letter in a row, up to now and at most. */
  private lettersInARow = 0;
  private longestSpelt = 0;

  read(text: string, at: number, width: number, kind: number): void {
    switch (kind) {
      case KIND_WORD:
        this.word += width === 1 ? text.charAt(at) : text.slice(at, at + width);
        return;
      case KIND_SINGLE:
        this.word += width === 1 ? text.charAt(at) : text.slice(at, at + width);
        this.hasSingles = true;
        return;
      case KIND_APOSTROPHE:
        return;
      case KIND_CLAUSE_END:
        this.endWord();
        this.endClause();
        return;
      case KIND_DASH:
        this.endWord();
        if (text.charAt(at - 1) === ' ' && text.charAt(at + 1) === ' ') this.noteBreak();
        return;
      case KIND_BREAK:
        this.endWord();
        this.noteBreak();
        return;
      default:
        this.endWord();
    }
  }

  finish(emoji: readonly string[], reaction: boolean, plain: string): NormalisedText {
    this.endWord();
    this.endClause();
    const { tokens, starts, ends, clauseEnds, breaks } =
      this.longestSpelt >= SHORTEST_SPELT ? joinSpelt(this, SHORTEST_SPELT) : this;
    return {
      phrase: this.words.join(' '),
      joined: this.words.join(''),
      emoji,
      isReaction: reaction,
      tokens,
      starts,
      ends,
      clauseEnds,
      breaks,
      plain,
    };
  }

  private endWord(): void {
    if (this.word === '') return;
    const word = plainLookAlikes(this.word);
    const from = this.words.length === 0 ? 0 : this.phraseLength + 1;
    this.words.push(word);
    if (this.hasSingles) this.pushSingles(word, from);
    else this.pushToken(word, from);
    this.phraseLength = from + word.length;
    this.lettersInARow = word.length === 1 && !this.hasSingles ? this.lettersInARow + 1 : 0;
    if (this.lettersInARow > this.longestSpelt) this.longestSpelt = this.lettersInARow;
    this.word = '';
    this.hasSingles = false;
  }

  private noteBreak(): void {
    const at = this.tokens.length;
    if (at > 0 && at !== this.breaks.at(-1)) this.breaks.push(at);
  }

  private endClause(): void {
    const end = this.tokens.length;
    if (end > (this.clauseEnds.at(-1) ?? 0)) this.clauseEnds.push(end);
  }

  private pushToken(token: string, start: number): void {
    this.tokens.push(token);
    this.starts.push(start);
    this.ends.push(start + token.length);
  }

  /** `sms送らないで` becomes `sms`, `送`, `ら`, `な`, `い`, `で`. */
  private pushSingles(word: string, from: number): void {
    let run = '';
    let offset = 0;
    for (const character of word) {
      if (kindOf(character.codePointAt(0) ?? 0) === KIND_SINGLE) {
        if (run !== '') this.pushToken(run, from + offset - run.length);
        run = '';
        this.pushToken(character, from + offset);
      } else {
        run += character;
      }
      offset += character.length;
    }
    if (run !== '') this.pushToken(run, from + offset - run.length);
  }
}

function kindOf(code: number): number {
  if (code > 0xffff) return findKind(code);
  const known = kindCache[code] ?? UNKNOWN_KIND;
  if (known !== UNKNOWN_KIND) return known - 1;
  const kind = findKind(code);
  kindCache[code] = kind + 1;
  return kind;
}

function findKind(code: number): number {
  const character = String.fromCodePoint(code);
  if (CLAUSE_ENDS.includes(character)) return KIND_CLAUSE_END;
  if (DASHES.includes(character)) return KIND_DASH;
  if (BREAKS.includes(character)) return KIND_BREAK;
  if (APOSTROPHES.includes(character)) return KIND_APOSTROPHE;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(character)) return KIND_SINGLE;
  return /[\p{L}\p{N}\p{M}]/u.test(character) ? KIND_WORD : KIND_OTHER;
}
