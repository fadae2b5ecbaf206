import type { GroupPolicy, ProviderHint, SenderKind } from '../../contracts/inbound/classification.js';

/** What a configured set of keywords may stand for. @source contract "keywords and consent", section 1 */
export type DefinedCategory = 'opt_in' | 'opt_out' | 'help' | 'custom';

/** One category of a group in one language, as the operator wrote it. @source braze-api.md 6.2 */
export interface KeywordCategoryDefinition {
  readonly category: DefinedCategory;
  /** Only for `custom`. */
  readonly name?: string;
  /** ISO 639-1; English when absent. */
  readonly language?: string;
  readonly keywords: readonly string[];
  readonly reply?: string;
  /** Only for `opt_in`: asks for the confirmation where the group asks twice. */
  readonly prompt?: string;
}

/** What to do with a text that only resembles an opt-out. @source braze-api.md 6.8 */
export type FuzzyOptOut = 'off' | 'instruct' | 'auto';

/** How one subscription group reads texts. */
export interface GroupKeywordRules {
  /** Version of the group's own keyword set; null while it has none. */
  readonly version: number | null;
  readonly policy: GroupPolicy;
  /** ISO 639-1; English is always added. */
  readonly languages: readonly string[];
  /** Null means the default of the policy: `auto` for safe, `off` for braze, `instruct` for adobe. */
  readonly fuzzyOptOut: FuzzyOptOut | null;
  readonly categories: readonly KeywordCategoryDefinition[];
}

/** One mistake in a group's keywords; `path` points into the rules, e.g. `categories[2].keywords[0]`. */
export interface KeywordProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** One text and the address it was sent to. */
export interface ClassifierInput {
  readonly text: string;
  readonly sender: { readonly kind: SenderKind; readonly keywordsActivated: boolean };
  readonly hint: ProviderHint | null;
}

/** A keyword as the engine looks it up: strong words survive sentences and typos, weak ones only polite words. */
export interface KeywordEntry {
  readonly keyword: string;
  readonly category: DefinedCategory;
  readonly strength: 'strong' | 'weak';
  readonly customName: string | null;
  readonly language: string;
}
