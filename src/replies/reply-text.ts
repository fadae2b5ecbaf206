import type { SenderOnRoad } from '../contracts/inbound/sender.js';
import { DEFAULT_REPLIES, type DefaultReplies, GROUP_PLACEHOLDER } from './default-replies.js';

/** What an automatic text is for; the column `kind` of `outbound_message`. */
export type ReplyKind =
  | 'opt_out'
  | 'opt_in'
  | 'double_opt_in_prompt'
  | 'double_opt_in_confirmation'
  | 'help'
  | 'custom'
  | 'suspected_opt_out';

const BY_LANGUAGE: ReadonlyMap<string, DefaultReplies> = new Map(Object.entries(DEFAULT_REPLIES));

/**
 * The text of a reply: the group's own, else the default in the language of the keyword, else in English.
 * @param language ISO 639-1 of the matched keyword; null when nothing matched
 * @param configured the group's own reply for the category of the message
 * @returns null when there is none: a custom category without a reply
 */
export function replyText(
  kind: ReplyKind,
  sender: SenderOnRoad,
  language: string | null,
  configured: string | null,
): string | null {
  if (configured !== null && saysTheSame(kind)) return configured;
  if (kind === 'custom') return null;
  const texts = BY_LANGUAGE.get(language ?? 'en') ?? DEFAULT_REPLIES.en;
  // A function as replacement: in a plain one `$&` in a group's name would be read as a pattern.
  return defaultText(kind, texts, sender).replaceAll(GROUP_PLACEHOLDER, () => sender.group.name);
}

/**
 * A group configures one reply per category, and it speaks of the thing as done. Where it is not done yet (the prompt
 * of a double opt-in, a mere suspicion of an opt-out) that reply would be untrue.
 */
function saysTheSame(kind: ReplyKind): boolean {
  return kind !== 'double_opt_in_prompt' && kind !== 'suspected_opt_out';
}

function defaultText(kind: Exclude<ReplyKind, 'custom'>, texts: DefaultReplies, sender: SenderOnRoad): string {
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
function understandsStart({ kind, keywordsActivated, group }: SenderOnRoad): boolean {
  return kind !== 'short_code' || keywordsActivated || group.policy === 'braze';
}
