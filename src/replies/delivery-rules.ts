import type { DeliveryReceipt } from '../contracts/delivery/1-receipts-received.event.js';
import type { DeliveryFailure } from '../contracts/delivery/failure.js';
import type { SendResult } from '../contracts/gateways/message.gateway.js';
import { CONFIRMATION_WINDOW_MS } from './reply-rules.js';

/** Where a text of ours stands; the column `status` of `outbound_message`. */
export type OutboundStatus =
  | 'queued'
  /** On its way to the provider at this moment; found later, it says that a process ended in between. */
  | 'sending'
  /** Left inside the answer to the webhook. */
  | 'answered'
  /** The provider may have it or not; never sent again. */
  | 'ambiguous'
  /** The provider has it. */
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'rejected'
  | 'expired'
  | 'canceled'
  | 'read';

/** What changes on a text while it travels. */
export interface Progress {
  readonly status: OutboundStatus;
  readonly errorCode: string | null;
  readonly providerMessageId: string | null;
}

/** First try and the three that follow after 30 s, 2 min and 8 min. @source contract "providers", section 2 (`temporary`) */
export const MAX_TRIES = 4;
/** A provider that says "again at once" would use up all tries within a second. Unit: ms. */
const SHORTEST_PAUSE_MS = 1000;

/** Error code of a confirmation that may not leave any more. */
export const TOO_LATE = 'TOO_LATE';
/** Error code of a text whose process ended while it was being sent. */
export const INTERRUPTED = 'INTERRUPTED';

/** Error code of a text that waited for the morning while its reader left the group. */
export const LEFT_MEANWHILE = 'LEFT_MEANWHILE';

/** What to do with a text that the outbox hands over. */
export type NextStep = 'send' | 'too_late' | 'left_meanwhile' | 'interrupted' | 'nothing';

/**
 * Decides on the locked row. Delivery out of the outbox repeats after a crash; only `queued` may be sent.
 * @param receivedAt arrival of the text that is answered
 * @param hasLeft whether the reader has left the group since, asked of texts that may wait
 * @source contract "keywords and consent", 7.3: a confirmation of STOP leaves within five minutes or not at all
 */
export function nextStep(
  message: { status: OutboundStatus; kind: string },
  receivedAt: Date,
  now: Date,
  hasLeft = false,
): NextStep {
  if (message.status === 'sending') return 'interrupted';
  if (message.status !== 'queued') return 'nothing';
  if (hasLeft) return 'left_meanwhile';
  const waitedMs = now.getTime() - receivedAt.getTime();
  return message.kind === 'opt_out' && waitedMs > CONFIRMATION_WINDOW_MS ? 'too_late' : 'send';
}

/** What a try to send means for the text, and whether the outbox shall come back. */
export interface AfterSend {
  readonly progress: Progress;
  /** `given_up`: it was worth retrying and all tries are used. */
  readonly verdict: 'done' | 'given_up' | { readonly retryAfterMs: number | null };
}

/** @param attempts tries before this one @source contract "providers", sections 1.8 and 2 */
export function afterSend(result: SendResult, attempts: number): AfterSend {
  if (result.outcome === 'accepted') {
    const { providerMessageId } = result;
    return { progress: { status: 'sent', errorCode: null, providerMessageId }, verdict: 'done' };
  }
  const progress = { errorCode: result.failure.code, providerMessageId: null };
  if (result.outcome === 'ambiguous') return { progress: { ...progress, status: 'ambiguous' }, verdict: 'done' };
  // The provider knows this id: an earlier try of ours arrived.
  if (result.failure.class === 'duplicate')
    return { progress: { ...progress, status: 'sent', errorCode: null }, verdict: 'done' };
  if (!result.retryable) return { progress: { ...progress, status: 'failed' }, verdict: 'done' };
  if (attempts + 1 >= MAX_TRIES) return { progress: { ...progress, status: 'failed' }, verdict: 'given_up' };
  const pause = result.retryAfterMs;
  const retryAfterMs = pause === null ? null : Math.max(pause, SHORTEST_PAUSE_MS);
  return { progress: { ...progress, status: 'queued' }, verdict: { retryAfterMs } };
}

/**
 * Brings the result of a send together with what reports have said meanwhile: they may overtake the answer to our own
 * request, and they know better.
 */
export function settled(current: Progress, sent: Progress): Progress {
  const providerMessageId = current.providerMessageId ?? sent.providerMessageId;
  const waiting = current.status === 'sending' || (current.status === 'ambiguous' && sent.status === 'sent');
  return waiting ? { ...sent, providerMessageId } : { ...current, providerMessageId };
}

/** How far a status is; reports never lead back. @source contract "providers", section 1.4 */
const RANK: Readonly<Record<OutboundStatus, number>> = {
  queued: 1,
  sending: 2,
  answered: 2,
  ambiguous: 2,
  sent: 3,
  delivered: 4,
  undelivered: 4,
  failed: 4,
  rejected: 4,
  expired: 4,
  canceled: 4,
  read: 5,
};

/** Our word for a state in a report. Whatever lies before delivery says one thing to us: the provider has it. */
const STATUS_OF_STATE: Readonly<Record<DeliveryReceipt['state'], OutboundStatus | null>> = {
  accepted: 'sent',
  queued: 'sent',
  sending: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  rejected: 'rejected',
  expired: 'expired',
  canceled: 'canceled',
  read: 'read',
  unknown: null,
};

/**
 * Where a text stands after a report. Reports repeat and overtake each other: nothing goes back to a lower rank, and
 * among the ends `delivered` overrides an earlier failure but no failure overrides another end.
 * @returns the same status when the report changes nothing; the provider's id is learnt from every report
 * @source contract "providers", section 1.4
 */
export function afterReceipt(
  current: Progress,
  receipt: { providerMessageId: string; state: DeliveryReceipt['state']; failure: DeliveryFailure | null },
): Progress {
  const providerMessageId = current.providerMessageId ?? receipt.providerMessageId;
  const status = STATUS_OF_STATE[receipt.state];
  const ahead = status !== null && RANK[status] > RANK[current.status];
  const arrivedAfterAll =
    status === 'delivered' && RANK[current.status] === RANK.delivered && current.status !== 'delivered';
  if (status === null || !(ahead || arrivedAfterAll)) return { ...current, providerMessageId };
  const isFailure = RANK[status] === RANK.delivered && status !== 'delivered';
  return { status, errorCode: isFailure ? (receipt.failure?.code ?? null) : null, providerMessageId };
}
