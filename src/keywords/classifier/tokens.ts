import { ALL_PACKS } from '../packs/index.js';
import { normalise, type NormalisedText } from './normalise.js';

/**
 * Polite words, found as sequences of tokens. Those of all languages count in every group: they carry no decision.
 * They are removed for opt-out and help only, never for opt-in or custom.
 * @source contract "keywords and consent", section 5.2
 */
const POLITE: ReadonlyMap<string, readonly PoliteSequence[]> = politeSequences();

interface PoliteSequence {
  readonly tokens: readonly string[];
  readonly phrase: string;
}

/** Marks the polite tokens of a text; 1 is polite. */
export function politeMask({ tokens, starts, phrase }: NormalisedText): Uint8Array {
  const mask = new Uint8Array(tokens.length);
  for (let at = 0; at < tokens.length; at += 1) {
    const sequences = POLITE.get(tokens[at]!);
    // Compared as written too: the characters of one Japanese word must not be taken from two.
    const found = sequences?.find(
      (sequence) => isAt(tokens, at, sequence.tokens) && phrase.startsWith(sequence.phrase, starts[at]),
    );
    if (found === undefined) continue;
    mask.fill(1, at, at + found.tokens.length);
    at += found.tokens.length - 1;
  }
  return mask;
}

/** What is left of the tokens [from, to) without the polite ones, written as in the phrase. */
export function withoutPolite(text: NormalisedText, mask: Uint8Array, from: number, to: number): string {
  const { tokens, starts, ends } = text;
  let left = '';
  let previousEnd = -1;
  for (let at = from; at < to; at += 1) {
    if (mask[at] === 1) continue;
    const token = tokens[at]!;
    const start = starts[at]!;
    // Japanese tokens touch each other in the phrase; words of other languages are a blank apart.
    if (left !== '' && start !== previousEnd) left += ' ';
    left += token;
    previousEnd = ends[at]!;
  }
  return left;
}

/** Says whether the sequence stands in the tokens at this place. */
export function isAt(tokens: readonly string[], at: number, sequence: readonly string[]): boolean {
  if (at + sequence.length > tokens.length) return false;
  for (let index = 0; index < sequence.length; index += 1) {
    if (tokens[at + index] !== sequence[index]) return false;
  }
  return true;
}

function politeSequences(): ReadonlyMap<string, readonly PoliteSequence[]> {
  const sequences = new Map<string, PoliteSequence[]>();
  for (const { tokens, phrase } of ALL_PACKS.flatMap((pack) => pack.polite).map(normalise)) {
    const first = tokens[0];
    if (first === undefined) continue;
    sequences.set(first, [...(sequences.get(first) ?? []), { tokens, phrase }]);
  }
  for (const list of sequences.values()) list.sort((one, other) => other.tokens.length - one.tokens.length);
  return sequences;
}
