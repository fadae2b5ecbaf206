import { aClassification, aMessage } from '../../test/builders/recorded-message.js';
import type { ConsentDecision } from '../contracts/inbound/5-consent-decided.event.js';
import type { Category } from '../contracts/inbound/classification.js';
import { dueOn, needsReview } from './review-rules.js';

const left: Partial<ConsentDecision> = { before: 'subscribed', after: 'unsubscribed', effect: 'changed' };

describe('needsReview', () => {
  it.each<[string, Category, string, Partial<ConsentDecision>, boolean]>([
    ['a typo', 'opt_out', 'typo', left, true],
    ['an intent', 'opt_out', 'intent', left, true],
    ['a fuzzy match of a parity policy', 'opt_out', 'fuzzy', left, true],
    ['a suspicion that counts', 'suspected_opt_out', 'intent-soft', left, true],
    ['a suspicion by a sign', 'suspected_opt_out', 'emoji', left, true],
    ['the word itself', 'opt_out', 'exact', left, false],
    ['the word and a please', 'opt_out', 'polite', left, false],
    ['the word again and again', 'opt_out', 'repeat', left, false],
    ['the word as a sentence', 'opt_out', 'sentence', left, false],
    ['a stop sign', 'opt_out', 'emoji', left, false],
    ['the word of the provider', 'opt_out', 'provider-hint', left, false],
    ['an intent of somebody who had left', 'opt_out', 'intent', { ...left, effect: 'repeated' }, false],
    [
      'an intent of somebody who had left, but not every group it reached',
      'opt_out',
      'intent',
      { ...left, effect: 'repeated', alsoLeft: ['group'] },
      true,
    ],
    ['an intent that came late', 'opt_out', 'intent', { ...left, effect: 'late' }, false],
    ['a suspicion that is asked about', 'suspected_opt_out', 'intent-soft', { effect: 'none' }, false],
    ['an opt-in', 'opt_in', 'exact', { after: 'subscribed', effect: 'changed' }, false],
  ])('%s', (_label, category, rule, consent, expected) => {
    const classification = aClassification(category, { rule });

    expect(needsReview(aMessage({ category, consent, changes: { classification } }))).toBe(expected);
  });
});

describe('dueOn', () => {
  it('is ten business days after the arrival', () => {
    expect(dueOn(new Date('2026-11-22T12:00:00.000Z'))).toBe('2026-12-07');
  });
});
