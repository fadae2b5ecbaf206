import { Module } from '@nestjs/common';
import { DeliveryMetrics } from './delivery-metrics.js';
import { DeliveryRepository } from './delivery.repository.js';
import { RecordReceiptsWhenReceiptsReceived } from './record-receipts-when-receipts-received.handler.js';
import { SendQueuedMessage } from './send-queued-message.consumer.js';

/**
 * Takes queued replies out to the providers and notes how far they came. The second half of the replies room, a module of
 * its own so that what is answered can be tested without anything leaving.
 */
@Module({
  providers: [DeliveryRepository, DeliveryMetrics, SendQueuedMessage, RecordReceiptsWhenReceiptsReceived],
})
export class DeliveryModule {}
