import { ALL_PACKS } from '../packs/index.js';
import type { LanguagePack, PatternFamily } from '../packs/pack.js';
import { readShape, type Shape } from './shapes.js';
import { squeeze, withoutLeet } from './slips.js';

/**
 * All patterns of all packs, compiled once when the service starts.
 *
 * Each set of words is a symbol; each word knows its symbols. A clause is read once, word by word, and only patterns
 * whose rarest symbol occurred are tried. Trying one costs as much as its words occur in the clause: no backtracking.
 */

export interface PatternHit {
  readonly id: string;
  readonly family: PatternFamily;
  readonly language: string;
  /** Tokens [from, to). */
  readonly from: number;
  readonly to: number;
}

interface CompiledElement {
  readonly symbol: number;
  readonly gapBefore: number;
}

interface CompiledShape {
  readonly elements: readonly CompiledElement[];
  readonly symbols: readonly number[];
  readonly fromStart: boolean;
  readonly endGap: number | null;
}

interface CompiledPattern {
  readonly id: string;
  readonly family: PatternFamily;
  readonly language: string;
  readonly unless: readonly CompiledShape[];
}

interface Trigger {
  readonly pattern: CompiledPattern;
  readonly shape: CompiledShape;
}

/** Which patterns to look for: those of a clause, those that read over full stops, or (a text of one clause) both. */
export type Scope = 'clause' | 'text' | 'both';

/**
 * A word, or a sequence of words that begins with it; a tree, so that a text is read once however many sequences exist.
 * `stamp` and `begins` belong to the clause being read.
 */
interface Lexeme {
  readonly symbols: number[];
  /** The same, to ask for one. */
  readonly isSymbol: Set<number>;
  /** How many tokens it covers. */
  readonly length: number;
  next: Map<string, Lexeme> | null;
  stamp: number;
  /** Where it stands in the clause, ascending; the first `count` are valid. */
  readonly begins: number[];
  count: number;
}

interface CompoundPart {
  readonly part: string;
  readonly lexeme: Lexeme;
}

/** Letters by which the parts of compounds are looked up; also the shortest part there can be. */
const PART_KEY = 3;
/** Letters the other part of a compound has at least. */
const SHORTEST_PART = 3;
const SHORTEST_COMPOUND = PART_KEY + SHORTEST_PART;
const NO_PARTS: readonly CompoundPart[] = [];
/** Shortest word whose typing slips are understood inside a sentence. */
const SHORTEST_SLIP = 4;
/** Packs a place and a length of fewer tokens than this into one number that sorts by place. */
const CODE = 64;
const NO_TRIGGERS: readonly Trigger[] = [];

class PatternIndex {
  private readonly symbols = new Map<string, number>();
  /** How often a symbol may occur in ordinary texts: the rarer, the better it is as the trigger of a pattern. */
  private readonly symbolWeights: number[] = [];
  private readonly lexemes = new Map<string, Lexeme>();
  private readonly clauseTriggers: Trigger[][] = [];
  private readonly textTriggers: Trigger[][] = [];
  private readonly variants = new Map<string, string>();
  /** Parts of compounds with the word they stand for, by their last and first letters. */
  private readonly heads = new Map<string, CompoundPart[]>();
  private readonly modifiers = new Map<string, CompoundPart[]>();
  private readonly ordinary: ReadonlySet<string>;

  /*
   * What is known of the clause being read; valid where the stamp is the current one. Reused between texts: nothing of it
   * outlives a call, and JavaScript never runs two calls at once.
   */
  private stamp = 0;
  private readonly seen: number[] = [];
  /** Symbols at which a pattern is tried. */
  private readonly isTrigger: Uint8Array;
  private readonly symbolStamps: Float64Array;
  /** The different words of the clause. */
  private readonly words: Lexeme[] = [];
  private wordCount = 0;
  private readonly occurrenceStamps: Float64Array;
  /** Occurrences of a symbol as from, to, from, to …; found when first asked for. */
  private readonly occurrences: (readonly number[])[] = [];

  constructor(packs: readonly LanguagePack[]) {
    for (const pack of packs) this.addPack(pack);
    this.ordinary = new Set(packs.flatMap((pack) => pack.ordinary.split(/\s+/u)));
    for (const pack of packs) this.addSlips(pack.slips);
    for (const pack of packs) this.addCompounds(pack);
    this.isTrigger = new Uint8Array(this.symbolWeights.length);
    for (const triggers of [this.clauseTriggers, this.textTriggers]) {
      triggers.forEach((_, symbol) => (this.isTrigger[symbol] = 1));
    }
    this.symbolStamps = new Float64Array(this.symbolWeights.length);
    this.occurrenceStamps = new Float64Array(this.symbolWeights.length);
  }

  /**
   * Finds the patterns of one clause, each at most once.
   * @param core first and last token that is not polite, as [from, to): what `^` and `$` stand for
   */
  find(
    tokens: readonly string[],
    from: number,
    to: number,
    core: readonly [number, number],
    scope: Scope = 'clause',
  ): readonly PatternHit[] {
    const seenCount = this.read(tokens, from, to);
    const hits: PatternHit[] = [];
    if (scope !== 'text') this.collect(this.clauseTriggers, seenCount, from, core, hits);
    if (scope !== 'clause') this.collect(this.textTriggers, seenCount, from, core, hits);
    return hits;
  }

  private collect(
    triggers: readonly (readonly Trigger[] | undefined)[],
    seenCount: number,
    from: number,
    core: readonly [number, number],
    hits: PatternHit[],
  ): void {
    for (let index = 0; index < seenCount; index += 1) {
      const symbol = this.seen[index]!;
      for (const { pattern, shape } of triggers[symbol] ?? NO_TRIGGERS) {
        if (!this.isComplete(shape) || this.isFound(hits, pattern)) continue;
        const range = this.match(shape, from, core);
        if (range === null || pattern.unless.some((other) => this.matches(other, from, core))) continue;
        hits.push({ id: pattern.id, family: pattern.family, language: pattern.language, from: range[0], to: range[1] });
      }
    }
  }

  /** Notes the words of the clause and their symbols. @returns how many symbols there are that may decide */
  private read(tokens: readonly string[], from: number, to: number): number {
    this.stamp += 1;
    this.wordCount = 0;
    let seenCount = 0;
    for (let at = from; at < to; at += 1) {
      let lexeme = this.lexemeOf(tokens[at]!);
      while (lexeme !== undefined) {
        if (lexeme.symbols.length > 0) seenCount = this.note(lexeme, at, seenCount);
        const nextAt = at + lexeme.length;
        lexeme = nextAt < to ? lexeme.next?.get(tokens[nextAt]!) : undefined;
      }
    }
    return seenCount;
  }

  /** However often a word is repeated, its symbols are looked at once. */
  private note(lexeme: Lexeme, at: number, seenBefore: number): number {
    let seenCount = seenBefore;
    const { stamp, symbolStamps } = this;
    if (lexeme.stamp !== stamp) {
      lexeme.stamp = stamp;
      lexeme.count = 0;
      this.words[this.wordCount++] = lexeme;
      const { symbols } = lexeme;
      for (let index = 0; index < symbols.length; index += 1) {
        const symbol = symbols[index]!;
        if (symbolStamps[symbol] === stamp) continue;
        symbolStamps[symbol] = stamp;
        if (this.isTrigger[symbol] === 1) this.seen[seenCount++] = symbol;
      }
    }
    lexeme.begins[lexeme.count++] = at;
    return seenCount;
  }

  private occurrencesOf(symbol: number): readonly number[] {
    if (this.occurrenceStamps[symbol] === this.stamp) return this.occurrences[symbol]!;
    this.occurrenceStamps[symbol] = this.stamp;
    const codes: number[] = [];
    let isSorted = true;
    for (let index = 0; index < this.wordCount; index += 1) {
      const { isSymbol, begins, count, length } = this.words[index]!;
      if (!isSymbol.has(symbol)) continue;
      isSorted = codes.length === 0;
      for (let each = 0; each < count; each += 1) codes.push(begins[each]! * CODE + length);
    }
    if (!isSorted) codes.sort((one, other) => one - other);
    const list: number[] = [];
    for (const code of codes) {
      const begin = Math.floor(code / CODE);
      list.push(begin, begin + (code % CODE));
    }
    this.occurrences[symbol] = list;
    return list;
  }

  private lexemeOf(token: string): Lexeme | undefined {
    const known = this.lexemes.get(token);
    if (known !== undefined || token.length < SHORTEST_SLIP || this.ordinary.has(token)) return known;
    const meant = this.variants.get(squeeze(withoutLeet(token)));
    if (meant !== undefined) return this.lexemes.get(meant);
    if (!isDrawnOut(token)) return this.compoundOf(token);
    return this.lexemes.get(squeeze(token)) ?? this.lexemes.get(withRunsOfTwo(token));
  }

  /** `rabattnachrichten` is read as `nachrichten`, `werbekram` as `werbung`. */
  private compoundOf(token: string): Lexeme | undefined {
    if (token.length < SHORTEST_COMPOUND) return undefined;
    for (const { part, lexeme } of this.heads.get(token.slice(-PART_KEY)) ?? NO_PARTS) {
      if (token.length >= part.length + SHORTEST_PART && token.endsWith(part)) return lexeme;
    }
    for (const { part, lexeme } of this.modifiers.get(token.slice(0, PART_KEY)) ?? NO_PARTS) {
      if (token.length >= part.length + SHORTEST_PART && token.startsWith(part)) return lexeme;
    }
    return undefined;
  }

  /** A pattern is reported once. Hits are few, so a look through them is cheaper than keeping a set. */
  private isFound(hits: readonly PatternHit[], { id }: CompiledPattern): boolean {
    return hits.some((hit) => hit.id === id);
  }

  /** Cheap refusal: all words of the shape must occur somewhere. */
  private isComplete({ symbols }: CompiledShape): boolean {
    for (let index = 0; index < symbols.length; index += 1) {
      if (this.symbolStamps[symbols[index]!] !== this.stamp) return false;
    }
    return true;
  }

  private matches(shape: CompiledShape, from: number, core: readonly [number, number]): boolean {
    return this.isComplete(shape) && this.match(shape, from, core) !== null;
  }

  /** Walks the elements in order, keeping for each the ranges reached so far. Linear in the occurrences. */
  private match(shape: CompiledShape, from: number, core: readonly [number, number]): readonly [number, number] | null {
    let reached: readonly number[] = [];
    for (let index = 0; index < shape.elements.length; index += 1) {
      const { symbol, gapBefore } = shape.elements[index]!;
      const next: number[] = [];
      const list = this.occurrencesOf(symbol);
      let start = 0;
      for (let at = 0; at < list.length; at += 2) {
        const begin = list[at]!;
        const end = list[at + 1]!;
        if (index === 0) {
          if (!shape.fromStart || (begin >= from && begin <= core[0] + gapBefore)) addRange(next, begin, end);
          continue;
        }
        // Ends that lie too far back for this occurrence do so for all later ones.
        while (start < reached.length && reached[start + 1]! < begin - gapBefore) start += 2;
        if (start < reached.length && reached[start + 1]! <= begin) addRange(next, reached[start]!, end);
      }
      if (next.length === 0) return null;
      reached = next;
    }
    for (let at = 0; at < reached.length; at += 2) {
      const end = reached[at + 1]!;
      if (shape.endGap === null || end >= core[1] - shape.endGap) return [reached[at]!, end];
    }
    return null;
  }

  private addPack(pack: LanguagePack): void {
    for (const source of pack.patterns) {
      const pattern: CompiledPattern = {
        id: source.id,
        family: source.family,
        language: pack.language,
        unless: (source.unless ?? []).flatMap((shape) => readShape(shape, pack)).map((shape) => this.compile(shape)),
      };
      for (const shape of source.shapes.flatMap((each) => readShape(each, pack))) {
        const compiled = this.compile(shape);
        const triggers = source.scope === 'text' ? this.textTriggers : this.clauseTriggers;
        (triggers[this.rarestSymbol(compiled)] ??= []).push({ pattern, shape: compiled });
      }
    }
  }

  private compile({ elements, fromStart, endGap }: Shape): CompiledShape {
    const compiled = elements.map(({ key, members, gapBefore }) => ({
      symbol: this.symbolOf(key, members),
      gapBefore,
    }));
    return { elements: compiled, symbols: compiled.map(({ symbol }) => symbol), fromStart, endGap };
  }

  private symbolOf(key: string, members: readonly (readonly string[])[]): number {
    const known = this.symbols.get(key);
    if (known !== undefined) return known;
    const symbol = this.symbolWeights.length;
    this.symbols.set(key, symbol);
    this.symbolWeights.push(members.reduce((sum, tokens) => sum + weightOf(tokens), 0));
    for (const tokens of members) {
      const { symbols, isSymbol } = this.lexemeFor(tokens);
      symbols.push(symbol);
      isSymbol.add(symbol);
    }
    return symbol;
  }

  private lexemeFor(tokens: readonly string[]): Lexeme {
    let lexeme = known(this.lexemes, tokens[0]!, 1);
    for (let at = 1; at < tokens.length; at += 1)
      lexeme = known((lexeme.next ??= new Map<string, Lexeme>()), tokens[at]!, at + 1);
    return lexeme;
  }

  /** The element whose words are rarest decides whether a shape is tried at all. */
  private rarestSymbol({ symbols }: CompiledShape): number {
    return symbols.reduce((best, each) => (this.symbolWeights[each]! < this.symbolWeights[best]! ? each : best));
  }

  private addCompounds({ compounds }: LanguagePack): void {
    if (compounds === undefined) return;
    for (const head of compounds.heads.split(/\s+/u)) this.addPart(this.heads, head.slice(-PART_KEY), head, head);
    for (const [part, word] of Object.entries(compounds.modifiers)) {
      this.addPart(this.modifiers, part.slice(0, PART_KEY), part, word);
    }
  }

  private addPart(parts: Map<string, CompoundPart[]>, key: string, part: string, word: string): void {
    const lexeme = this.lexemes.get(word);
    if (lexeme === undefined) throw new Error(`The part "${part}" of compounds stands for a word of no pattern.`);
    parts.set(key, [...(parts.get(key) ?? []), { part, lexeme }]);
  }

  /** Prepares mistyped forms of the words that carry a request, unless the form is a word itself. */
  private addSlips(words: readonly string[]): void {
    for (const word of words) {
      const lexeme = this.lexemes.get(word);
      if (lexeme === undefined) throw new Error(`The slip word "${word}" occurs in no pattern.`);
      for (const form of slipsOf(word)) {
        const squeezed = squeeze(form);
        const isWord = this.lexemes.has(form) || this.ordinary.has(form);
        if (form !== word && (isWord || this.ordinary.has(squeezed))) continue;
        if (squeezed.length < SHORTEST_SLIP - 1) continue;
        if (form === word || !this.variants.has(squeezed)) {
          this.variants.set(squeezed, word);
        }
      }
    }
  }
}

/** Short words are everywhere, in every language; longer ones and fixed sequences are rare. */
function weightOf(tokens: readonly string[]): number {
  if (tokens.length > 1) return 1;
  const { length } = tokens[0]!;
  if (length <= 3) return 40;
  return length === 4 ? 8 : 1;
}

/** Keeps ranges ordered by their ends; only sequences of several tokens ever arrive out of order. */
function addRange(ranges: number[], from: number, to: number): void {
  let at = ranges.length;
  while (at > 0 && ranges[at - 1]! > to) at -= 2;
  if (at === ranges.length) ranges.push(from, to);
  else ranges.splice(at, 0, from, to);
}

function known(lexemes: Map<string, Lexeme>, token: string, length: number): Lexeme {
  const lexeme = lexemes.get(token) ?? {
    symbols: [],
    isSymbol: new Set(),
    length,
    next: null,
    stamp: -1,
    begins: [],
    count: 0,
  };
  lexemes.set(token, lexeme);
  return lexeme;
}

/** `pleeease`, `paaaren`: nobody writes a letter three times by mistake. */
function isDrawnOut(token: string): boolean {
  for (let at = 2; at < token.length; at += 1) {
    const letter = token.charCodeAt(at);
    if (letter === token.charCodeAt(at - 1) && letter === token.charCodeAt(at - 2)) return true;
  }
  return false;
}

/** `wrrroonggg` becomes `wrroongg`. */
function withRunsOfTwo(token: string): string {
  let kept = '';
  for (let at = 0; at < token.length; at += 1) {
    const letter = token.charAt(at);
    if (at < 2 || letter !== token.charAt(at - 1) || letter !== token.charAt(at - 2)) kept += letter;
  }
  return kept;
}

/** The word itself, one letter missing, and two letters swapped. Wrong letters would hit too many other words. */
function slipsOf(word: string): readonly string[] {
  const forms = [word];
  for (let at = 0; at < word.length; at += 1) {
    if (word.length > SHORTEST_SLIP) forms.push(word.slice(0, at) + word.slice(at + 1));
    if (at > 0) forms.push(word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1));
  }
  return forms;
}

export const PATTERNS = new PatternIndex(ALL_PACKS);
