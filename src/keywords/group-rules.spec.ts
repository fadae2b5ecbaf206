import { aGroup } from '../../test/builders/recorded-message.js';
import type { GroupOnRoad } from '../contracts/inbound/sender.js';
import { classify, compileKeywordRules, type GroupKeywordRules, validateKeywordRules } from './classifier/index.js';
import { rulesOf, usableRules } from './group-rules.js';

const longCode = { kind: 'long_code', keywordsActivated: true } as const;
const read = (text: string, rules: GroupKeywordRules) =>
  classify({ text, sender: longCode, hint: null }, compileKeywordRules(rules)).category;

describe('rulesOf', () => {
  it.each<[GroupOnRoad['policy'], GroupOnRoad['suspectedOptOut'], string | null]>([
    ['safe', null, null],
    ['safe', 'auto', null],
    ['safe', 'clarify', null],
    ['braze', null, null],
    ['braze', 'auto', 'auto'],
    ['braze', 'clarify', 'instruct'],
    ['adobe', null, null],
    ['adobe', 'clarify', 'instruct'],
  ])('policy %s with suspected_opt_out %s asks the engine for fuzzy %s', (policy, suspectedOptOut, fuzzyOptOut) => {
    expect(rulesOf(aGroup({ policy, suspectedOptOut }), null).fuzzyOptOut).toBe(fuzzyOptOut);
  });

  it.each<[GroupOnRoad['suspectedOptOut'], string, string]>([
    [null, 'Stpo', 'other'],
    ['clarify', 'Stpo', 'suspected_opt_out'],
    ['auto', 'Stpo', 'opt_out'],
    ['auto', 'see you this weekend', 'other'],
  ])('braze with %s reads %j as %s', (suspectedOptOut, text, category) => {
    expect(read(text, rulesOf(aGroup({ policy: 'braze', suspectedOptOut }), null))).toBe(category);
  });

  it('takes the words and the version of the set', () => {
    const set = { version: 4, categories: [{ category: 'custom', name: 'PROMO', keywords: ['PROMO'] } as const] };

    expect(rulesOf(aGroup(), set)).toMatchObject({ version: 4, categories: set.categories });
  });
});

describe('usableRules', () => {
  const stored: GroupKeywordRules = {
    version: 2,
    policy: 'safe',
    languages: ['en'],
    fuzzyOptOut: null,
    categories: [
      { category: 'custom', name: 'PARIS', keywords: ['OUI', 'PARIS'], reply: 'Bonjour!' },
      { category: 'custom', name: 'ALTA MODA', keywords: ['ALTA'], reply: 'Ciao!' },
      { category: 'opt_out', keywords: ['TSCHUESS'] },
    ],
  };

  it('leaves rules without faults as they are', () => {
    expect(usableRules(stored)).toEqual({ rules: stored, problems: [] });
  });

  it('drops words that clash with a language enabled since, and categories that are empty then', () => {
    const { rules, problems } = usableRules({ ...stored, languages: ['en', 'fr', 'es'] });

    expect(rules.categories).toEqual([
      { category: 'custom', name: 'PARIS', keywords: ['PARIS'], reply: 'Bonjour!' },
      { category: 'opt_out', keywords: ['TSCHUESS'] },
    ]);
    expect(problems.map(({ path }) => path)).toEqual(['categories[0].keywords[0]', 'categories[1].keywords[0]']);
    expect(read('oui', rules)).toBe('opt_in');
    expect(read('tschuess', rules)).toBe('opt_out');
  });

  it.each<[string, Partial<GroupKeywordRules>]>([
    ['an unknown language', { languages: ['en', 'klingon'] }],
    ['a category twice', { categories: [stored.categories[2]!, stored.categories[2]!] }],
    [
      'a word with a blank under a policy that allows none',
      { policy: 'braze', categories: [{ category: 'opt_out', keywords: ['BYE BYE'] }] },
    ],
    ['a reply that is too long', { categories: [{ category: 'help', keywords: [], reply: 'x'.repeat(301) }] }],
    [
      'too many categories',
      {
        categories: Array.from({ length: 26 }, (_, n) => ({
          category: 'custom' as const,
          name: `C${n}`,
          keywords: [`word${n}`],
        })),
      },
    ],
  ])('compiles and still hears STOP after %s', (_fault, changes) => {
    const { rules } = usableRules({ ...stored, ...changes });

    expect(validateKeywordRules(rules)).toEqual([]);
    expect(read('STOP', rules)).toBe('opt_out');
  });
});
