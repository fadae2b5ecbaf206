import type { GroupOnRoad } from '../contracts/inbound/sender.js';
import {
  type FuzzyOptOut,
  type GroupKeywordRules,
  type KeywordCategoryDefinition,
  type KeywordProblem,
  validateKeywordRules,
} from './classifier/index.js';

/** A group's own keywords in one version. A version never changes. */
export interface KeywordSet {
  readonly version: number;
  readonly categories: readonly KeywordCategoryDefinition[];
}

/** How a group reads texts: its settings together with its own keywords, if it has any. */
export function rulesOf(group: GroupOnRoad, set: KeywordSet | null): GroupKeywordRules {
  return {
    version: set?.version ?? null,
    policy: group.policy,
    languages: group.languages,
    fuzzyOptOut: fuzzyOptOutOf(group),
    categories: set?.categories ?? [],
  };
}

/**
 * Under `safe` the engine always tells clear from suspected opt-outs and the group's setting is applied to the consent
 * later. The two platforms know only one option, and it is this setting.
 * @source contract "Braze API", 6.8; contract "keywords and consent", 5.6 and 6.2
 */
function fuzzyOptOutOf({ policy, suspectedOptOut }: GroupOnRoad): FuzzyOptOut | null {
  if (policy === 'safe' || suspectedOptOut === null) return null;
  return suspectedOptOut === 'auto' ? 'auto' : 'instruct';
}

/** Rules that compile, and what had to be left out for it. */
export interface UsableRules {
  readonly rules: GroupKeywordRules;
  readonly problems: readonly KeywordProblem[];
}

/**
 * Leaves out what is wrong with stored keywords. They were right when they were stored, but a language enabled since,
 * another policy or a newer pack can make them clash, and a clash must never cost anybody their STOP.
 */
export function usableRules(stored: GroupKeywordRules): UsableRules {
  const problems = validateKeywordRules(stored);
  if (problems.length === 0) return { rules: stored, problems };
  const reduced = withoutFaults(stored, problems);
  // A category may be empty now, which is the next fault; after that only the built-in words are certain.
  const left = validateKeywordRules(reduced);
  const again = left.length === 0 ? reduced : withoutFaults(reduced, left);
  const rules = validateKeywordRules(again).length === 0 ? again : { ...stored, languages: ['en'], categories: [] };
  return { rules, problems };
}

/** A faulty word is left out alone; any other fault takes its category along. */
function withoutFaults(rules: GroupKeywordRules, problems: readonly KeywordProblem[]): GroupKeywordRules {
  const faulty = new Set(problems.map(({ path }) => /^.*keywords\[\d+\]$|^\w+\[\d+\]/.exec(path)?.[0] ?? path));
  return {
    ...rules,
    languages: rules.languages.filter((_, index) => !faulty.has(`languages[${index}]`)),
    categories: rules.categories.flatMap((definition, index) => {
      const path = `categories[${index}]`;
      if (faulty.has(path)) return [];
      const keywords = definition.keywords.filter((_, at) => !faulty.has(`${path}.keywords[${at}]`));
      return [{ ...definition, keywords }];
    }),
  };
}
