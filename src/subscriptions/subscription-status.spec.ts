import type { ConsentState } from '../contracts/inbound/5-consent-decided.event.js';
import { labelOf } from './subscription-status.js';

describe('labelOf', () => {
  it.each<[ConsentState[], string]>([
    [[], 'Unknown'],
    [['unknown'], 'Unknown'],
    [['subscribed'], 'Subscribed'],
    [['unsubscribed'], 'Unsubscribed'],
    [['pending_double_opt_in'], 'Unsubscribed'],
    [['unknown', 'subscribed'], 'Subscribed'],
    [['subscribed', 'unsubscribed'], 'Unsubscribed'],
  ])('%j is %s', (states, label) => {
    expect(labelOf(states)).toBe(label);
  });
});
