import type { ConsentDecision, ConsentState } from '../contracts/inbound/5-consent-decided.event.js';

/**
 * Statements of different requests that lie this close have no order one could trust; the opt-out wins. Unit: ms.
 * @source contract "keywords and consent", section 7.2
 */
export const TIE_MS = 2_000;

/** How long a double opt-in prompt waits for its confirmation. Unit: ms (30 days). @source contract "Braze API", 6.7 */
export const PROMPT_OPEN_MS = 30 * 24 * 3_600_000;

/** Where one number stands in one group. */
export interface Standing {
  readonly state: ConsentState;
  /**
   * Instant of the newest statement that asked for this state; while pending it is when the prompt was asked for.
   * Null when nobody ever said anything.
   */
  readonly occurredAt: Date | null;
  /** The request that spoke last, known only while its own batch is decided; null for what was stored before. */
  readonly request: string | null;
}

/** A number of which nothing is known in a group. */
export const NEVER_SPOKEN: Standing = { state: 'unknown', occurredAt: null, request: null };

/**
 * What ends a subscription: a text or a call that says so, a text that may say so and is taken for it, an opt-out from
 * another group where opt-outs reach all of them, no answer to the question what a text meant (`clarify_no`: one that
 * leaves it open), or a STOP that the carrier holds.
 */
export type OptOut =
  'opt_out' | 'suspected_opt_out' | 'opt_out_all_groups' | 'clarify_timeout' | 'clarify_no' | 'carrier_block';

const OPT_OUTS: ReadonlySet<string> = new Set<OptOut>([
  'opt_out',
  'suspected_opt_out',
  'opt_out_all_groups',
  'clarify_timeout',
  'clarify_no',
  'carrier_block',
]);

/** Whether a statement ends a subscription. */
export function isOptOut(says: Statement['says']): says is OptOut {
  return OPT_OUTS.has(says);
}

/**
 * What was said about a number's consent.
 * - `opt_in`: subscribe at once.
 * - `prompt_word`: an opt-in in a group that asks twice.
 * - `confirmation_word`: an opt-in in such a group that also answers its prompt.
 */
export interface Statement {
  readonly says: OptOut | 'opt_in' | 'prompt_word' | 'confirmation_word';
  readonly occurredAt: Date;
  /** Identifies the message or call; what one request says it says in order. */
  readonly request: string;
}

/** What a statement did, and where the number stands now. */
export interface Verdict {
  readonly effect: Exclude<ConsentDecision['effect'], 'none'>;
  readonly reason: ConsentReason;
  readonly standing: Standing;
}

/** Values of `ConsentDecision.reason` when a text was a consent matter; the event's docstring says what they mean. */
export type ConsentReason =
  | OptOut
  | 'opt_in'
  | 'double_opt_in_prompt'
  | 'double_opt_in_confirmed'
  | 'older_than_state'
  | 'opt_out_wins_tie'
  | 'left_before_erasure';

/**
 * Decides where a number stands after one statement. Statements are given in order of arrival; the result depends on
 * when they were made: whatever the order of arrival, a number is subscribed only when its newest opt-in is more than
 * `TIE_MS` newer than its newest opt-out.
 * @source contract "keywords and consent", sections 7.1 and 7.2; contract "Braze API", sections 4.7 and 6.7
 */
export function decide(now: Standing, said: Statement): Verdict {
  return isOptOut(said.says) ? decideOptOut(now, said, said.says) : decideOptIn(now, said);
}

/**
 * The standing of a number that a profile takes over from its previous number, or from the wish it carried while it
 * had none: only where nothing is known of the new number.
 * @returns null when the new number keeps what it has
 * @source contract "Braze API", section 4.6
 */
export function inherit(now: Standing, from: Standing): Standing | null {
  if (now.state !== 'unknown' || from.state === 'unknown') return null;
  // The old instant comes along: a text the new number really sent must not look older than this formality.
  return { state: from.state, occurredAt: from.occurredAt, request: null };
}

/**
 * The standing of a number whose line was given up: the next owner has said nothing.
 * @param at when the line was given up
 * @returns null when there is nothing to end: nobody ever spoke, or somebody who has the number spoke since
 * @source design, ruling 3; contract "keywords and consent", section 7.1
 */
export function endTenure(now: Standing, at: Date): Standing | null {
  if (now.state === 'unknown' || (now.occurredAt?.getTime() ?? 0) > at.getTime()) return null;
  // The instant stays, so that a text of the previous owner that arrives late is older than this.
  return { state: 'unknown', occurredAt: at, request: null };
}

/** Takes down an opt-in that must not count: the number was erased after leaving the group, and did not speak itself. */
export function refuse(now: Standing): Verdict {
  return late(now, 'left_before_erasure');
}

function decideOptOut(now: Standing, said: Statement, reason: ConsentReason): Verdict {
  const isRepeat = now.state === 'unsubscribed';
  const mayBeOlderByMs = isRepeat || sameRequest(now, said) ? 0 : TIE_MS;
  if (newerByMs(said, now) < -mayBeOlderByMs) return late(now, 'older_than_state');
  return accept(now, said, 'unsubscribed', reason);
}

function decideOptIn(now: Standing, said: Statement): Verdict {
  const newer = newerByMs(said, now);
  if (newer < 0) return late(now, 'older_than_state');
  if (now.state === 'unsubscribed' && newer <= TIE_MS && !sameRequest(now, said)) return late(now, 'opt_out_wins_tie');
  if (said.says === 'opt_in') return accept(now, said, 'subscribed', 'opt_in');
  if (now.state === 'subscribed' || confirms(now, said, newer))
    return accept(now, said, 'subscribed', 'double_opt_in_confirmed');
  return accept(now, said, 'pending_double_opt_in', 'double_opt_in_prompt');
}

function confirms(now: Standing, said: Statement, newer: number): boolean {
  return now.state === 'pending_double_opt_in' && said.says === 'confirmation_word' && newer <= PROMPT_OPEN_MS;
}

function accept(now: Standing, said: Statement, state: ConsentState, reason: ConsentReason): Verdict {
  const standing = { state, occurredAt: said.occurredAt, request: said.request };
  return { effect: now.state === state ? 'repeated' : 'changed', reason, standing };
}

function late(now: Standing, reason: ConsentReason): Verdict {
  return { effect: 'late', reason, standing: now };
}

/** How much newer a statement is than where the number stands. Unit: ms, negative when older. */
function newerByMs(said: Statement, now: Standing): number {
  return now.occurredAt === null ? Infinity : said.occurredAt.getTime() - now.occurredAt.getTime();
}

function sameRequest(now: Standing, said: Statement): boolean {
  return now.request === said.request;
}
