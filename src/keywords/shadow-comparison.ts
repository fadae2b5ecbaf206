import type { Classification } from '../contracts/inbound/classification.js';
import type { StoredText } from '../contracts/readers/inbound-text.reader.js';

/** What a text is read as, as far as two readings are compared or shown. */
export type Reading = Pick<Classification, 'category' | 'customCategory' | 'rule' | 'matchedKeyword'>;

/** A text that would have been treated differently. */
export interface Difference {
  readonly text: StoredText;
  readonly before: Reading;
  readonly after: Reading;
}

/** How many texts would move from one meaning to another; a custom category is named, `custom:coupons`. */
export interface Move {
  readonly before: string;
  readonly after: string;
  readonly texts: number;
}

/**
 * Adds up what a proposed set of keywords changes. Keeps the first differences only, so a year of texts needs no more
 * memory than a day.
 */
export class ShadowComparison {
  private read = 0;
  private readonly movesByKey = new Map<string, Move>();
  private readonly kept: Difference[] = [];

  /** @param limit most differences to keep */
  constructor(private readonly limit: number) {}

  /** Takes down one text. Another rule that leads to the same meaning is no difference. */
  add(text: StoredText, before: Reading, after: Reading): void {
    this.read += 1;
    const [from, to] = [meaningOf(before), meaningOf(after)];
    if (from === to) return;
    const key = JSON.stringify([from, to]);
    this.movesByKey.set(key, { before: from, after: to, texts: (this.movesByKey.get(key)?.texts ?? 0) + 1 });
    if (this.kept.length < this.limit) this.kept.push({ text, before: brief(before), after: brief(after) });
  }

  /** Unit: texts. */
  get texts(): number {
    return this.read;
  }

  /** Texts that would have been treated differently, kept or not. */
  get changed(): number {
    return this.moves.reduce((sum, { texts }) => sum + texts, 0);
  }

  /** The most frequent first. */
  get moves(): readonly Move[] {
    return [...this.movesByKey.values()].sort((one, other) => other.texts - one.texts);
  }

  get differences(): readonly Difference[] {
    return this.kept;
  }
}

function meaningOf({ category, customCategory }: Reading): string {
  return customCategory === null ? category : `${category}:${customCategory}`;
}

/** Lets go of the evidence, which is larger than the text. */
function brief({ category, customCategory, rule, matchedKeyword }: Reading): Reading {
  return { category, customCategory, rule, matchedKeyword };
}
