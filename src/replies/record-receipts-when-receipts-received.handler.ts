import { Injectable } from '@nestjs/common';
import { type DeliveryReceipt, ReceiptsReceived } from '../contracts/delivery/1-receipts-received.event.js';
import { type RecordedReceipt, ReceiptsRecorded } from '../contracts/delivery/2-receipts-recorded.event.js';
import { Clock } from '../kernel/clock.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { carrierBlockOf } from './carrier-block.js';
import { DeliveryMetrics } from './delivery-metrics.js';
import { afterReceipt } from './delivery-rules.js';
import { DeliveryRepository, type TravellingMessage } from './delivery.repository.js';

/** Notes how far each text came. Reports about texts that are none of ours are counted and change nothing. */
@Injectable()
export class RecordReceiptsWhenReceiptsReceived {
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly metrics: DeliveryMetrics,
    private readonly clock: Clock,
  ) {}

  @Handles(ReceiptsReceived)
  async handle({ work, receipts }: ReceiptsReceived): Promise<ReceiptsRecorded> {
    const messages = new Map(
      (await this.deliveries.lockReported(work, receipts)).map((message) => [message.id, message]),
    );
    const recorded = receipts.map((receipt): RecordedReceipt => {
      const message = reportedBy(receipt, [...messages.values()]);
      if (message === undefined) return { ...receipt, effect: 'unknown_message', block: null };
      const progress = afterReceipt(message, receipt);
      // Into the map at once: the next report of this batch may be about the same text.
      messages.set(message.id, { ...message, ...progress });
      const block = carrierBlockOf({ ...message, ...progress }, receipt.failure, receipt.receivedAt);
      return { ...receipt, ...(progress.status === message.status ? STALE : { effect: 'changed', block }) };
    });
    await this.deliveries.saveMany(work, [...messages.values()], this.clock.now());
    for (const receipt of recorded) this.metrics.receipt(receipt);
    return new ReceiptsRecorded(work, recorded);
  }
}

/** What was said before was heard before. */
const STALE = { effect: 'stale', block: null } as const;

/** Our own id is better than the provider's, as long as the two do not contradict each other. */
function reportedBy(receipt: DeliveryReceipt, messages: readonly TravellingMessage[]): TravellingMessage | undefined {
  const sameAccount = messages.filter(
    ({ workspaceId, connectionId }) => workspaceId === receipt.workspaceId && connectionId === receipt.connectionId,
  );
  const { providerMessageId } = receipt;
  return (
    sameAccount.find(
      (message) =>
        message.id === receipt.outboundId && (message.providerMessageId ?? providerMessageId) === providerMessageId,
    ) ?? sameAccount.find((message) => message.providerMessageId === providerMessageId)
  );
}
