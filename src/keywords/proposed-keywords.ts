import type { GroupOnRoad } from '../contracts/inbound/sender.js';
import type { ReplyTemplates } from '../contracts/readers/reply-templates.reader.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { type KeywordCategoryDefinition, type KeywordProblem, validateKeywordRules } from './classifier/index.js';
import type { KeywordCategoryRequest } from './dto/put-keywords.request.js';
import { rulesOf } from './group-rules.js';

/** Optional fields may be sent as null, the way typed clients do. */
export function definitionFrom({
  category,
  name,
  language,
  keywords,
  reply,
}: KeywordCategoryRequest): KeywordCategoryDefinition {
  return {
    category,
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof language === 'string' ? { language } : {}),
    keywords,
    ...(typeof reply === 'string' ? { reply } : {}),
  };
}

/** @throws InvalidRequest with every problem, each naming its path and word */
export function refuseProblems(
  group: GroupOnRoad,
  categories: readonly KeywordCategoryDefinition[],
  templates: ReplyTemplates,
): void {
  const problems = [
    ...validateKeywordRules(rulesOf(group, { version: 1, categories })),
    ...categories.flatMap(({ reply }, index) => replyProblem(templates, reply, index)),
  ];
  const [first] = problems;
  if (first !== undefined) throw new InvalidRequest(`${first.path}: ${first.message}`, problems);
}

function replyProblem(templates: ReplyTemplates, reply: string | undefined, index: number): KeywordProblem[] {
  const message = reply === undefined ? null : templates.check(reply);
  return message === null ? [] : [{ path: `categories[${index}].reply`, code: 'reply_template', message }];
}
