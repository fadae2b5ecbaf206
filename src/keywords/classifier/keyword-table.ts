import { ALL_PACKS } from '../packs/index.js';
import { ADOBE_KEYWORDS, BRAZE_KEYWORDS, type PlatformKeywords } from '../packs/platforms.js';
import { DEFAULT_LANGUAGE, enabledLanguages } from './languages.js';
import { normalise } from './normalise.js';
import type { GroupKeywordRules, KeywordCategoryDefinition, KeywordEntry } from './types.js';

/**
 * The words of a group, found by the form in which its policy compares texts.
 * @source contract "keywords and consent", sections 2 and 6.2
 */

/** One word on its way into the table, with the place it came from. */
export interface KeywordCandidate extends KeywordEntry {
  /** `categories[1].keywords[0]`; null for defaults. */
  readonly path: string | null;
  /** All forms under which the word is found. */
  readonly keys: readonly string[];
}

/** Braze compares the whole trimmed message only. @source braze-api.md 6.2 "Matching" */
export function literalKey(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

/** Every default word that is active for these rules. */
export function defaultCandidates(rules: GroupKeywordRules): readonly KeywordCandidate[] {
  switch (rules.policy) {
    case 'braze':
      return platformCandidates(BRAZE_KEYWORDS, rules);
    case 'adobe':
      return platformCandidates(ADOBE_KEYWORDS, rules);
    case 'safe':
      return packCandidates(rules);
  }
}

/** Every word the operator added. */
export function configuredCandidates(rules: GroupKeywordRules): readonly KeywordCandidate[] {
  return rules.categories.flatMap((definition, index) =>
    definition.keywords.map((keyword, at) => ({
      keyword,
      category: definition.category,
      // The operator's own words may be everyday words; only the packs say which ones never are.
      strength: 'weak' as const,
      customName: definition.category === 'custom' ? (definition.name ?? null) : null,
      language: languageOf(definition),
      path: `categories[${index}].keywords[${at}]`,
      keys: keysOf(keyword, definition.category, rules),
    })),
  );
}

export function languageOf(definition: KeywordCategoryDefinition): string {
  return definition.language ?? DEFAULT_LANGUAGE;
}

function packCandidates(rules: GroupKeywordRules): readonly KeywordCandidate[] {
  const enabled = new Set(enabledLanguages(rules.languages));
  return ALL_PACKS.flatMap((pack) => {
    const all = (words: readonly string[], category: KeywordEntry['category'], strength: KeywordEntry['strength']) =>
      words.map((keyword) => candidate(keyword, category, strength, pack.language, rules));
    const strong = all(pack.optOutStrong, 'opt_out', 'strong');
    if (!enabled.has(pack.language)) return strong;
    return [
      ...strong,
      ...all(pack.optOutWeak, 'opt_out', 'weak'),
      ...all(pack.optIn, 'opt_in', 'weak'),
      ...all(pack.help, 'help', 'weak'),
    ];
  });
}

function platformCandidates(words: PlatformKeywords, rules: GroupKeywordRules): readonly KeywordCandidate[] {
  const all = (list: readonly string[], category: KeywordEntry['category']) =>
    list.map((keyword) => candidate(keyword, category, 'weak', DEFAULT_LANGUAGE, rules));
  return [...all(words.optOut, 'opt_out'), ...all(words.optIn, 'opt_in'), ...all(words.help, 'help')];
}

function candidate(
  keyword: string,
  category: KeywordEntry['category'],
  strength: KeywordEntry['strength'],
  language: string,
  rules: GroupKeywordRules,
): KeywordCandidate {
  const keys = keysOf(keyword, category, rules);
  return { keyword, category, strength, customName: null, language, path: null, keys };
}

/**
 * Opt-out and help are also found without blanks (`S T O P`).
 * Opt-in and custom words are literal: only the phrase itself counts.
 */
function keysOf(keyword: string, category: KeywordEntry['category'], rules: GroupKeywordRules): readonly string[] {
  if (rules.policy !== 'safe') return [literalKey(keyword)];
  const { phrase, joined } = normalise(keyword);
  if (category === 'opt_in' || category === 'custom' || phrase === joined) return [phrase];
  return [phrase, joined];
}
