import type { NewOutboundMessage } from '../outbound-message.repository.js';
import { opensAt } from './quiet-hours.js';

/**
 * Texts that nobody is owed at once. The others answer what somebody just asked for: to leave, to join, for help, or for
 * the reply to a keyword.
 */
const WAITING_KINDS: ReadonlySet<string> = new Set(['default', 'suspected_opt_out']);

/** Whether a text of this kind keeps to the hours of its reader's country. */
export function mayWait({ kind }: { readonly kind: string }): boolean {
  return WAITING_KINDS.has(kind);
}

/**
 * What becomes of a reply at this hour: it leaves now, or by the API when the window opens. The default reply is dropped
 * where it could only travel in the response; the question whether somebody wants to leave is never dropped.
 * @param countryOf ISO 3166-1 of the person; asked only where it matters, reading a number is slow
 * @returns null when the reply is dropped
 * @source contract "keywords and consent", section 8
 */
export function heedQuietHours(
  reply: NewOutboundMessage,
  now: Date,
  countryOf: () => string | null,
): NewOutboundMessage | null {
  if (!mayWait(reply)) return reply;
  const leavesAt = opensAt(reply.to, countryOf(), now);
  if (leavesAt.getTime() <= now.getTime()) return reply;
  if (reply.via === 'response' && reply.kind !== 'suspected_opt_out') return null;
  return { ...reply, via: 'api', leavesAt };
}
