import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import type { RecordedReceipt } from '../contracts/delivery/2-receipts-recorded.event.js';
import type { SendResult } from '../contracts/gateways/message.gateway.js';
import { Metrics } from '../kernel/metrics/metrics.js';

/** What operators see at `/metrics` of texts that leave. */
@Injectable()
export class DeliveryMetrics {
  private readonly sends: Counter<'outcome' | 'failure'>;
  private readonly receipts: Counter<'provider' | 'state' | 'effect'>;

  constructor({ registry }: Metrics) {
    const registers = [registry];
    this.sends = new Counter({
      name: 'hark_outbound_sends_total',
      help: 'Tries to hand a text to a provider, by outcome and class of failure; too_late ones were not tried.',
      labelNames: ['outcome', 'failure'],
      registers,
    });
    this.receipts = new Counter({
      name: 'hark_delivery_receipts_total',
      help: 'Delivery reports; unknown_message ones are about no text of ours and change nothing.',
      labelNames: ['provider', 'state', 'effect'],
      registers,
    });
  }

  sent(result: SendResult): void {
    const { outcome } = result;
    this.sends.inc({ outcome, failure: outcome === 'accepted' ? 'none' : result.failure.class });
  }

  notSent(outcome: 'too_late' | 'left_meanwhile' | 'interrupted'): void {
    this.sends.inc({ outcome, failure: 'none' });
  }

  receipt({ provider, state, effect }: RecordedReceipt): void {
    this.receipts.inc({ provider, state, effect });
  }
}
