import type { ReceivedMessage } from '../../src/contracts/inbound/1-inbound-received.event.js';
import type { SenderOnRoad } from '../../src/contracts/inbound/sender.js';
import { Masked } from '../../src/kernel/masked.js';
import { v7 } from 'uuid';
import { TEST_WORKSPACE } from '../support/app.js';

/** A text as stored, saying only what matters to the test. */
export function aReceivedMessage(given: {
  from?: string;
  to?: string;
  text?: string;
  changes?: Partial<ReceivedMessage>;
}): ReceivedMessage {
  const now = new Date('2026-11-22T12:00:00.000Z');
  const id = v7();
  return {
    id,
    workspaceId: TEST_WORKSPACE,
    connectionId: 'connection-of-test',
    provider: 'sandbox',
    providerMessageId: `message-${id}`,
    rawFrom: new Masked(given.from ?? '+14155550123'),
    rawTo: given.to ?? '+14155550100',
    text: new Masked(given.text ?? 'STOP'),
    media: [],
    hint: null,
    receivedAt: now,
    occurredAt: now,
    replyVia: 'response',
    answeredUpstream: { long_code: null, toll_free: null, short_code: null, alphanumeric: null },
    ...given.changes,
  };
}

/** One of our addresses with its group. */
export function aSender(changes: Partial<SenderOnRoad> = {}): SenderOnRoad {
  return {
    id: '01900000-0000-7000-8000-00000000005e',
    address: '+14155550100',
    kind: 'long_code',
    keywordsActivated: true,
    group: {
      id: '5a2d9f1e-0000-4000-8000-000000000001',
      name: 'Promo',
      policy: 'safe',
      languages: ['en'],
      doubleOptIn: false,
      suspectedOptOut: null,
      defaultReply: null,
    },
    ...changes,
  };
}
