import type { Category } from '../contracts/inbound/classification.js';
import type { KeywordCategoryDefinition } from './classifier/index.js';
import { configuredReply } from './configured-reply.js';

const definitions: readonly KeywordCategoryDefinition[] = [
  { category: 'opt_out', keywords: [], reply: 'bye' },
  { category: 'opt_out', language: 'fr', keywords: [], reply: 'au revoir' },
  { category: 'help', language: 'de', keywords: [], reply: 'Hilfe naht' },
  { category: 'help', language: 'fr', keywords: ['SECOURS'] },
  { category: 'custom', name: 'PROMO', keywords: ['PROMO'], reply: 'ten percent' },
  { category: 'custom', name: 'PROMO', language: 'fr', keywords: ['REDUC'], reply: 'dix pour cent' },
  { category: 'custom', name: 'STATUS', keywords: ['STATUS'] },
];

const asked = (category: Category, language: string | null, customCategory: string | null = null) =>
  configuredReply(definitions, { category, language, customCategory });

describe('configuredReply', () => {
  it.each<[Category, string | null, string | null, string | null]>([
    ['opt_out', 'en', null, 'bye'],
    ['opt_out', 'fr', null, 'au revoir'],
    ['opt_out', 'es', null, 'bye'],
    ['opt_out', null, null, 'bye'],
    ['suspected_opt_out', 'fr', null, 'au revoir'],
    ['help', 'de', null, 'Hilfe naht'],
    ['help', 'en', null, 'Hilfe naht'],
    ['help', 'fr', null, 'Hilfe naht'],
    ['opt_in', 'en', null, null],
    ['custom', 'en', 'PROMO', 'ten percent'],
    ['custom', 'fr', 'PROMO', 'dix pour cent'],
    ['custom', 'en', 'STATUS', null],
    ['custom', 'en', 'NEWS', null],
    ['other', null, null, null],
    ['unroutable', null, null, null],
  ])('%s in %s (%s) → %s', (category, language, customCategory, reply) => {
    expect(asked(category, language, customCategory)?.text ?? null).toBe(reply);
  });

  it('finds prompts the same way, and apart from the replies', () => {
    const optIn: readonly KeywordCategoryDefinition[] = [
      { category: 'opt_in', keywords: [], reply: 'Welcome', prompt: 'Sure?' },
      { category: 'opt_in', language: 'fr', keywords: [], reply: 'Bienvenue' },
    ];
    const inFrench = { category: 'opt_in', language: 'fr', customCategory: null } as const;

    expect(configuredReply(optIn, inFrench)?.text).toBe('Bienvenue');
    expect(configuredReply(optIn, inFrench, 'prompt')).toEqual({ text: 'Sure?', language: 'en' });
    expect(configuredReply(definitions, inFrench, 'prompt')).toBeNull();
  });

  it('tells the language of the reply, which need not be that of the keyword', () => {
    expect(asked('help', 'fr')).toEqual({ text: 'Hilfe naht', language: 'de' });
    expect(asked('opt_out', 'es')).toEqual({ text: 'bye', language: 'en' });
  });
});
