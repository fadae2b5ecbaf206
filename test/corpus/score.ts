import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Scores a classifier on the labelled texts of `test/corpus/independent`, which people wrote who had not seen the rules.
 * Knows nothing of the product: whoever calls it brings the classifier.
 */

/**
 * `dev` was open while the rules were written; `heldout` and half of `third` were scored before they were read and learnt
 * from. Nobody who writes rules has read `second` and `fourth`, and nobody may.
 */
export const READ_SETS = ['dev', 'heldout', 'third'] as const;
export const BLIND_SETS = ['second', 'fourth'] as const;
export const CORPUS_SETS = [...READ_SETS, ...BLIND_SETS] as const;
export type CorpusSet = (typeof CORPUS_SETS)[number] | 'author';

/** Lists the author of the rules wrote, each scored once before the rules were changed for it: a memory, no measure. */
export const AUTHOR_FOLDER = join(process.cwd(), 'test', 'corpus', 'author');

/** One text with the category its author expects. */
export interface LabelledText {
  readonly text: string;
  readonly category: string;
}

export interface Corpus {
  readonly set: CorpusSet;
  /** ISO 639-1, or `any` for languages without a pack. */
  readonly language: string;
  readonly texts: readonly LabelledText[];
}

/**
 * Counts of one or more corpora. Suspected opt-outs are labelled as no opt-out, and count as found by neither side:
 * only `opt_out` against `opt_out` is recall, and every other text read as `opt_out` is a false one.
 */
export interface CorpusScore {
  readonly optOuts: number;
  readonly foundOptOuts: number;
  readonly others: number;
  readonly falseOptOuts: number;
  readonly falseOptIns: number;
}

/** The contract's floors for texts nobody has tuned on. @source contract "keywords and consent", section 9 */
export const FLOORS = { recall: 0.9, falseOptOut: 0.1, falseOptIns: 0 } as const;

const FOLDER = join(process.cwd(), 'test', 'corpus', 'independent');

/** All corpora of one set that exist, in alphabetical order of language. */
export function readCorpora(set: CorpusSet, folder: string = FOLDER): readonly Corpus[] {
  if (!existsSync(folder)) return [];
  // A list may go on in further files: `en.author.json`, `en.author-2.json`.
  const ending = new RegExp(`\\.${set}(-[0-9]+)?\\.json$`, 'u');
  return readdirSync(folder)
    .filter((name) => ending.test(name))
    .sort()
    .map((name) => ({
      set,
      language: name.replace(ending, ''),
      texts: JSON.parse(readFileSync(join(folder, name), 'utf8')) as LabelledText[],
    }));
}

/** Scores one corpus; `categoryOf` is the classifier. */
export function score(texts: readonly LabelledText[], categoryOf: (text: string) => string): CorpusScore {
  const total = { optOuts: 0, foundOptOuts: 0, others: 0, falseOptOuts: 0, falseOptIns: 0 };
  for (const { text, category } of texts) {
    const found = categoryOf(text);
    if (found === 'opt_in' && category !== 'opt_in') total.falseOptIns += 1;
    if (category === 'opt_out') {
      total.optOuts += 1;
      if (found === 'opt_out') total.foundOptOuts += 1;
    } else {
      total.others += 1;
      if (found === 'opt_out') total.falseOptOuts += 1;
    }
  }
  return total;
}

/** Sum over several corpora. */
export function sum(scores: readonly CorpusScore[]): CorpusScore {
  const all = (of: (each: CorpusScore) => number) => scores.reduce((total, each) => total + of(each), 0);
  return {
    optOuts: all((each) => each.optOuts),
    foundOptOuts: all((each) => each.foundOptOuts),
    others: all((each) => each.others),
    falseOptOuts: all((each) => each.falseOptOuts),
    falseOptIns: all((each) => each.falseOptIns),
  };
}

/** Found of all that should be found, from 0 to 1. */
export function recallOf({ foundOptOuts, optOuts }: CorpusScore): number {
  return optOuts === 0 ? 1 : foundOptOuts / optOuts;
}

/** Wrongly opted out of all that should not be, from 0 to 1. */
export function falseOptOutRateOf({ falseOptOuts, others }: CorpusScore): number {
  return others === 0 ? 0 : falseOptOuts / others;
}

/** Rightly opted out of all that were opted out, from 0 to 1. */
export function precisionOf({ foundOptOuts, falseOptOuts }: CorpusScore): number {
  return foundOptOuts + falseOptOuts === 0 ? 1 : foundOptOuts / (foundOptOuts + falseOptOuts);
}
