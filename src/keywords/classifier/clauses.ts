import { ALL_PACKS } from '../packs/index.js';
import { normalise, type NormalisedText } from './normalise.js';

/** Words at which a new thought begins although nobody types a comma there. */
const TURNS: ReadonlySet<string> = new Set(
  ALL_PACKS.flatMap((pack) => pack.turns).flatMap((word) => normalise(word).tokens),
);
/** From this many one-word sentences on they are read as one. */
const MIN_SLOW_WORDS = 3;

/** Says whether a token only joins two thoughts. */
export function isTurn(token: string): boolean {
  return TURNS.has(token);
}

/** Sentences; one-word sentences in a row are read as one: "Take. Me. Off. This. List." */
export function sentenceEnds({ tokens, clauseEnds: ends }: NormalisedText): readonly number[] {
  return ends.length >= MIN_SLOW_WORDS && ends.length >= tokens.length - 1 ? [tokens.length] : ends;
}

/**
 * Sentences split further at words such as "but"; the word itself becomes a clause that says nothing.
 * Null when there is no such word. Both readings are tried, since French "mais" is Portuguese for "more".
 */
export function turnEnds({ tokens, clauseEnds: ends }: NormalisedText): readonly number[] | null {
  if (!tokens.some(isTurn)) return null;
  const all = new Set(ends);
  tokens.forEach((token, at) => {
    if (!isTurn(token)) return;
    if (at > 0) all.add(at);
    all.add(at + 1);
  });
  return [...all].sort((one, other) => one - other);
}
