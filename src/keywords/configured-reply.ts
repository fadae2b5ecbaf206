import type { Classification } from '../contracts/inbound/classification.js';
import type { KeywordCategoryDefinition } from './classifier/index.js';

/** Language of a definition that names none, and the first one to fall back to. */
const ENGLISH = 'en';

/** A reply and the language its author gave it. */
export interface ConfiguredReply {
  readonly text: string;
  /** ISO 639-1. */
  readonly language: string;
}

/**
 * The group's own reply to what a text was read as: in the language of the keyword, else in English, else in any.
 * A suspected opt-out borrows the reply of `opt_out`; it is used only where it was treated as one.
 * @param words `prompt`: what asks for the second step of a double opt-in instead
 * @source contract "Braze API", section 6.2 "Languages"
 */
export function configuredReply(
  definitions: readonly KeywordCategoryDefinition[],
  { category, customCategory, language }: Pick<Classification, 'category' | 'customCategory' | 'language'>,
  words: 'reply' | 'prompt' = 'reply',
): ConfiguredReply | null {
  const wanted = category === 'suspected_opt_out' ? 'opt_out' : category;
  const replies = definitions
    .filter((each) => each.category === wanted && (each.category !== 'custom' || each.name === customCategory))
    .flatMap(({ [words]: text, language: spoken = ENGLISH }) =>
      text === undefined ? [] : [{ text, language: spoken }],
    );
  const inLanguage = (code: string | null) => replies.find((each) => each.language === code);
  return inLanguage(language) ?? inLanguage(ENGLISH) ?? replies[0] ?? null;
}
