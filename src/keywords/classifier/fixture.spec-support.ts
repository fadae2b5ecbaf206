import type { SenderKind } from '../../contracts/inbound/classification.js';
import type { ClassifierInput, GroupKeywordRules } from './index.js';

/** The group of the contract's labelled examples. @source contract "keywords and consent", section 9 */
export const EXAMPLE_RULES: GroupKeywordRules = {
  version: null,
  policy: 'safe',
  languages: ['en', 'fr', 'es', 'pt', 'de', 'it', 'nl', 'pl', 'ja'],
  fuzzyOptOut: null,
  categories: [
    { category: 'custom', name: 'PROMO', keywords: ['PROMO', 'COUPON', 'CODE'] },
    { category: 'custom', name: 'STATUS', keywords: ['STATUS', 'STATUT', 'ESTADO'] },
    { category: 'custom', name: 'NEWS', keywords: ['NEWS', 'ACTU'] },
  ],
};

/** The table's five kinds of sender; `short_code_unconfigured` is a short code whose keywords are off. */
export function senderOf(kind: string): ClassifierInput['sender'] {
  if (kind === 'short_code_unconfigured') return { kind: 'short_code', keywordsActivated: false };
  return { kind: kind as SenderKind, keywordsActivated: true };
}
