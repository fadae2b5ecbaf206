import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { Metrics } from '../../kernel/metrics/metrics.js';

/** Unit: seconds. The budget's 25 ms lies on a border, so that the share within it can be read exactly. */
const ANSWER_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const BATCH_BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 500];

/** What operators see of the inbound road at `/metrics`. */
@Injectable()
export class InboundMetrics {
  private readonly texts: Counter<'provider' | 'category'>;
  private readonly repeats: Counter<'provider'>;
  private readonly refusals: Counter<'provider' | 'reason'>;
  private readonly quarantined: Counter<'provider' | 'code'>;
  private readonly answerSeconds: Histogram<'provider'>;
  private readonly batchSize: Histogram;
  private readonly stageSeconds: Histogram<'stage'>;

  constructor({ registry }: Metrics) {
    const registers = [registry];
    this.texts = new Counter({
      name: 'hark_inbound_messages_total',
      help: 'Texts stored for the first time, by what they meant.',
      labelNames: ['provider', 'category'],
      registers,
    });
    this.repeats = new Counter({
      name: 'hark_inbound_repeats_total',
      help: 'Requests whose text was stored before; answered as the first time.',
      labelNames: ['provider'],
      registers,
    });
    this.refusals = new Counter({
      name: 'hark_webhook_refusals_total',
      help: 'Webhook requests refused before anything was stored.',
      labelNames: ['provider', 'reason'],
      registers,
    });
    this.quarantined = new Counter({
      name: 'hark_inbound_quarantined_total',
      help: 'Texts kept aside because the road could not take them. Look at each; replay when mended.',
      labelNames: ['provider', 'code'],
      registers,
    });
    this.answerSeconds = new Histogram({
      name: 'hark_webhook_answer_seconds',
      help: 'Time from the request being read to the answer, the commit included.',
      labelNames: ['provider'],
      buckets: ANSWER_BUCKETS,
      registers,
    });
    this.batchSize = new Histogram({
      name: 'hark_inbound_batch_size',
      help: 'Texts that shared one commit.',
      buckets: BATCH_BUCKETS,
      registers,
    });
    this.stageSeconds = new Histogram({
      name: 'hark_inbound_stage_seconds',
      help: 'Time one stage of the road took for a whole batch.',
      labelNames: ['stage'],
      buckets: ANSWER_BUCKETS,
      registers,
    });
  }

  text(provider: string, category: string): void {
    this.texts.inc({ provider, category });
  }

  repeat(provider: string): void {
    this.repeats.inc({ provider });
  }

  /** @param provider a name of ours; anything else a stranger put into the path counts as `unknown` */
  refusal(provider: string, reason: string): void {
    this.refusals.inc({ provider, reason });
  }

  quarantine(provider: string, code: string): void {
    this.quarantined.inc({ provider, code });
  }

  /** @param ms milliseconds */
  answered(provider: string, ms: number): void {
    this.answerSeconds.observe({ provider }, ms / 1000);
  }

  batch(size: number): void {
    this.batchSize.observe(size);
  }

  /** @param ms milliseconds */
  stage(stage: string, ms: number): void {
    this.stageSeconds.observe({ stage }, ms / 1000);
  }
}
