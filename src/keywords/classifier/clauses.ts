import { ALL_PACKS } from '../packs/index.js';
import { normalise, type NormalisedText } from './normalise.js';
import { isAt } from './tokens.js';

/** Words at which a new thought begins although nobody types a comma there, with what must follow them. */
const TURNS: ReadonlyMap<string, readonly (readonly string[])[]> = turnSequences();
/** From this many one-word sentences on they are read as one. */
const MIN_SLOW_WORDS = 3;

/** Says whether the token only joins two thoughts. */
export function isTurn(tokens: readonly string[], at: number): boolean {
  return TURNS.get(tokens[at]!)?.some((sequence) => isAt(tokens, at, sequence)) ?? false;
}

/** Sentences; one-word sentences in a row are read as one: "I said: Take. Me. Off. This. List." */
export function sentenceEnds({ clauseEnds: ends }: NormalisedText): readonly number[] {
  if (ends.length < MIN_SLOW_WORDS) return ends;
  const joined: number[] = [];
  let slowWords = 0;
  ends.forEach((end, index) => {
    const isOneWord = end - (ends[index - 1] ?? 0) === 1;
    if (isOneWord && slowWords >= MIN_SLOW_WORDS - 1) joined.splice(slowWords === MIN_SLOW_WORDS - 1 ? -2 : -1);
    slowWords = isOneWord ? slowWords + 1 : 0;
    joined.push(end);
  });
  return joined;
}

/**
 * Sentences split further at words such as "but", which become clauses that say nothing, at dashes and at pictures.
 * Null when there is none. Both readings are tried: where one thought ends is a guess.
 */
export function turnEnds({ tokens, clauseEnds: ends, breaks }: NormalisedText): readonly number[] | null {
  let all: Set<number> | null = breaks.length === 0 ? null : new Set([...ends, ...breaks]);
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isTurn(tokens, at)) continue;
    all ??= new Set(ends);
    if (at > 0) all.add(at);
    all.add(at + 1);
  }
  return all === null ? null : [...all].sort((one, other) => one - other);
}

function turnSequences(): ReadonlyMap<string, readonly (readonly string[])[]> {
  const sequences = new Map<string, (readonly string[])[]>();
  for (const { tokens } of ALL_PACKS.flatMap((pack) => pack.turns).map(normalise)) {
    const first = tokens[0];
    if (first !== undefined) sequences.set(first, [...(sequences.get(first) ?? []), tokens]);
  }
  return sequences;
}
