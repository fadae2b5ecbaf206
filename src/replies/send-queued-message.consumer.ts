import { Inject, Injectable } from '@nestjs/common';
import { BlocksHonoured, type CarrierBlock, NumbersBlocked } from '../contracts/delivery/numbers-blocked.event.js';
import { MessageGateway, type SendResult } from '../contracts/gateways/message.gateway.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { ConsentReader } from '../contracts/readers/consent.reader.js';
import { InboundMessageReader } from '../contracts/readers/inbound-message.reader.js';
import { Clock } from '../kernel/clock.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Transactions } from '../kernel/database/transactions.js';
import { Dispatcher } from '../kernel/road/dispatcher.js';
import { LOGGER, type Logger } from '../kernel/logging/logger.js';
import { Masked } from '../kernel/masked.js';
import type { DeliveryVerdict, OutboxConsumer, OutboxDelivery } from '../kernel/outbox/outbox-consumer.js';
import { OutboxDrain } from '../kernel/outbox/outbox-drain.js';
import { carrierBlockOf } from './carrier-block.js';
import { DeliveryMetrics } from './delivery-metrics.js';
import {
  type AfterSend,
  afterSend,
  INTERRUPTED,
  LEFT_MEANWHILE,
  nextStep,
  settled,
  TOO_LATE,
} from './delivery-rules.js';
import { mayWait } from './quiet-hours/heed-quiet-hours.js';
import { DeliveryRepository, type TravellingMessage } from './delivery.repository.js';

/** Failures that stay until somebody changes something. @source contract "providers", section 2 */
const SOMEBODY_MUST_ACT = new Set<string>(['sender_config', 'content']);

/** How texts end that are not sent. */
const NOT_SENT = {
  too_late: ['failed', TOO_LATE],
  left_meanwhile: ['canceled', LEFT_MEANWHILE],
  interrupted: ['ambiguous', INTERRUPTED],
} as const;

/**
 * Hands queued replies to their provider, each at most once. `sending` is committed before the request leaves: providers
 * have no idempotency key, so a text found `sending` after a crash may have gone out and becomes `ambiguous` instead of
 * going out twice.
 */
@Injectable()
export class SendQueuedMessage implements OutboxConsumer {
  readonly topic = 'send_message';

  constructor(
    drain: OutboxDrain,
    private readonly transactions: Transactions,
    private readonly deliveries: DeliveryRepository,
    private readonly inbound: InboundMessageReader,
    private readonly consents: ConsentReader,
    private readonly gateway: MessageGateway,
    private readonly metrics: DeliveryMetrics,
    private readonly dispatcher: Dispatcher,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    drain.register(this);
  }

  async deliver({ workspaceId, payload, attempts }: OutboxDelivery): Promise<DeliveryVerdict> {
    const id = payload['outbound_message_id'];
    if (typeof id !== 'string') return { kind: 'park', code: 'REPLIES.PAYLOAD_UNREADABLE' };
    const message = await this.begin(workspaceId, id);
    if (message === null) return { kind: 'done' };
    const result = await this.gateway.send({
      outboundId: id,
      workspaceId,
      connectionId: message.connectionId,
      to: PhoneNumber.fromE164(message.to),
      from: message.from,
      text: new Masked(message.body),
    });
    const outcome = afterSend(result, attempts);
    this.report(id, result, outcome, attempts);
    const failure = result.outcome === 'accepted' ? null : result.failure;
    await this.finish(message, outcome, carrierBlockOf(message, failure, this.clock.now()));
    return verdictOf(outcome);
  }

  /** Marks the text as `sending`. @returns null when there is nothing to send (any more) */
  private begin(workspaceId: string, id: string): Promise<TravellingMessage | null> {
    return this.transactions.run(async (work) => {
      const message = await this.deliveries.lock(work, workspaceId, id);
      if (message === null) return null;
      const { inboundMessageId } = message;
      const receivedAt =
        inboundMessageId === null ? null : await this.inbound.receivedAt(work, workspaceId, inboundMessageId);
      const now = this.clock.now();
      const hasLeft = mayWait(message) && (await this.hasLeft(work, message));
      const step = nextStep(message, receivedAt ?? message.createdAt, now, hasLeft);
      if (step === 'nothing') return null;
      if (step === 'send') {
        await this.deliveries.saveMany(work, [{ ...message, status: 'sending' }], now);
        return message;
      }
      const [status, errorCode] = NOT_SENT[step];
      await this.deliveries.saveMany(work, [{ ...message, status, errorCode }], now);
      this.metrics.notSent(step);
      this.logger.warn({ outbound_message_id: id, status, code: errorCode }, 'reply not sent');
      return null;
    });
  }

  /** Meanwhile the night has passed, and what was a fair answer then may be one text too many now. */
  private async hasLeft(work: UnitOfWork, { workspaceId, to, groupId }: TravellingMessage): Promise<boolean> {
    const consents = await this.consents.byNumber(work, workspaceId, [to]);
    return consents.some((consent) => consent.groupId === groupId && consent.state === 'unsubscribed');
  }

  private finish(
    { workspaceId, id }: TravellingMessage,
    { progress }: AfterSend,
    block: CarrierBlock | null,
  ): Promise<void> {
    return this.transactions.run(async (work) => {
      // The number before its texts, as everywhere.
      if (block !== null) await work.lock('number', [block.number.e164()]);
      const message = await this.deliveries.lock(work, workspaceId, id);
      if (message === null) return;
      await this.deliveries.saveMany(work, [{ ...message, ...settled(message, progress) }], this.clock.now());
      if (block !== null) await this.dispatcher.run(new NumbersBlocked(work, workspaceId, [block]), BlocksHonoured);
    });
  }

  private report(id: string, result: SendResult, { progress }: AfterSend, attempts: number): void {
    this.metrics.sent(result);
    const { status } = progress;
    const line = { outbound_message_id: id, status, try: attempts + 1 };
    if (result.outcome === 'accepted') {
      this.logger.info(line, 'reply sent');
      return;
    }
    const { code, class: failureClass } = result.failure;
    const level = SOMEBODY_MUST_ACT.has(failureClass) ? 'error' : 'warn';
    this.logger[level]({ ...line, code, failure: failureClass }, 'reply not taken');
  }
}

function verdictOf({ progress, verdict }: AfterSend): DeliveryVerdict {
  if (verdict === 'done') return { kind: 'done' };
  const code = progress.errorCode ?? 'REPLIES.NOT_TAKEN';
  if (verdict === 'given_up') return { kind: 'park', code };
  return verdict.retryAfterMs === null
    ? { kind: 'retry', code }
    : { kind: 'retry', code, afterMs: verdict.retryAfterMs };
}
