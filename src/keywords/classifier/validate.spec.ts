import { EXAMPLE_RULES } from './fixture.spec-support.js';
import {
  compileKeywordRules,
  type GroupKeywordRules,
  InvalidKeywordRules,
  type KeywordCategoryDefinition,
  validateKeywordRules,
} from './index.js';

function codesOf(categories: readonly KeywordCategoryDefinition[], changes: Partial<GroupKeywordRules> = {}): string[] {
  return validateKeywordRules({ ...EXAMPLE_RULES, ...changes, categories }).map(({ path, code }) => `${path} ${code}`);
}

function custom(...keywords: string[]): KeywordCategoryDefinition {
  return { category: 'custom', name: 'A', keywords };
}

test('the example rules and the defaults of all languages together have no problem', () => {
  expect(validateKeywordRules(EXAMPLE_RULES)).toEqual([]);
});

test.each<[string, readonly KeywordCategoryDefinition[], string]>([
  ['a word of 35 characters', [custom('x'.repeat(35))], 'categories[0].keywords[0] keyword_too_long'],
  ['an empty word', [custom('ok1', '  ')], 'categories[0].keywords[1] keyword_empty'],
  ['outer blanks', [custom(' shoes')], 'categories[0].keywords[0] keyword_has_space'],
  ['a word said twice', [custom('shoes', 'SHOES')], 'categories[0].keywords[1] keyword_duplicate'],
  ['accents do not make another word', [custom('cafe', 'Café')], 'categories[0].keywords[1] keyword_duplicate'],
  ['a default opt-out word', [custom('Arrêt')], 'categories[0].keywords[0] keyword_clash'],
  ['a default word spelt with a blank', [custom('UN STOP')], 'categories[0].keywords[0] keyword_clash'],
  ['opt-in under help', [{ category: 'help', keywords: ['yes'] }], 'categories[0].keywords[0] keyword_clash'],
  ['only signs', [custom('!!!')], 'categories[0].keywords[0] keyword_unmatchable'],
  ['no name', [{ category: 'custom', keywords: ['a1'] }], 'categories[0].name name_missing'],
  ['no keyword', [{ category: 'custom', name: 'A', keywords: [] }], 'categories[0].keywords keywords_missing'],
  ['an unknown language', [{ ...custom('a1'), language: 'xx' }], 'categories[0].language language_unknown'],
  ['a blank reply', [{ ...custom('a1'), reply: ' ' }], 'categories[0].reply reply_blank'],
  ['a prompt of help', [{ category: 'help', keywords: [], prompt: 'Sure?' }], 'categories[0].prompt prompt_misplaced'],
  ['a blank prompt', [{ category: 'opt_in', keywords: [], prompt: ' ' }], 'categories[0].prompt reply_blank'],
  ['a reply of 301 characters', [{ ...custom('a1'), reply: 'x'.repeat(301) }], 'categories[0].reply reply_too_long'],
])('%s is refused', (_what, categories, expected) => {
  expect(codesOf(categories)).toContain(expected);
});

test('a clash between two categories names both', () => {
  const problems = validateKeywordRules({
    ...EXAMPLE_RULES,
    categories: [custom('shoes'), { category: 'custom', name: 'B', keywords: ['Shoes'] }],
  });
  expect(problems).toEqual([
    {
      path: 'categories[1].keywords[0]',
      code: 'keyword_clash',
      message: '"Shoes" also means A in categories[0].keywords[0].',
    },
  ]);
});

test('a word of a language that is off may be used', () => {
  expect(codesOf([custom('ayuda')], { languages: ['fr'] })).toEqual([]);
  expect(codesOf([custom('ayuda')], { languages: ['es'] })).toHaveLength(1);
});

test('too many words, too many categories, the same category twice', () => {
  const many = Array.from({ length: 21 }, (_, index) => `word${index}`);
  expect(codesOf([custom(...many)])).toContain('categories[0].keywords too_many_keywords');
  const crowd = Array.from({ length: 26 }, (_, index) => ({ ...custom(`word${index}`), name: `N${index}` }));
  expect(codesOf(crowd)).toContain('categories too_many_custom_categories');
  expect(codesOf([custom('one1'), custom('two2')])).toContain('categories[1] category_duplicate');
  const help = (name: string, keyword: string) => ({ category: 'help' as const, name, keywords: [keyword] });
  expect(codesOf([help('A', 'one1'), help('B', 'two2')])).toContain('categories[1] category_duplicate');
});

test('under braze and adobe a keyword has no space at all', () => {
  expect(codesOf([custom('big sale')])).toEqual([]);
  expect(codesOf([custom('big sale')], { policy: 'braze' })).toEqual(['categories[0].keywords[0] keyword_has_space']);
  expect(codesOf([custom('big sale')], { policy: 'adobe' })).toEqual(['categories[0].keywords[0] keyword_has_space']);
});

test('wrong settings are named, and such rules do not compile', () => {
  const broken = {
    ...EXAMPLE_RULES,
    policy: 'other',
    fuzzyOptOut: 'maybe',
    languages: ['english'],
  } as unknown as GroupKeywordRules;
  expect(validateKeywordRules(broken).map(({ code }) => code)).toEqual([
    'policy_unknown',
    'fuzzy_unknown',
    'language_unknown',
  ]);
  expect(() => compileKeywordRules(broken)).toThrow(InvalidKeywordRules);
});
