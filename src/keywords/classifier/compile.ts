import { PACK_VERSION } from '../packs/index.js';
import type { Classification } from '../../contracts/inbound/classification.js';
import { configuredCandidates, defaultCandidates, type KeywordCandidate, languageOf } from './keyword-table.js';
import { DEFAULT_LANGUAGE, enabledLanguages } from './languages.js';
import { SlipTable } from './slips.js';
import type {
  FuzzyOptOut,
  GroupKeywordRules,
  KeywordCategoryDefinition,
  KeywordEntry,
  KeywordProblem,
} from './types.js';
import { validateKeywordRules } from './validate.js';

/** A group's rules, ready to classify with. Immutable: compile once per keyword set version and share. */
export interface CompiledKeywordRules {
  readonly rules: GroupKeywordRules;
  /** `<pack version>` or `<pack version>+<version of the group's own set>`. */
  readonly keywordSetVersion: string;
  readonly fuzzyOptOut: FuzzyOptOut;
  /** Words by the form in which the policy compares; opt-out words win over the others. */
  readonly words: ReadonlyMap<string, KeywordEntry>;
  /** Longest key of `words`: longer texts need no look-up. Unit: UTF-16 units. */
  readonly longestKey: number;
  /** Strong words by each of their forms. */
  readonly strong: ReadonlyMap<string, KeywordEntry>;
  /** First tokens of custom keywords: STOP followed by one of them may end one topic only. */
  readonly topics: ReadonlySet<string>;
  readonly slips: SlipTable;
  readonly definitions: ReadonlyMap<string, KeywordCategoryDefinition>;
}

/** The rules contain mistakes; ask `validateKeywordRules` first. Not retryable. */
export class InvalidKeywordRules extends Error {
  constructor(readonly problems: readonly KeywordProblem[]) {
    super(`The keyword rules have ${problems.length} problem(s): ${problems.map((each) => each.code).join(', ')}.`);
    this.name = 'InvalidKeywordRules';
  }
}

/**
 * Prepares a group's rules.
 * @throws InvalidKeywordRules when `validateKeywordRules` finds anything
 */
export function compileKeywordRules(rules: GroupKeywordRules): CompiledKeywordRules {
  const problems = validateKeywordRules(rules);
  if (problems.length > 0) throw new InvalidKeywordRules(problems);

  const candidates = [...defaultCandidates(rules), ...configuredCandidates(rules)];
  const words = wordsByKey(candidates);
  const strong = new Map([...words].filter(([, entry]) => entry.strength === 'strong'));
  return {
    rules,
    keywordSetVersion: rules.version === null ? PACK_VERSION : `${PACK_VERSION}+${rules.version}`,
    fuzzyOptOut: fuzzyMode(rules),
    words,
    longestKey: Math.max(...[...words.keys()].map((key) => key.length)),
    strong,
    topics: new Set(candidates.filter(isCustom).flatMap((candidate) => candidate.keys)),
    slips: new SlipTable(strong, enabledLanguages(rules.languages)),
    definitions: new Map(
      rules.categories.map((each) => [definitionKey(each.category, each.name ?? null, languageOf(each)), each]),
    ),
  };
}

/**
 * Finds what the operator wrote for a decision: same category, same custom name, same language, else English.
 * Suspected opt-outs have no definition of their own.
 */
export function definitionOf(
  rules: CompiledKeywordRules,
  decision: Pick<Classification, 'category' | 'customCategory' | 'language'>,
): KeywordCategoryDefinition | null {
  const { category, customCategory, language } = decision;
  return (
    rules.definitions.get(definitionKey(category, customCategory, language ?? DEFAULT_LANGUAGE)) ??
    rules.definitions.get(definitionKey(category, customCategory, DEFAULT_LANGUAGE)) ??
    null
  );
}

function wordsByKey(candidates: readonly KeywordCandidate[]): ReadonlyMap<string, KeywordEntry> {
  const words = new Map<string, KeywordEntry>();
  for (const { keys, keyword, category, strength, customName, language } of candidates) {
    for (const key of keys) {
      const known = words.get(key);
      if (known !== undefined && (known.category === 'opt_out' || category !== 'opt_out')) continue;
      words.set(key, { keyword, category, strength, customName, language });
    }
  }
  return words;
}

function fuzzyMode({ policy, fuzzyOptOut }: GroupKeywordRules): FuzzyOptOut {
  if (fuzzyOptOut === null) return policy === 'safe' ? 'auto' : policy === 'adobe' ? 'instruct' : 'off';
  // Adobe's fuzzy logic only ever answers with instructions. @source contract, section 2 "Platforms" and 6.2
  return policy === 'adobe' && fuzzyOptOut === 'auto' ? 'instruct' : fuzzyOptOut;
}

function definitionKey(category: string, name: string | null, language: string): string {
  return [category, name ?? '', language].join('|');
}

function isCustom(candidate: KeywordCandidate): boolean {
  return candidate.category === 'custom';
}
