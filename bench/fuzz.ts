import { HOSTILE_ALPHABETS } from './fuzz-alphabets.js';
import { classify, compileKeywordRules } from '../src/keywords/classifier/index.js';

/** Inputs of one run. */
const INPUTS = 1_000_000;
/** Longest input, the classifier's own limit. Unit: UTF-16 units. */
const LONGEST = 1_600;
/** An input that took longer is tried again, so that a pause of the machine is not taken for a slow rule. Unit: ms. */
const SUSPICIOUS_MS = 0.5;
const TRIES = 20;
const LANGUAGES = ['en', 'fr', 'es', 'pt', 'de', 'it', 'nl', 'pl', 'ja'];

/** What a million hostile inputs showed. */
export interface FuzzFigures {
  readonly inputs: number;
  /** The slowest input, its fastest try. Unit: milliseconds. */
  readonly slowestMs: number;
  /** Inputs that opted in although they are no word of the group. */
  readonly falseOptIns: number;
}

/** Classifies a million made-up inputs: runs, mixtures of scripts, words of the rules strung together. Same seed, same inputs. */
export function fuzzClassifier(): FuzzFigures {
  const rules = compileKeywordRules({
    version: null,
    policy: 'safe',
    languages: LANGUAGES,
    fuzzyOptOut: null,
    categories: [],
  });
  const sender = { kind: 'long_code', keywordsActivated: true } as const;
  const time = (text: string): [number, string] => {
    const startedAt = performance.now();
    const { category } = classify({ text, sender, hint: null }, rules);
    return [performance.now() - startedAt, category];
  };
  const random = mulberry32(20_261_122);
  let slowestMs = 0;
  let falseOptIns = 0;
  for (let index = 0; index < INPUTS; index++) {
    const text = hostileText(random, index);
    const [ms, category] = time(text);
    // Words of the rules joined by nothing but blanks may be one; longer than any of them, they are none.
    if (category === 'opt_in' && text.length > 40) falseOptIns += 1;
    if (ms > SUSPICIOUS_MS)
      slowestMs = Math.max(slowestMs, Math.min(ms, ...Array.from({ length: TRIES }, () => time(text)[0])));
  }
  return { inputs: INPUTS, slowestMs, falseOptIns };
}

function hostileText(random: () => number, index: number): string {
  const alphabet = HOSTILE_ALPHABETS[index % HOSTILE_ALPHABETS.length]!;
  // Most are of the length of a text; every hundredth is as long as is looked at.
  const length = index % 100 === 0 ? LONGEST : 1 + Math.floor(random() * 60);
  let text = '';
  while (text.length < length) text += alphabet[Math.floor(random() * alphabet.length)]!;
  return text.slice(0, LONGEST);
}

/** A small seeded generator, so that a slow input can be found again. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
