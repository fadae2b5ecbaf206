import type { StoredText } from '../contracts/readers/inbound-text.reader.js';
import { Masked } from '../kernel/masked.js';
import { type Reading, ShadowComparison } from './shadow-comparison.js';

const aText = (id: string): StoredText => ({
  id,
  receivedAt: new Date('2026-11-22T12:00:00.000Z'),
  from: new Masked('+14155550123'),
  text: new Masked('coupons'),
  hint: null,
  sender: { address: '55555', kind: 'short_code', keywordsActivated: true },
  category: 'other',
});
const reading = (category: Reading['category'], changes: Partial<Reading> = {}): Reading => ({
  category,
  customCategory: null,
  rule: 'exact',
  matchedKeyword: null,
  ...changes,
});
const coupons = reading('custom', { customCategory: 'coupons' });
const news = reading('custom', { customCategory: 'news' });

describe('ShadowComparison', () => {
  it.each<[string, Reading, Reading, boolean]>([
    ['the same', coupons, coupons, false],
    ['the same by another rule', reading('opt_out'), reading('opt_out', { rule: 'intent' }), false],
    ['the same by another word', reading('opt_in'), reading('opt_in', { matchedKeyword: 'JOIN' }), false],
    ['another category', reading('other'), coupons, true],
    ['another custom category', coupons, news, true],
  ])('%s', (_label, before, after, isDifference) => {
    const comparison = new ShadowComparison(10);
    comparison.add(aText('one'), before, after);

    expect([comparison.texts, comparison.changed, comparison.differences.length]).toEqual([
      1,
      Number(isDifference),
      Number(isDifference),
    ]);
  });

  it('counts every move, the most frequent first, and keeps no more differences than asked for', () => {
    const comparison = new ShadowComparison(2);
    comparison.add(aText('1'), coupons, reading('other'));
    comparison.add(aText('2'), reading('other'), coupons);
    comparison.add(aText('3'), reading('other'), coupons);
    comparison.add(aText('4'), reading('help'), reading('help'));

    expect(comparison.moves).toEqual([
      { before: 'other', after: 'custom:coupons', texts: 2 },
      { before: 'custom:coupons', after: 'other', texts: 1 },
    ]);
    expect([comparison.texts, comparison.changed]).toEqual([4, 3]);
    expect(comparison.differences.map(({ text }) => text.id)).toEqual(['1', '2']);
  });
});
