import { Inject, Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { LOGGER, type Logger } from '../kernel/logging/logger.js';
import { Metrics } from '../kernel/metrics/metrics.js';

/** What somebody should look at. @source contract "keywords and consent", 7.3 */
const ALERTS: ReadonlySet<string> = new Set(['loop_guard', 'too_late', 'template_failed']);

/** Calls an operator, by log and by metric, when a text was not answered as the group is configured. */
@Injectable()
export class ReplyAlerts {
  private readonly counter: Counter<'reason'>;

  constructor(
    { registry }: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.counter = new Counter({
      name: 'hark_replies_not_as_configured_total',
      help: 'Texts whose reply the loop guard held back, whose confirmation of STOP came too late, or whose template failed.',
      labelNames: ['reason'],
      registers: [registry],
    });
  }

  /** @param reason why the text was answered as it was; most reasons call nobody */
  note(inboundMessageId: string, reason: string): void {
    if (!ALERTS.has(reason)) return;
    this.counter.inc({ reason });
    this.logger.warn({ inbound_message_id: inboundMessageId, reason }, 'reply not as configured');
  }
}
