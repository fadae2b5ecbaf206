import { configuredCandidates, defaultCandidates, type KeywordCandidate, languageOf } from './keyword-table.js';
import { isLanguageCode } from './languages.js';
import type { GroupKeywordRules, KeywordCategoryDefinition, KeywordProblem } from './types.js';

/** Longest keyword. Unit: characters as people count them. @source braze-api.md 6.2 */
export const MAX_KEYWORD_LENGTH = 34;
/** @source braze-api.md 6.2 */
export const MAX_KEYWORDS_PER_CATEGORY = 20;
/** @source braze-api.md 6.2 */
export const MAX_CUSTOM_CATEGORIES = 25;
/** Unit: characters. @source braze-api.md 6.2 */
export const MAX_REPLY_LENGTH = 300;

const POLICIES: ReadonlySet<string> = new Set(['safe', 'braze', 'adobe']);
const CATEGORIES: ReadonlySet<string> = new Set(['opt_in', 'opt_out', 'help', 'custom']);
const FUZZY_MODES: ReadonlySet<string> = new Set(['off', 'instruct', 'auto']);

/**
 * Lists every mistake in a group's keywords; empty when the rules can be compiled.
 * A word may not stand for two things, in any enabled language, after normalisation.
 * @source contract "keywords and consent", section 1; braze-api.md 6.2
 */
export function validateKeywordRules(rules: GroupKeywordRules): KeywordProblem[] {
  const problems = [...settingProblems(rules), ...definitionProblems(rules)];
  // Words can only be compared once it is known how.
  if (!POLICIES.has(rules.policy)) return problems;
  return [...problems, ...clashProblems(rules)];
}

function settingProblems(rules: GroupKeywordRules): KeywordProblem[] {
  const problems: KeywordProblem[] = [];
  if (!POLICIES.has(rules.policy)) {
    problems.push(problem('policy', 'policy_unknown', `"${rules.policy}" is not a policy: use safe, braze or adobe.`));
  }
  if (rules.fuzzyOptOut !== null && !FUZZY_MODES.has(rules.fuzzyOptOut)) {
    problems.push(problem('fuzzyOptOut', 'fuzzy_unknown', `"${rules.fuzzyOptOut}" is not off, instruct or auto.`));
  }
  rules.languages.forEach((language, index) => {
    if (!isLanguageCode(language)) problems.push(unknownLanguage(`languages[${index}]`, language));
  });
  const names = new Set(rules.categories.filter(isCustom).map((definition) => definition.name));
  if (names.size > MAX_CUSTOM_CATEGORIES) {
    const message = `${names.size} custom categories, at most ${MAX_CUSTOM_CATEGORIES} are allowed.`;
    problems.push(problem('categories', 'too_many_custom_categories', message));
  }
  return problems;
}

function definitionProblems(rules: GroupKeywordRules): KeywordProblem[] {
  const seen = new Map<string, number>();
  return rules.categories.flatMap((definition, index) => {
    const path = `categories[${index}]`;
    const problems = [
      ...shapeProblems(definition, path),
      ...replyProblems(definition.reply, `${path}.reply`),
      ...replyProblems(definition.prompt, `${path}.prompt`),
      ...definition.keywords.flatMap((keyword, at) => wordProblems(keyword, rules, `${path}.keywords[${at}]`)),
    ];
    // Only custom categories go by their name: two of opt-in with different names would be two replies to one word.
    const name = isCustom(definition) ? (definition.name ?? '') : '';
    const identity = [definition.category, name, languageOf(definition)].join('|');
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, index);
    else problems.push(problem(path, 'category_duplicate', `Same category and language as categories[${first}].`));
    return problems;
  });
}

function shapeProblems(definition: KeywordCategoryDefinition, path: string): KeywordProblem[] {
  const problems: KeywordProblem[] = [];
  if (!CATEGORIES.has(definition.category)) {
    problems.push(problem(`${path}.category`, 'category_unknown', `"${definition.category}" is not a category.`));
  }
  if (isCustom(definition)) {
    const name = definition.name ?? '';
    if (name.trim() === '') problems.push(problem(`${path}.name`, 'name_missing', 'A custom category needs a name.'));
    if (definition.keywords.length === 0) {
      problems.push(problem(`${path}.keywords`, 'keywords_missing', 'A custom category needs at least one keyword.'));
    }
  }
  if (definition.prompt !== undefined && definition.category !== 'opt_in') {
    problems.push(problem(`${path}.prompt`, 'prompt_misplaced', 'Only opt_in asks for a confirmation.'));
  }
  if (definition.keywords.length > MAX_KEYWORDS_PER_CATEGORY) {
    const message = `${definition.keywords.length} keywords, at most ${MAX_KEYWORDS_PER_CATEGORY} are allowed.`;
    problems.push(problem(`${path}.keywords`, 'too_many_keywords', message));
  }
  if (definition.language !== undefined && !isLanguageCode(definition.language)) {
    problems.push(unknownLanguage(`${path}.language`, definition.language));
  }
  return problems;
}

function replyProblems(reply: string | undefined, path: string): KeywordProblem[] {
  if (reply === undefined) return [];
  if (reply.trim() === '') return [problem(path, 'reply_blank', 'A reply must not be blank.')];
  const length = lengthOf(reply);
  if (length <= MAX_REPLY_LENGTH) return [];
  const message = `The reply has ${length} characters, at most ${MAX_REPLY_LENGTH} are allowed.`;
  return [problem(path, 'reply_too_long', message)];
}

function wordProblems(keyword: string, rules: GroupKeywordRules, path: string): KeywordProblem[] {
  if (keyword.trim() === '') return [problem(path, 'keyword_empty', `"${keyword}" is empty.`)];
  if (lengthOf(keyword) > MAX_KEYWORD_LENGTH) {
    return [problem(path, 'keyword_too_long', `"${keyword}" has more than ${MAX_KEYWORD_LENGTH} characters.`)];
  }
  // Under `safe` the packs themselves hold words of two parts (OPT OUT); outer blanks are a slip everywhere.
  const blank = rules.policy === 'safe' ? /^\s|\s$|[\n\r\t]/u : /\s/u;
  return blank.test(keyword) ? [problem(path, 'keyword_has_space', `"${keyword}" contains a space.`)] : [];
}

function clashProblems(rules: GroupKeywordRules): KeywordProblem[] {
  const defaults = new Map<string, KeywordCandidate>();
  for (const candidate of defaultCandidates(rules)) {
    for (const key of comparedKeys(candidate)) if (!defaults.has(key)) defaults.set(key, candidate);
  }
  const taken = new Map<string, KeywordCandidate>();
  const problems: KeywordProblem[] = [];
  for (const candidate of configuredCandidates(rules)) {
    const found = clashOf(candidate, defaults, taken);
    if (found !== null) problems.push(found);
    for (const key of comparedKeys(candidate)) if (!taken.has(key)) taken.set(key, candidate);
  }
  return problems;
}

function clashOf(
  candidate: KeywordCandidate,
  defaults: ReadonlyMap<string, KeywordCandidate>,
  taken: ReadonlyMap<string, KeywordCandidate>,
): KeywordProblem | null {
  const path = candidate.path ?? '';
  const quoted = `"${candidate.keyword}"`;
  const keys = comparedKeys(candidate);
  if (keys.includes('')) {
    // Blank words are reported already, with a plainer message.
    if (candidate.keyword.trim() === '') return null;
    return problem(path, 'keyword_unmatchable', `${quoted} has no letters or digits, so no text can match it.`);
  }
  for (const key of keys) {
    const earlier = taken.get(key);
    if (earlier !== undefined && sameMeaning(earlier, candidate)) {
      return problem(path, 'keyword_duplicate', `${quoted} is already listed at ${earlier.path ?? ''}.`);
    }
    const other = earlier ?? defaults.get(key);
    if (other !== undefined && !sameMeaning(other, candidate)) {
      const place = other.path ?? `the default words (${other.language})`;
      const message = `${quoted} also means ${other.customName ?? other.category} in ${place}.`;
      return problem(path, 'keyword_clash', message);
    }
  }
  return null;
}

/** Compared without blanks too, so that "UN STOP" cannot hide beside "UNSTOP". */
function comparedKeys(candidate: KeywordCandidate): readonly string[] {
  return [...new Set(candidate.keys.flatMap((key) => [key, key.replaceAll(' ', '')]))];
}

function sameMeaning(one: KeywordCandidate, other: KeywordCandidate): boolean {
  return one.category === other.category && one.customName === other.customName;
}

function isCustom(definition: KeywordCategoryDefinition): boolean {
  return definition.category === 'custom';
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

function unknownLanguage(path: string, language: string): KeywordProblem {
  return problem(path, 'language_unknown', `"${language}" is not a two-letter language code.`);
}

function problem(path: string, code: string, message: string): KeywordProblem {
  return { path, code, message };
}
