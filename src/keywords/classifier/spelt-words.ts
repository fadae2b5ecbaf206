/** The words of one text with their places; see `NormalisedText`. */
export interface Words {
  readonly tokens: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly clauseEnds: readonly number[];
  readonly breaks: readonly number[];
}

/**
 * Reads `s t o p texting me` and `S.T.O.P. messaging me` with one word for the letters in a row.
 * Full stops between the letters end no sentence; the one behind the last letter does.
 * @param shortest fewer letters in a row stay as they are
 */
export function joinSpelt(words: Words, shortest: number): Words {
  const tokens: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  /** For each old place the new one; inside a spelt word -1. */
  const places = new Array<number>(words.tokens.length + 1).fill(-1);
  for (let at = 0; at < words.tokens.length;) {
    const length = lettersFrom(words.tokens, at);
    const taken = length >= shortest ? length : 1;
    places[at] = tokens.length;
    tokens.push(words.tokens.slice(at, at + taken).join(''));
    starts.push(words.starts[at]!);
    ends.push(words.ends[at + taken - 1]!);
    at += taken;
  }
  places[words.tokens.length] = tokens.length;
  const moved = (old: readonly number[]) => old.map((at) => places[at]!).filter((at) => at >= 0);
  return { tokens, starts, ends, clauseEnds: moved(words.clauseEnds), breaks: moved(words.breaks) };
}

function lettersFrom(tokens: readonly string[], from: number): number {
  let at = from;
  while (at < tokens.length && /^[a-z0-9]$/u.test(tokens[at]!)) at += 1;
  return at - from;
}
