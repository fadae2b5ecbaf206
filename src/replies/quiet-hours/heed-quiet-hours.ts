import type { QuietHours } from '../../contracts/inbound/7-reply-queued.event.js';
import type { NewOutboundMessage } from '../outbound-message.repository.js';
import { quietHoursAt } from './quiet-hours.js';

/**
 * Texts that nobody is owed at once. The others answer what somebody just asked for: to leave, to join, for help, or for
 * the reply to a keyword.
 */
const WAITING_KINDS: ReadonlySet<string> = new Set(['default', 'suspected_opt_out']);

/** Whether a text of this kind keeps to the hours of its reader's country. */
export function mayWait({ kind }: { readonly kind: string }): boolean {
  return WAITING_KINDS.has(kind);
}

/** A reply at the hour at which it was written. */
export interface HeededReply {
  /** Null: it is dropped. */
  readonly reply: NewOutboundMessage | null;
  /** The quiet hours that made it wait or dropped it; null: there are none, it leaves at once. */
  readonly quietHours: QuietHours | null;
}

/**
 * What becomes of a reply at this hour: it leaves now, or by the API when the window opens. The default reply is dropped
 * where it could only travel in the response; the question whether somebody wants to leave is never dropped.
 * @param countryOf ISO 3166-1 of the person; asked only where it matters, reading a number is slow
 * @source contract "keywords and consent", section 8
 */
export function heedQuietHours(reply: NewOutboundMessage, now: Date, countryOf: () => string | null): HeededReply {
  const quietHours = mayWait(reply) ? quietHoursAt(reply.to, countryOf(), now) : null;
  if (quietHours === null) return { reply, quietHours };
  const isDropped = reply.via === 'response' && reply.kind !== 'suspected_opt_out';
  return { reply: isDropped ? null : { ...reply, via: 'api', leavesAt: quietHours.opensAt }, quietHours };
}
