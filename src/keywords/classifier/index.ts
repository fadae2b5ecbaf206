/** The classification engine: one text and the rules of a group in, one explained decision out. */
export { PACK_VERSION } from '../packs/index.js';
export { classify } from './classify.js';
export { type CompiledKeywordRules, compileKeywordRules, definitionOf, InvalidKeywordRules } from './compile.js';
export { disguisedOptOuts } from './disguised-opt-outs.js';
export { enabledLanguages, isLanguageCode } from './languages.js';
export type {
  ClassifierInput,
  DefinedCategory,
  FuzzyOptOut,
  GroupKeywordRules,
  KeywordCategoryDefinition,
  KeywordProblem,
} from './types.js';
export {
  MAX_CUSTOM_CATEGORIES,
  MAX_KEYWORD_LENGTH,
  MAX_KEYWORDS_PER_CATEGORY,
  MAX_REPLY_LENGTH,
  validateKeywordRules,
} from './validate.js';
