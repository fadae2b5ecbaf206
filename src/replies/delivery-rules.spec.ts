import type { ReceiptState } from '../contracts/delivery/1-receipts-received.event.js';
import type { FailureClass } from '../contracts/delivery/failure.js';
import type { SendResult } from '../contracts/gateways/message.gateway.js';
import { afterReceipt, afterSend, nextStep, type OutboundStatus, type Progress, settled } from './delivery-rules.js';

const RECEIVED = new Date('2026-11-22T12:00:00Z');
const after = (ms: number): Date => new Date(RECEIVED.getTime() + ms);
const FIVE_MINUTES = 300_000;
const failure = (failureClass: FailureClass) => ({ code: '4711', class: failureClass, certainty: 'soft' }) as const;
const standing = (status: OutboundStatus, changes: Partial<Progress> = {}): Progress => ({
  status,
  errorCode: null,
  providerMessageId: null,
  ...changes,
});

describe('a text that the outbox hands over', () => {
  it.each([
    ['queued', 'help', 10 * FIVE_MINUTES, 'send'],
    ['queued', 'opt_out', FIVE_MINUTES, 'send'],
    ['queued', 'opt_out', FIVE_MINUTES + 1, 'too_late'],
    // Something may have gone out: its age is no matter any more.
    ['sending', 'opt_out', FIVE_MINUTES + 1, 'interrupted'],
    ['sending', 'help', 0, 'interrupted'],
    ['answered', 'help', 0, 'nothing'],
    ['ambiguous', 'help', 0, 'nothing'],
    ['sent', 'help', 0, 'nothing'],
    ['delivered', 'help', 0, 'nothing'],
    ['failed', 'opt_out', FIVE_MINUTES + 1, 'nothing'],
  ] as const)('%s, %s, %i ms old: %s', (status, kind, age, step) => {
    expect(nextStep({ status, kind }, RECEIVED, after(age))).toBe(step);
  });

  it.each([
    ['queued', 'left_meanwhile'],
    ['sending', 'interrupted'],
    ['sent', 'nothing'],
  ] as const)('%s, for somebody who left meanwhile: %s', (status, step) => {
    expect(nextStep({ status, kind: 'default' }, RECEIVED, RECEIVED, true)).toBe(step);
  });
});

describe('a try to send', () => {
  const refused = (failureClass: FailureClass, retryable: boolean, retryAfterMs: number | null = null): SendResult => ({
    outcome: 'refused',
    failure: failure(failureClass),
    retryable,
    retryAfterMs,
  });

  it.each([
    ['taken', { outcome: 'accepted', providerMessageId: 'SM1' } as const, 0, 'sent', null, 'done'],
    ['ambiguous', { outcome: 'ambiguous', failure: failure('temporary') } as const, 0, 'ambiguous', '4711', 'done'],
    ['refused for good', refused('opted_out', false), 0, 'failed', '4711', 'done'],
    ['refused for the day', refused('rate_limited', false), 0, 'failed', '4711', 'done'],
    ['known already', refused('duplicate', false), 1, 'sent', null, 'done'],
    ['refused for now', refused('temporary', true), 0, 'queued', '4711', { retryAfterMs: null }],
    ['refused for now, third try', refused('temporary', true), 2, 'queued', '4711', { retryAfterMs: null }],
    ['refused for now, fourth try', refused('temporary', true), 3, 'failed', '4711', 'given_up'],
    ['told when to come', refused('rate_limited', true, 2500), 0, 'queued', '4711', { retryAfterMs: 2500 }],
    ['told to come at once', refused('rate_limited', true, 0), 0, 'queued', '4711', { retryAfterMs: 1000 }],
  ])('%s', (_what, result, attempts, status, errorCode, verdict) => {
    const outcome = afterSend(result, attempts);

    expect(outcome).toMatchObject({ progress: { status, errorCode }, verdict });
  });

  it.each([
    ['its own result', standing('sending'), standing('sent', { providerMessageId: 'SM1' }), 'sent', 'SM1'],
    ['its own failure', standing('sending'), standing('failed'), 'failed', null],
    [
      'what a report said meanwhile',
      standing('delivered', { providerMessageId: 'SM1' }),
      standing('sent', { providerMessageId: 'SM1' }),
      'delivered',
      'SM1',
    ],
    [
      'a report against our time-out',
      standing('sent', { providerMessageId: 'SM1' }),
      standing('ambiguous'),
      'sent',
      'SM1',
    ],
    ['a late yes', standing('ambiguous'), standing('sent', { providerMessageId: 'SM1' }), 'sent', 'SM1'],
    ['no late no: somebody else gave it up', standing('ambiguous'), standing('queued'), 'ambiguous', null],
  ])('ends with %s', (_what, current, sent, status, providerMessageId) => {
    expect(settled(current, sent)).toMatchObject({ status, providerMessageId });
  });
});

describe('a delivery report', () => {
  const report = (state: ReceiptState, code: string | null = null) => ({
    providerMessageId: 'SM1',
    state,
    failure: code === null ? null : { ...failure('unknown'), code },
  });

  it.each<[OutboundStatus, ReceiptState, OutboundStatus]>([
    ['answered', 'queued', 'sent'],
    ['answered', 'sent', 'sent'],
    ['ambiguous', 'accepted', 'sent'],
    ['queued', 'sending', 'sent'],
    ['sending', 'delivered', 'delivered'],
    ['sent', 'queued', 'sent'],
    ['sent', 'delivered', 'delivered'],
    ['sent', 'undelivered', 'undelivered'],
    ['sent', 'rejected', 'rejected'],
    ['sent', 'expired', 'expired'],
    ['sent', 'canceled', 'canceled'],
    ['sent', 'unknown', 'sent'],
    ['delivered', 'sent', 'delivered'],
    ['delivered', 'failed', 'delivered'],
    ['delivered', 'read', 'read'],
    ['undelivered', 'delivered', 'delivered'],
    ['undelivered', 'failed', 'undelivered'],
    ['undelivered', 'sent', 'undelivered'],
    ['failed', 'delivered', 'delivered'],
    ['canceled', 'read', 'read'],
    ['read', 'delivered', 'read'],
    ['read', 'failed', 'read'],
  ])('on a text that is %s, saying %s: %s', (status, state, expected) => {
    expect(afterReceipt(standing(status), report(state))).toMatchObject({ status: expected, providerMessageId: 'SM1' });
  });

  it('leaves its code on a failure, and takes it back when the text arrived after all', () => {
    const failed = afterReceipt(standing('sent'), report('undelivered', '30005'));

    expect(failed.errorCode).toBe('30005');
    expect(afterReceipt(failed, report('failed', '30008')).errorCode).toBe('30005');
    expect(afterReceipt(failed, report('delivered')).errorCode).toBeNull();
  });

  it('leaves no code on a text that arrived', () => {
    expect(afterReceipt(standing('sent'), report('delivered', '30008')).errorCode).toBeNull();
  });

  const states: ReceiptState[] = ['queued', 'sending', 'sent', 'delivered', 'failed', 'read'];

  it('leads to the same end in whatever order reports come, and however often', () => {
    for (const order of permutations(states)) {
      const end = [...order, ...order].reduce((now, state) => afterReceipt(now, report(state)), standing('answered'));
      expect(end.status).toBe('read');
    }
  });
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}
