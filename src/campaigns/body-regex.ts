import { RE2JS, RE2JSException } from 're2js';

/** Unit: UTF-16 units. Longer ones are word lists, and those are what keywords are for. */
export const MAX_REGEX_LENGTH = 250;

/**
 * Largest compiled expression. Unit: instructions. Time grows with instructions × length of the text: 293 of them took
 * 13 ms on 1,600 characters (`.{290}z`), so these limits keep the worst expression near 2 ms and an ordinary one far below.
 */
const MAX_PROGRAM_SIZE = 150;

/** The part of a text that is looked at: three segments. Unit: UTF-16 units. */
const MAX_TEXT_LENGTH = 500;

/** Expressions kept compiled. Unit: expressions; the running campaigns of the groups texted last. */
const MAX_KEPT = 1000;

/**
 * An expression over the body of a text, in RE2 syntax: it is searched anywhere in the trimmed text and letters match
 * in both cases. The engine takes linear time, so no expression can hold up the road.
 * @source https://github.com/google/re2/wiki/Syntax; contract "Braze API", 6.5 (outer blanks are trimmed)
 */
export class BodyRegex {
  // A Map remembers the order of insertion: the first key is the one not used for longest.
  private static readonly kept = new Map<string, BodyRegex>();

  private constructor(private readonly regex: RE2JS) {}

  /** @throws BadRegex saying what is wrong with it */
  static of(source: string): BodyRegex {
    const known = BodyRegex.kept.get(source);
    const regex = known ?? new BodyRegex(compile(source));
    BodyRegex.kept.delete(source);
    BodyRegex.kept.set(source, regex);
    if (BodyRegex.kept.size > MAX_KEPT) BodyRegex.kept.delete(BodyRegex.kept.keys().next().value as string);
    return regex;
  }

  matches(text: string): boolean {
    return this.regex.matcher(text.trim().slice(0, MAX_TEXT_LENGTH)).find();
  }
}

/** An operator's expression cannot be used. Not retryable: the message, without the expression, says what to change. */
export class BadRegex extends Error {
  readonly code = 'CAMPAIGN.BAD_REGEX';
  readonly retryable = false;
}

function compile(source: string): RE2JS {
  if (source.length > MAX_REGEX_LENGTH) throw new BadRegex(`has more than ${MAX_REGEX_LENGTH} characters`);
  const regex = parse(source);
  if (regex.programSize() > MAX_PROGRAM_SIZE) throw new BadRegex('is too large; use smaller repeat counts');
  return regex;
}

function parse(source: string): RE2JS {
  try {
    return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    if (error instanceof RE2JSException) throw new BadRegex(`is not an RE2 expression: ${error.message}`);
    throw error;
  }
}
