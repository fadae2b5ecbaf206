import { fold, plainLookAlikes, readable } from './fold.js';
import { isReaction, withoutEffect } from './phone-texts.js';

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
  /** Sentences as ranges of tokens: clause `i` is [ends[i - 1], ends[i]). */
  readonly clauseEnds: readonly number[];
  /** The text asks something; only used to refuse consent. */
  readonly isQuestion: boolean;
}

const KIND_OTHER = 0;
const KIND_WORD = 1;
const KIND_CLAUSE_END = 2;
const KIND_APOSTROPHE = 3;
const KIND_SINGLE = 4;

const CLAUSE_ENDS = '.!?;:,…\n\r。、！？؟،।';
/** Those that compatibility forms can still produce are here too, so that reading a phrase again changes nothing. */
const APOSTROPHES = "'’‘‛`´′\u02b9\u02ba\u02bb\u02bc\u02bd";
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
  return builder.finish(emoji, reaction);
}

/** Collects words, tokens and sentences in one pass. */
class FormBuilder {
  private readonly words: string[] = [];
  private readonly tokens: string[] = [];
  private readonly starts: number[] = [];
  private readonly clauseEnds: number[] = [];
  private phraseLength = 0;
  private word = '';
  private hasSingles = false;
  private isQuestion = false;

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
        if (text.charAt(at) === '?' || text.charAt(at) === '؟') this.isQuestion = true;
        return;
      default:
        this.endWord();
    }
  }

  finish(emoji: readonly string[], reaction: boolean): NormalisedText {
    this.endWord();
    this.endClause();
    return {
      phrase: this.words.join(' '),
      joined: this.words.join(''),
      emoji,
      isReaction: reaction,
      tokens: this.tokens,
      starts: this.starts,
      clauseEnds: this.clauseEnds,
      isQuestion: this.isQuestion,
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
    this.word = '';
    this.hasSingles = false;
  }

  private endClause(): void {
    const end = this.tokens.length;
    if (end > (this.clauseEnds.at(-1) ?? 0)) this.clauseEnds.push(end);
  }

  private pushToken(token: string, start: number): void {
    this.tokens.push(token);
    this.starts.push(start);
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
  if (APOSTROPHES.includes(character)) return KIND_APOSTROPHE;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(character)) return KIND_SINGLE;
  return /[\p{L}\p{N}\p{M}]/u.test(character) ? KIND_WORD : KIND_OTHER;
}
