import type { SenderOnRoad } from '../contracts/inbound/sender.js';
import type { RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import { DEFAULT_REPLIES, type DefaultReplies, GROUP_PLACEHOLDER } from './default-replies.js';

/** What an automatic text is for; the column `kind` of `outbound_message`. */
export type ReplyKind =
  | 'opt_out'
  | 'opt_in'
  | 'double_opt_in_prompt'
  | 'double_opt_in_confirmation'
  | 'help'
  | 'custom'
  | 'suspected_opt_out'
  /** Answers a text that means nothing in particular. */
  | 'default'
  /** Words of a keyword campaign. */
  | 'campaign';

/** Kinds that only the operator can word. */
type WordedByOperator = 'custom' | 'default' | 'campaign';

const BY_LANGUAGE: ReadonlyMap<string, DefaultReplies> = new Map(Object.entries(DEFAULT_REPLIES));

/** What a reply says. */
export interface Wording {
  /** The group's own words, to be filled in for the person; null: it wrote none that fit. */
  readonly template: string | null;
  /** What is said without a template, or when it cannot be filled in; null: nothing. */
  readonly fallback: string | null;
}

/** Languages in which a keyword is answered in Canada, whatever the group wrote. */
const CANADIAN: ReadonlySet<string> = new Set(['en', 'fr']);

/**
 * The words of a reply: the group's own, else the default in the language of the keyword, else in English. In Canada
 * the group's own only when they are in the language of the keyword: STOP is answered in English, ARRET in French.
 * @param countryOf ISO 3166-1 of the person's number; asked only where it matters, reading a number is slow
 * @returns null when there is nothing to say: no reply is configured, and none is built in
 * @source contract "keywords and consent", section 2 (CWTA guidelines 3.9); contract "Braze API", 6.2 "Languages"
 */
export function wordingOf(
  kind: ReplyKind,
  message: RecordedMessage & { readonly sender: SenderOnRoad },
  countryOf: () => string | null,
): Wording | null {
  const { sender, classification, configuredReply, configuredReplyLanguage, configuredPrompt } = message;
  const { language } = classification;
  const fallback = defaultReplyText(kind, sender, language);
  const foreign = () =>
    fallback !== null && CANADIAN.has(language ?? '') && language !== configuredReplyLanguage && countryOf() === 'CA';
  if (kind === 'default') return { template: sender.group.defaultReply, fallback };
  if (kind === 'double_opt_in_prompt') return { template: configuredPrompt, fallback };
  const template = configuredReply === null || !saysTheSame(kind) || foreign() ? null : configuredReply;
  return template === null && fallback === null ? null : { template, fallback };
}

/**
 * The built-in text of a reply in the language of the keyword, else in English.
 * @param language ISO 639-1 of the matched keyword; null when nothing matched
 * @returns null for what only a group itself can word
 */
export function defaultReplyText(kind: ReplyKind, sender: SenderOnRoad, language: string | null): string | null {
  if (kind === 'custom' || kind === 'default' || kind === 'campaign') return null;
  const texts = BY_LANGUAGE.get(language ?? 'en') ?? DEFAULT_REPLIES.en;
  // A function as replacement: in a plain one `$&` in a group's name would be read as a pattern.
  return defaultText(kind, texts, sender).replaceAll(GROUP_PLACEHOLDER, () => sender.group.name);
}

/**
 * The reply to opt-out words speaks of the thing as done. Where it is a mere suspicion that would be untrue.
 */
function saysTheSame(kind: ReplyKind): boolean {
  return kind !== 'suspected_opt_out';
}

function defaultText(kind: Exclude<ReplyKind, WordedByOperator>, texts: DefaultReplies, sender: SenderOnRoad): string {
  switch (kind) {
    case 'opt_out':
      return understandsStart(sender) ? `${texts.optOut} ${texts.howToReturn}` : texts.optOut;
    case 'opt_in':
      return texts.optIn;
    case 'double_opt_in_prompt':
      return texts.doubleOptInPrompt;
    case 'double_opt_in_confirmation':
      return texts.doubleOptInConfirmation;
    case 'help':
      return texts.help;
    case 'suspected_opt_out':
      return texts.suspectedOptOut;
  }
}

/** On a short code whose keywords are not activated, opt-in words mean nothing. @source design ruling 4 */
export function understandsStart({ kind, keywordsActivated, group }: SenderOnRoad): boolean {
  return kind !== 'short_code' || keywordsActivated || group.policy === 'braze';
}
