import type { ConsentState } from '../contracts/inbound/5-consent-decided.event.js';

/** How the compatible API names a state. @source contract "Braze API", section 4.3 */
export type StatusLabel = 'Subscribed' | 'Unsubscribed' | 'Unknown';

/**
 * The label for whoever is asked about, who may be several profiles with several states: the answer that sends fewer
 * messages wins. Somebody who has not confirmed a double opt-in is not subscribed.
 * @source contract "keywords and consent", section 6.3
 */
export function labelOf(states: readonly ConsentState[]): StatusLabel {
  if (states.includes('unsubscribed') || states.includes('pending_double_opt_in')) return 'Unsubscribed';
  return states.includes('subscribed') ? 'Subscribed' : 'Unknown';
}
