import type { RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import { toStorableText } from '../kernel/text-safety.js';
import { BodyRegex } from './body-regex.js';
import type { Campaign, Trigger, Window } from './campaign.js';

/** What a campaign looks at in a text. */
export type TriggeringText = Pick<
  RecordedMessage,
  'text' | 'receivedAt' | 'sender' | 'classification' | 'customEvent' | 'configuredReply'
>;

/**
 * A body as campaigns compare it: trimmed and lower-cased like the event's property, and composed, so that an é is the
 * same whichever way a phone writes it.
 * @source contract "Braze API", section 6.5
 */
export function comparableBody(text: string): string {
  return toStorableText(text.trim().toLowerCase().normalize('NFC'));
}

/** Whether a text can have a campaign at all. */
export function mayTrigger({ sender, classification }: TriggeringText): boolean {
  // A suspicion that was only asked about records the custom event too, but its one answer is the question.
  const { category, rule } = classification;
  // A reaction quotes our own text, which may well name the keyword.
  if (sender === null || rule === 'reaction') return false;
  return category === 'custom' || category === 'other';
}

/**
 * The one campaign that answers a text: the most specific, and among equals the oldest. One that names a text, an
 * expression or a category answers instead of the keyword's own reply, for as long as it runs; one for any keyword at all
 * says less than that reply and leaves it alone.
 * @param campaigns those of the text's group
 */
export function campaignFor(text: TriggeringText, campaigns: readonly Campaign[]): Campaign | null {
  if (!mayTrigger(text)) return null;
  // Sorted first and asked one after another: whoever answers a whole text costs no expression.
  const inOrder = [...campaigns].sort(
    (one, other) => rank(other.trigger) - rank(one.trigger) || (one.id < other.id ? -1 : 1),
  );
  const found = inOrder.find((each) => isActive(each, text.receivedAt) && triggers(each.trigger, text)) ?? null;
  return found !== null && rank(found.trigger) === 0 && text.configuredReply !== null ? null : found;
}

/** Whether two campaigns of one group would want the same texts at the same time. */
export function clash(one: Campaign, other: Campaign): boolean {
  return one.id !== other.id && keyOf(one.trigger) === keyOf(other.trigger) && overlap(one, other);
}

/** Judged by the arrival of the text, so that a text replayed later is answered as it would have been. */
function isActive({ activeFrom, activeUntil }: Window, at: Date): boolean {
  return (activeFrom === null || activeFrom <= at) && (activeUntil === null || at < activeUntil);
}

function triggers(trigger: Trigger, { text, classification, customEvent }: TriggeringText): boolean {
  if (trigger.event !== null && trigger.event !== customEvent.event?.name) return false;
  if (trigger.category !== null && trigger.category !== classification.category) return false;
  if (trigger.customCategory !== null && trigger.customCategory !== classification.customCategory) return false;
  if (trigger.messageBody !== null && trigger.messageBody !== comparableBody(text.reveal())) return false;
  return trigger.bodyRegex === null || BodyRegex.of(trigger.bodyRegex).matches(text.reveal());
}

/** A whole text says more than a part of it, that more than a category by name, and that more than any. */
function rank({ messageBody, bodyRegex, customCategory }: Trigger): number {
  return (messageBody === null ? 0 : 4) + (bodyRegex === null ? 0 : 2) + (customCategory === null ? 0 : 1);
}

function keyOf({ event, category, customCategory, messageBody, bodyRegex }: Trigger): string {
  return JSON.stringify([event, category, customCategory, messageBody, bodyRegex]);
}

function overlap(one: Window, other: Window): boolean {
  const startsBeforeEnd = (start: Date | null, end: Date | null) => start === null || end === null || start < end;
  return startsBeforeEnd(one.activeFrom, other.activeUntil) && startsBeforeEnd(other.activeFrom, one.activeUntil);
}
