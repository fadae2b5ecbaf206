import { EXAMPLE_RULES } from './fixture.spec-support.js';
import { disguisedOptOuts, type GroupKeywordRules, type KeywordCategoryDefinition } from './index.js';

const refusedOf = (categories: readonly KeywordCategoryDefinition[], changes: Partial<GroupKeywordRules> = {}) =>
  disguisedOptOuts({ ...EXAMPLE_RULES, ...changes, categories }).map(({ path }) => path);

describe('disguisedOptOuts', () => {
  it.each(['PLEASE STOP', 'stop texting me', 'STOP STOP', 'opt me out', 'Arrêtez svp', 'keine SMS mehr'])(
    'finds %s under opt-in, help and custom',
    (keyword) => {
      const found = refusedOf([
        { category: 'opt_in', keywords: ['JOIN', keyword] },
        { category: 'help', keywords: [keyword] },
        { category: 'custom', name: 'A', keywords: [keyword] },
        { category: 'opt_out', keywords: [keyword] },
      ]);

      expect(found).toEqual(['categories[0].keywords[1]', 'categories[1].keywords[0]', 'categories[2].keywords[0]']);
    },
  );

  it("counts the group's own opt-out words", () => {
    const own: KeywordCategoryDefinition = { category: 'opt_out', keywords: ['PARADA'] };
    const custom: KeywordCategoryDefinition = { category: 'custom', name: 'A', keywords: ['PARADA PLEASE'] };

    expect(refusedOf([own, custom])).toEqual(['categories[1].keywords[0]']);
    expect(refusedOf([custom])).toEqual([]);
  });

  it.each(['SHOP', 'PROMO', 'STOCK', 'BIG SALE', 'STOP SMOKING', 'WEEKEND'])('has nothing against %s', (keyword) => {
    expect(refusedOf([{ category: 'custom', name: 'A', keywords: [keyword] }])).toEqual([]);
  });

  it('leaves whole words to the parity policies', () => {
    expect(refusedOf([{ category: 'custom', name: 'A', keywords: ['STOPSTOP'] }], { policy: 'braze' })).toEqual([]);
  });
});
