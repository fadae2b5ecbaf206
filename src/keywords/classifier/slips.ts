import { ALL_PACKS } from '../packs/index.js';
import type { Keyboard, LanguagePack } from '../packs/pack.js';
import { normalise } from './normalise.js';
import type { KeywordEntry } from './types.js';

/**
 * Finds the strong opt-out word that somebody meant to type.
 * @source contract "keywords and consent", section 5.3
 */

const ROWS: Readonly<Record<Keyboard, readonly [string, string, string, string]>> = {
  qwerty: ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  azerty: ['1234567890', 'azertyuiop', 'qsdfghjklm', 'wxcvbn'],
  qwertz: ['1234567890', 'qwertzuiop', 'asdfghjkl', 'yxcvbnm'],
};
const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' };

const SHORTEST = 3;
const LONGEST = 18;
/** From this length on a keyword forgives two slips. */
const LONG_WORD = 8;
const SHORTEST_DOUBLED = 4;
/** A word drawn out longer than this is no word. Unit: UTF-16 units. */
const LONGEST_TYPED = 1600;
/** Up to this length a wrong letter must be a neighbour on the keyboard: `shop` is no `stop`. */
const NEIGHBOURS_ONLY = 6;

interface Target {
  readonly entry: KeywordEntry;
  /** Without doubled letters. */
  readonly word: string;
  readonly spelling: string;
  readonly limit: number;
  readonly letters: number;
}

/** Strong single words of a group, with the words that must not be taken for them. */
export class SlipTable {
  private readonly targets: readonly Target[];
  private readonly ordinary: ReadonlySet<string>;
  private readonly optIns: readonly string[];
  /** For each letter the set of its neighbours, as bits. */
  private readonly neighbours: Uint32Array;

  constructor(strong: ReadonlyMap<string, KeywordEntry>, languages: readonly string[]) {
    const packs = ALL_PACKS.filter((pack) => pack.language === 'any' || languages.includes(pack.language));
    this.targets = targetsOf(strong);
    const ordinary = new Set(packs.flatMap(ordinaryWords));
    // A keyword of a language that is switched off is still a word, not a slip of another keyword.
    for (const word of ALL_PACKS.flatMap((pack) => [...pack.optOutWeak, ...pack.help])) {
      ordinary.add(normalise(word).joined);
    }
    // A word that is strong in one language stays strong, even if it is ordinary in another (STOPPEN).
    for (const { word } of this.targets) ordinary.delete(word);
    this.ordinary = ordinary;
    // Of all languages: a mistyped SUBSCRIBE must not become UNSUBSCRIBE because its language is switched off.
    this.optIns = ALL_PACKS.flatMap((pack) => pack.optIn).map((word) => squeeze(normalise(word).joined));
    this.neighbours = neighbourBits(packs.flatMap((pack) => neighbourPairs(pack.keyboard)));
  }

  /** The strong word behind one mistyped word, or null. */
  find(typed: string): KeywordEntry | null {
    if (typed.length < SHORTEST || typed.length > LONGEST_TYPED || this.ordinary.has(typed)) return null;
    const letters = withoutLeet(typed);
    const word = squeeze(letters);
    if (word.length > LONGEST) return null;
    // `stoo`: the second O is not one too many, it stands where the P should.
    const doubled = word === letters ? null : this.findDoubled(letters);
    if (doubled !== null) return doubled;
    return word.length < SHORTEST || this.ordinary.has(word) ? null : this.findSqueezed(word);
  }

  /** One wrong letter that happens to repeat its neighbour. */
  private findDoubled(typed: string): KeywordEntry | null {
    const found = this.targets.find(
      ({ spelling }) =>
        spelling.length === typed.length &&
        spelling.length >= SHORTEST_DOUBLED &&
        spelling.charAt(0) === typed.charAt(0) &&
        editDistance(typed, spelling, this.isNeighbour) === 1,
    );
    return found?.entry ?? null;
  }

  private findSqueezed(word: string): KeywordEntry | null {
    let best: Target | null = null;
    let bestDistance = Number.POSITIVE_INFINITY;
    const letters = letterBits(word);
    for (const target of this.targets) {
      if (Math.abs(target.word.length - word.length) > target.limit) continue;
      // One slip changes at most two letters of the set: most words are refused here.
      if (bitCount(letters ^ target.letters) > 2 * target.limit) continue;
      const distance = this.distance(word, target.word);
      if (distance <= target.limit && distance < bestDistance) {
        best = target;
        bestDistance = distance;
      }
    }
    if (best === null || (bestDistance > 0 && this.isNearerToOptIn(word, bestDistance))) return null;
    return best.entry;
  }

  /** Says whether two letters lie side by side on a keyboard the group's people use. */
  areNeighbours(one: string, other: string): boolean {
    const [from, to] = [letterIndex(one.charCodeAt(0)), letterIndex(other.charCodeAt(0))];
    return from >= 0 && to >= 0 && (this.neighbours[from]! & (1 << to)) !== 0;
  }

  private isNearerToOptIn(word: string, distance: number): boolean {
    return this.optIns.some(
      (optIn) => Math.abs(optIn.length - word.length) <= distance && editDistance(word, optIn, always) <= distance,
    );
  }

  private distance(word: string, target: string): number {
    if (word === target) return 0;
    return editDistance(word, target, target.length <= NEIGHBOURS_ONLY ? this.isNeighbour : always);
  }

  private readonly isNeighbour = (one: string, other: string): boolean => this.areNeighbours(one, other);
}

/** `stopppp` becomes `stop`. */
export function squeeze(word: string): string {
  let squeezed = '';
  let last = '';
  for (const letter of word) {
    if (letter !== last) squeezed += letter;
    last = letter;
  }
  return squeezed;
}

/** `st0p` becomes `stop`; numbers stay numbers. */
export function withoutLeet(word: string): string {
  if (!/\d/u.test(word) || !/[a-z]/u.test(word)) return word;
  return word.replace(/[013457]/gu, (digit) => LEET[digit] ?? digit);
}

function limitFor(target: string): number {
  if (target.length < 3) return -1;
  // BAJA squeezes to itself, STOPP to STOP: three letters and less are too short to forgive anything but length.
  if (target.length < 4) return 0;
  return target.length >= LONG_WORD ? 2 : 1;
}

function targetsOf(strong: ReadonlyMap<string, KeywordEntry>): readonly Target[] {
  const targets = new Map<string, Target>();
  for (const [key, entry] of strong) {
    if (key.includes(' ') || !/^\p{L}+$/u.test(key)) continue;
    // Ideographs are chosen from a list, not typed letter by letter: no slip is one of the keyboard.
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(key)) continue;
    const word = squeeze(key);
    const limit = limitFor(word);
    if (limit >= 0 && !targets.has(word)) {
      targets.set(word, { entry, word, spelling: key, limit, letters: letterBits(word) });
    }
  }
  return [...targets.values()];
}

function ordinaryWords(pack: LanguagePack): readonly string[] {
  return pack.ordinary.split(/\s+/u).filter((word) => word !== '');
}

function always(): boolean {
  return true;
}

/** Rows of the table of distances; a word and a keyword have at most 18 and 34 letters. */
const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as const;

/** Damerau-Levenshtein with swaps of neighbours, where some substitutions may be forbidden. */
function editDistance(from: string, to: string, maySubstitute: (one: string, other: string) => boolean): number {
  let [beforeLast, last, current]: [Uint8Array, Uint8Array, Uint8Array] = [rows[0], rows[1], rows[2]];
  for (let column = 0; column <= to.length; column += 1) last[column] = column;
  for (let row = 1; row <= from.length; row += 1) {
    current[0] = row;
    const one = from.charAt(row - 1);
    for (let column = 1; column <= to.length; column += 1) {
      const other = to.charAt(column - 1);
      let cost = Math.min(last[column]!, current[column - 1]!) + 1;
      if (one === other) cost = Math.min(cost, last[column - 1]!);
      else if (last[column - 1]! + 1 < cost && maySubstitute(one, other)) cost = last[column - 1]! + 1;
      if (row > 1 && column > 1 && one === to.charAt(column - 2) && from.charAt(row - 2) === other) {
        cost = Math.min(cost, beforeLast[column - 2]! + 1);
      }
      current[column] = cost;
    }
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return last[to.length]!;
}

/** Latin letters as bits 0 to 25; all others share the rest. */
function letterBits(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) {
    const index = letterIndex(word.charCodeAt(at));
    bits |= 1 << (index >= 0 ? index : 26 + (word.charCodeAt(at) % 5));
  }
  return bits;
}

function letterIndex(code: number): number {
  return code >= 97 && code <= 122 ? code - 97 : -1;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function neighbourBits(pairs: readonly string[]): Uint32Array {
  const bits = new Uint32Array(26);
  for (const pair of pairs) {
    const [from, to] = [letterIndex(pair.charCodeAt(0)), letterIndex(pair.charCodeAt(1))];
    if (from >= 0 && to >= 0) bits[from] = bits[from]! | (1 << to);
  }
  return bits;
}

function neighbourPairs(keyboard: Keyboard): readonly string[] {
  const rows = ROWS[keyboard];
  const pairs: string[] = [];
  const add = (one: string, other: string): void => {
    if (one !== '' && other !== '') pairs.push(one + other, other + one);
  };
  rows.forEach((row, index) => {
    const below = rows[index + 1] ?? '';
    for (let at = 0; at < row.length; at += 1) {
      add(row.charAt(at), row.charAt(at + 1));
      // Rows are shifted by half a key: each key touches two of the row below.
      add(row.charAt(at), below.charAt(at));
      if (at > 0) add(row.charAt(at), below.charAt(at - 1));
    }
  });
  return pairs;
}
