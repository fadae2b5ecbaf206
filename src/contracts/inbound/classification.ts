/** What a text can mean. A message has exactly one. @source contract "keywords and consent", section 1 */
export type Category = 'opt_out' | 'opt_in' | 'help' | 'custom' | 'suspected_opt_out' | 'other' | 'unroutable';

/** Type of one of our own addresses. @source contract "keywords and consent", section 6 */
export type SenderKind = 'long_code' | 'toll_free' | 'short_code' | 'alphanumeric';

/** How a subscription group reads texts. @source contract "keywords and consent", section 6.2 */
export type GroupPolicy = 'safe' | 'braze' | 'adobe';

/** A provider that recognised a keyword itself. It may only restrict, never create consent. */
export interface ProviderHint {
  readonly intent: 'opt_out' | 'opt_in' | 'help';
  /** The provider has answered the person already; a second answer from us would be one too many. */
  readonly providerReplied: boolean;
}

/** One scored piece of evidence; `span` counts UTF-16 units of `normalised.phrase`: [from, to). */
export interface ClassificationPart {
  readonly id: string;
  readonly score: number;
  readonly span: readonly [number, number];
}

/**
 * The decision about one text together with everything that explains it.
 * The same text and keyword set version always give the same value.
 * @source contract "keywords and consent", section 5.5
 */
export interface Classification {
  readonly category: Category;
  /** Rule that answered: `exact`, `polite`, `intent`, … `none`. */
  readonly rule: string;
  /** Confidence from 0 to 1. */
  readonly score: number;
  readonly parts: readonly ClassificationPart[];
  readonly matchedKeyword: string | null;
  /** Name of the custom category, only when `category` is `custom`. */
  readonly customCategory: string | null;
  /** ISO 639-1 of the keyword or pattern that matched; null when nothing did. */
  readonly language: string | null;
  readonly normalised: { readonly phrase: string; readonly joined: string; readonly emoji: readonly string[] };
  /** `<pack version>` or `<pack version>+<version of the group's own keyword set>`. */
  readonly keywordSetVersion: string;
  readonly policy: { readonly name: GroupPolicy; readonly numberType: SenderKind; readonly keywordsActivated: boolean };
  /** Set when a provider's hint was not followed, with the reason. */
  readonly hintDisagreement: string | null;
}
