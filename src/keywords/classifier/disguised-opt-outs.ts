import { classify } from './classify.js';
import { compileKeywordRules } from './compile.js';
import type { ClassifierInput, GroupKeywordRules, KeywordProblem } from './types.js';

/**
 * Rules that read a clear opt-out out of words nobody configured. A slip is not among them: one letter beside a word that
 * ends a subscription, a shop may well have a name, and whoever writes exactly that name means the shop.
 */
const CLEAR_RULES: ReadonlySet<string> = new Set(['exact', 'polite', 'repeat', 'sentence', 'intent']);

const ANY_SENDER: ClassifierInput['sender'] = { kind: 'long_code', keywordsActivated: true };

/**
 * Keywords of other categories that say what an opt-out says: an exact word comes first, so "PLEASE STOP" among the
 * opt-in words would subscribe whoever wants to leave. The parity policies compare whole words only, and have no such.
 * @param rules without any other problem
 * @source contract "keywords and consent", section 1 and section 4, principles 1 and 4
 */
export function disguisedOptOuts(rules: GroupKeywordRules): readonly KeywordProblem[] {
  if (rules.policy !== 'safe') return [];
  const bare = compileKeywordRules({
    ...rules,
    categories: rules.categories.filter(({ category }) => category === 'opt_out'),
  });
  return rules.categories.flatMap(({ category, keywords }, index) => {
    if (category === 'opt_out') return [];
    return keywords.flatMap((keyword, at): KeywordProblem[] => {
      const read = classify({ text: keyword, sender: ANY_SENDER, hint: null }, bare);
      if (read.category !== 'opt_out' || !CLEAR_RULES.has(read.rule)) return [];
      const message = `"${keyword}" is how people ask to leave (rule ${read.rule}), so it cannot mean ${category}.`;
      return [{ path: `categories[${index}].keywords[${at}]`, code: 'keyword_reads_as_opt_out', message }];
    });
  });
}
