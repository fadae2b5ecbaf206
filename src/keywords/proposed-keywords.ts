import type { GroupOnRoad } from '../contracts/inbound/sender.js';
import type { ReplyTemplates } from '../contracts/readers/reply-templates.reader.js';
import { InvalidRequest } from '../kernel/app-error.js';
import {
  disguisedOptOuts,
  enabledLanguages,
  isLanguageCode,
  type KeywordCategoryDefinition,
  type KeywordProblem,
  validateKeywordRules,
} from './classifier/index.js';
import { type KeywordCategoryRequest, STORABLE } from './dto/put-keywords.request.js';
import { rulesOf } from './group-rules.js';

/** @throws InvalidRequest when a word is no text that can be stored, naming its place */
export function readCategories(asked: readonly KeywordCategoryRequest[]): readonly KeywordCategoryDefinition[] {
  refuse(
    asked.flatMap(({ keywords }, index) =>
      keywords.flatMap((word, at) => textProblem(word, `categories[${index}].keywords[${at}]`)),
    ),
  );
  return asked.map(definitionFrom);
}

function textProblem(word: unknown, path: string): KeywordProblem[] {
  if (typeof word !== 'string') return [{ path, code: 'keyword_no_text', message: 'A keyword must be a string.' }];
  const message = 'A keyword must not contain U+0000 or half a character.';
  return STORABLE.test(word) ? [] : [{ path, code: 'keyword_not_storable', message }];
}

/** Optional fields may be sent as null, the way typed clients do. */
function definitionFrom({
  category,
  name,
  language,
  keywords,
  reply,
  prompt,
}: KeywordCategoryRequest): KeywordCategoryDefinition {
  return {
    category,
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof language === 'string' ? { language } : {}),
    keywords: keywords as readonly string[],
    ...(typeof reply === 'string' ? { reply } : {}),
    ...(typeof prompt === 'string' ? { prompt } : {}),
  };
}

/** @throws InvalidRequest with every problem, each naming its path and word */
export function refuseProblems(
  group: GroupOnRoad,
  categories: readonly KeywordCategoryDefinition[],
  templates: ReplyTemplates,
): void {
  const rules = rulesOf(group, { version: 1, categories });
  refuse([
    ...validateKeywordRules(rules),
    ...categories.flatMap((definition, index) => languageProblem(group, definition, index)),
    ...categories.flatMap(({ reply, prompt }, index) => [
      ...templateProblem(templates, reply, `categories[${index}].reply`),
      ...templateProblem(templates, prompt, `categories[${index}].prompt`),
    ]),
  ]);
  // Asked last: only words without another fault can be read.
  refuse(disguisedOptOuts(rules));
}

function refuse(problems: readonly KeywordProblem[]): void {
  const [first] = problems;
  if (first !== undefined) throw new InvalidRequest(`${first.path}: ${first.message}`, problems);
}

/**
 * Words of a language that the group does not speak are a slip of whoever writes them. A reply alone is none: the strong
 * opt-out words of every language are heard in every group. Stored words stay in force when the language is turned off
 * later: nobody's STOP may be lost by that.
 */
function languageProblem(
  { languages }: GroupOnRoad,
  { language, keywords }: KeywordCategoryDefinition,
  index: number,
): KeywordProblem[] {
  if (language === undefined || keywords.length === 0 || !isLanguageCode(language)) return [];
  if (enabledLanguages(languages).includes(language)) return [];
  const message = `"${language}" is not enabled in this group; add it to the languages of the group first.`;
  return [{ path: `categories[${index}].language`, code: 'language_not_enabled', message }];
}

function templateProblem(templates: ReplyTemplates, text: string | undefined, path: string): KeywordProblem[] {
  const message = text === undefined ? null : templates.check(text);
  return message === null ? [] : [{ path, code: 'reply_template', message }];
}
