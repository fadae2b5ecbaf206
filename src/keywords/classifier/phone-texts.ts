import { ALL_PACKS } from '../packs/index.js';
import { fold } from './fold.js';

/**
 * Texts that a phone writes by itself: reactions that quote our message, and names of screen effects.
 * A reaction must be found before anything else: what it quotes normally contains STOP.
 * @source contract "keywords and consent", section 5.1 steps 4 and 5
 */

const OPENING_QUOTES = '"“„«‹「『\u201f';
const CLOSING_QUOTES = '"”“»›」』';
/** Longest emoji or name between the words of a reaction ("Reacted 👍🏽 to"). Unit: UTF-16 units. */
const WILDCARD_MAX = 24;
const WILDCARD_PICTURE = '*';

interface ReactionShape {
  readonly before: string;
  /** Null when the verb is directly followed by the quotation. */
  readonly after: string | null;
}

const REACTIONS: readonly ReactionShape[] = ALL_PACKS.flatMap((pack) => pack.reactions).map((text) => {
  const [before = '', after] = text.split(WILDCARD_PICTURE);
  return { before: simple(before), after: after === undefined ? null : simple(after) };
});
const REACTION_ENDINGS: ReadonlySet<string> = new Set(ALL_PACKS.flatMap((pack) => pack.reactionEndings).map(simple));
const EFFECTS = ALL_PACKS.flatMap((pack) => pack.effects);
/** Unit: UTF-16 units. */
const LONGEST_EFFECT = 60;
/** Where the quotation must have begun. Unit: UTF-16 units. */
const LONGEST_LEAD = 60;

/** Says whether the text is a reaction to one of our messages. Takes the text with capitals and quotes. */
export function isReaction(readableText: string): boolean {
  const first = quoteAfter(readableText, 0);
  if (first < 0) return false;
  const tail = textAfterQuotation(readableText, first);
  // Words after the quotation are the person's own: "Liked “…” but stop texting me" must still be read.
  if (tail !== '' && !REACTION_ENDINGS.has(tail)) return false;
  if (tail !== '' && simple(readableText.slice(0, first)) === '') return true;
  // The verb itself may be quoted: "Ha messo “Mi piace” a “…”".
  for (let at = first; at >= 0; at = quoteAfter(readableText, at + 1)) {
    const raw = readableText.slice(0, at);
    const lead = simple(raw);
    if (REACTIONS.some((shape) => leadMatches(lead, shape) && (shape.before !== '' || hasPicture(raw)))) return true;
  }
  return false;
}

/** Removes a final "(Sent with Slam Effect)" and its translations. */
export function withoutEffect(readableText: string): string {
  const text = readableText.trimEnd();
  if (!text.endsWith(')')) return readableText;
  const open = text.lastIndexOf('(');
  if (open < 0 || text.length - open > LONGEST_EFFECT) return readableText;
  const inside = simple(text.slice(open));
  const isEffect = EFFECTS.some(([sent, effect]) => inside.includes(sent) && inside.includes(effect));
  return isEffect ? text.slice(0, open) : readableText;
}

function leadMatches(lead: string, { before, after }: ReactionShape): boolean {
  if (after === null) return lead === before;
  return lead.startsWith(before) && lead.endsWith(after) && lead.length - before.length - after.length <= WILDCARD_MAX;
}

/** "👍 to “…”": without the picture, "to" is just a word. */
function hasPicture(text: string): boolean {
  return fold(text).emoji.length > 0;
}

function quoteAfter(text: string, from: number): number {
  for (let at = from; at < text.length && at <= LONGEST_LEAD; at += 1) {
    if (OPENING_QUOTES.includes(text.charAt(at))) return at;
  }
  return -1;
}

/** What stands behind the last closing quote; empty when there is none (the network cut the quotation). */
function textAfterQuotation(text: string, quoteAt: number): string {
  for (let at = text.length - 1; at > quoteAt; at -= 1) {
    if (CLOSING_QUOTES.includes(text.charAt(at))) return simple(text.slice(at + 1));
  }
  return '';
}

function simple(text: string): string {
  return fold(text)
    .folded.replace(/[^\p{L}\p{N}]/gu, ' ')
    .split(' ')
    .filter((word) => word !== '')
    .join(' ');
}
