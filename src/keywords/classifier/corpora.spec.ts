import {
  AUTHOR_FOLDER,
  BLIND_SETS,
  CORPUS_SETS,
  type CorpusScore,
  type CorpusSet,
  FLOORS,
  falseOptOutRateOf,
  readCorpora,
  recallOf,
  score,
  sum,
} from '../../../test/corpus/score.js';
import { EXAMPLE_RULES, senderOf } from './fixture.spec-support.js';
import { classify, compileKeywordRules } from './index.js';

const rules = compileKeywordRules(EXAMPLE_RULES);

function categoryOf(text: string): string {
  return classify({ text, sender: senderOf('long_code'), hint: null }, rules).category;
}

const SCORES: readonly (readonly [CorpusSet, string, CorpusScore])[] = CORPUS_SETS.flatMap((set) =>
  readCorpora(set).map(({ language, texts }) => [set, language, score(texts, categoryOf)] as const),
);

const isBlind = (set: CorpusSet) => BLIND_SETS.some((each) => each === set);

test.each(SCORES.filter(([set]) => !isBlind(set)))(
  '%s, %s: the floors hold in this language',
  (_set, _language, result) => {
    expect(result.optOuts).toBeGreaterThan(0);
    expect(recallOf(result)).toBeGreaterThanOrEqual(FLOORS.recall);
    expect(falseOptOutRateOf(result)).toBeLessThanOrEqual(FLOORS.falseOptOut);
    expect(result.falseOptIns).toBe(FLOORS.falseOptIns);
  },
);

/**
 * The contract's floors are for lists nobody has tuned on, as a whole. These are such lists: their rows were written by
 * other people and must not be looked at.
 * @source contract "keywords and consent", section 9
 */
test.each(BLIND_SETS)('the floors of the contract hold on the %s set, which nobody has read', (blind) => {
  const scores = SCORES.filter(([set]) => set === blind).map(([, , result]) => result);
  const total = sum(scores);

  expect(scores.length).toBeGreaterThanOrEqual(9);
  expect(recallOf(total)).toBeGreaterThanOrEqual(FLOORS.recall);
  expect(falseOptOutRateOf(total)).toBeLessThanOrEqual(FLOORS.falseOptOut);
  expect(total.falseOptIns).toBe(FLOORS.falseOptIns);
});

test('the sets that were read while the rules were written stay nearly complete', () => {
  for (const set of ['dev', 'heldout'] as const) {
    const scores = SCORES.filter(([each]) => each === set).map(([, , result]) => result);
    expect(scores).toHaveLength(10);
    expect(recallOf(sum(scores))).toBeGreaterThanOrEqual(0.98);
    expect(falseOptOutRateOf(sum(scores))).toBeLessThanOrEqual(0.02);
  }
});

test('the lists of the rules’ author stay nearly complete', () => {
  const total = sum(readCorpora('author', AUTHOR_FOLDER).map(({ texts }) => score(texts, categoryOf)));
  expect(recallOf(total)).toBeGreaterThanOrEqual(0.97);
  expect(falseOptOutRateOf(total)).toBeLessThanOrEqual(0.03);
  expect(total.falseOptIns).toBe(0);
});
