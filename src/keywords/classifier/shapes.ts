import type { LanguagePack } from '../packs/pack.js';
import { normalise } from './normalise.js';

/**
 * The small language in which packs write their shapes; see `IntentPattern`.
 * A shape becomes a list of elements that each stand for a set of words, with bounded gaps in between.
 */

/** One element: any of its members, each a sequence of tokens. */
export interface ShapeElement {
  /** Equal for equal sets of members, so that they are looked for once. */
  readonly key: string;
  readonly members: readonly (readonly string[])[];
  /** Most tokens allowed between the previous element and this one. */
  readonly gapBefore: number;
}

export interface Shape {
  readonly elements: readonly ShapeElement[];
  readonly fromStart: boolean;
  /** Most tokens allowed behind the last element; null when anything may follow. */
  readonly endGap: number | null;
}

/** French writes short words into the next one: `~envoyer` stands for `envoyer`, `menvoyer`, `denvoyer` … */
const ELISIONS = ['', 'd', 'm', 'n', 't', 'l', 's', 'qu'];

/** Longest gap a pack may ask for. Longer ones join words that have nothing to do with each other. */
const MAX_GAP = 8;
const MAX_OPTIONAL = 4;

/** A pack contains a shape that cannot be read. Found when the service starts, never for a text. */
export class UnreadableShape extends Error {
  constructor(shape: string, reason: string) {
    super(`Shape "${shape}": ${reason}.`);
    this.name = 'UnreadableShape';
  }
}

/** Reads one shape; optional elements give one shape with and one without them. */
export function readShape(source: string, pack: LanguagePack): readonly Shape[] {
  const parts = source.split(/\s+/u).filter((part) => part !== '');
  const optional = parts.filter((part) => part.endsWith('?')).length;
  if (optional > MAX_OPTIONAL) throw new UnreadableShape(source, `more than ${MAX_OPTIONAL} optional elements`);
  return variantsOf(parts).map((variant) => readVariant(source, variant, pack));
}

function variantsOf(parts: readonly string[]): readonly (readonly string[])[] {
  const at = parts.findIndex((part) => part.endsWith('?'));
  if (at < 0) return [parts];
  const rest = variantsOf(parts.slice(at + 1));
  const before = parts.slice(0, at);
  const element = parts[at]!.slice(0, -1);
  return rest.flatMap((tail) => [
    [...before, ...tail],
    [...before, element, ...tail],
  ]);
}

function readVariant(source: string, parts: readonly string[], pack: LanguagePack): Shape {
  const elements: ShapeElement[] = [];
  let gap = 0;
  for (const part of parts) {
    if (part === '^' || part === '$') continue;
    if (part.startsWith('..')) {
      gap += Number(part.slice(2));
      if (!Number.isInteger(gap) || gap > MAX_GAP)
        throw new UnreadableShape(source, `gap ${part} is not 1 to ${MAX_GAP}`);
      continue;
    }
    elements.push({ ...readElement(source, part, pack), gapBefore: gap });
    gap = 0;
  }
  if (elements.length === 0) throw new UnreadableShape(source, 'no words');
  return { elements, fromStart: parts[0] === '^', endGap: parts.at(-1) === '$' ? gap : null };
}

function readElement(source: string, part: string, pack: LanguagePack): Omit<ShapeElement, 'gapBefore'> {
  const words = part.split('|').flatMap((alternative) => classMembers(source, alternative, pack, 0));
  const members = [...new Set(words)].sort();
  const sequences = members
    .flatMap((member) => spellingsOf(member, pack))
    .map((spelling) => normalise(spelling).tokens);
  if (sequences.some((tokens) => tokens.length === 0)) throw new UnreadableShape(source, `empty word in ${part}`);
  return { key: members.join(' '), members: sequences };
}

/** The member itself first, then with other spellings of each of its words. */
function spellingsOf(member: string, pack: LanguagePack): readonly string[] {
  let spellings: readonly string[] = [''];
  for (const word of member.split('_')) {
    const others = (pack.spellings?.[word] ?? '').split(/\s+/u).filter((other) => other !== '');
    const ways = [word, ...others].flatMap((way) => withDigraphs(way, pack));
    spellings = spellings.flatMap((before) => ways.map((way) => (before === '' ? way : `${before} ${way}`)));
  }
  return spellings;
}

function withDigraphs(word: string, { digraphs }: LanguagePack): readonly string[] {
  if (digraphs === undefined) return [word];
  let written = word;
  for (const [letter, pair] of Object.entries(digraphs)) written = written.replaceAll(letter, pair);
  return written === word ? [word] : [word, written];
}

/** Words of `@name`; a class may contain other classes. */
function classMembers(source: string, name: string, pack: LanguagePack, depth: number): readonly string[] {
  if (name.startsWith('~')) return ELISIONS.map((elision) => elision + name.slice(1));
  if (!name.startsWith('@')) return [name];
  const words = pack.lexicon[name.slice(1)];
  if (words === undefined || depth > 4) throw new UnreadableShape(source, `unknown or circular class ${name}`);
  return words
    .split(/\s+/u)
    .filter((word) => word !== '')
    .flatMap((word) => classMembers(source, word, pack, depth + 1));
}
