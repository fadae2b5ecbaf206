import type { AnsweredMessage } from '../../contracts/inbound/7-reply-queued.event.js';

/** Silence for this long counts as an opt-out. Unit: ms. @source contract "keywords and consent", section 5.6 */
export const ANSWER_WITHIN_MS = 24 * 3_600_000;

/** How a question ended. */
export type Outcome = 'opted_out' | 'opted_in' | 'no_answer';

/** What a text does to the question that is open for its number and group. */
export type Turn =
  /** The question was put, or was put within the last day: from now on it waits for an answer. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'answer'; readonly outcome: Exclude<Outcome, 'no_answer'> }
  /** "No" may mean "do not stop" as well as "no more": the wait ends, and the reading with fewer texts wins. */
  | { readonly kind: 'decline' };

/** "No" in the languages we ask in, as the classifier writes a text: lower case, no accents. */
const NO = new Set([
  ...['no', 'nope', 'nah', 'no thanks', 'no thank you', 'non', 'non merci', 'no gracias', 'nao', 'nao obrigado'],
  ...['nao obrigada', 'nein', 'nein danke', 'no grazie', 'nee', 'nee bedankt', 'nee dank je', 'nie', 'nie dziekuje'],
  ...['いいえ', 'いえ', 'いいえ結構です'],
]);

/**
 * What a text at the end of its road does to the open question.
 * @returns null when it does nothing: small talk is no answer, and a text that came late answers nothing
 * @source contract "keywords and consent", sections 4.4 and 5.6
 */
export function turnOf({ sender, consent, classification, reply, replyReason }: AnsweredMessage): Turn | null {
  // The parity policies only instruct; silence changes nothing there. @source contract "Braze API", section 6.8
  if (sender?.group.policy !== 'safe') return null;
  if (consent.reason === 'clarify')
    return reply?.kind === 'suspected_opt_out' || replyReason === 'asked_already' ? { kind: 'ask' } : null;
  if (consent.effect === 'changed' || consent.effect === 'repeated')
    return { kind: 'answer', outcome: consent.after === 'unsubscribed' ? 'opted_out' : 'opted_in' };
  const isNo = classification.category === 'other' && NO.has(classification.normalised.phrase);
  return isNo ? { kind: 'decline' } : null;
}

/** What a batch does to one question: how the open one ends, and whether one is put afterwards. */
export interface Change<Message> {
  /** The text that spoke last. */
  readonly message: Message;
  readonly ends: Turn | null;
  readonly asks: boolean;
}

/** Folds the turns of one number and group, in order of arrival, into what is left of them at the end. */
export function changeOf<Message>(
  turns: readonly { readonly message: Message; readonly turn: Turn }[],
): Change<Message> {
  const last = turns.at(-1)!;
  const ends = turns.findLast(({ turn }) => turn.kind !== 'ask')?.turn ?? null;
  return { message: last.message, ends, asks: last.turn.kind === 'ask' };
}
