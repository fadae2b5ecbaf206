import { ALL_PACKS } from '../packs/index.js';
import { normalise, type NormalisedText } from './normalise.js';

/** Words at which a new thought begins although nobody types a comma there. */
const TURNS: ReadonlySet<string> = new Set(
  ALL_PACKS.flatMap((pack) => pack.turns).flatMap((word) => normalise(word).tokens),
);
/** From this many one-word sentences on they are read as one. */
const MIN_SLOW_WORDS = 3;

/**
 * Ends of the clauses in which a request and what spoils it must stand together.
 * Sentences are split further at words such as "but"; the word itself becomes a clause that says nothing.
 */
export function clauseEnds({ tokens, clauseEnds: ends }: NormalisedText): readonly number[] {
  // "Take. Me. Off. This. List." is one request, said slowly.
  if (ends.length >= MIN_SLOW_WORDS && ends.length >= tokens.length - 1) return [tokens.length];
  if (!tokens.some((token) => TURNS.has(token))) return ends;
  const all = new Set(ends);
  tokens.forEach((token, at) => {
    if (!TURNS.has(token)) return;
    if (at > 0) all.add(at);
    all.add(at + 1);
  });
  return [...all].sort((one, other) => one - other);
}
