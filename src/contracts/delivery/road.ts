import type { Road } from '../../kernel/road/road-event.js';
import { ReceiptsReceived } from './1-receipts-received.event.js';
import { ReceiptsRecorded } from './2-receipts-recorded.event.js';

/** The road of delivery reports. Compared with the listeners at boot. */
export const deliveryRoad: Road = {
  name: 'delivery',
  stages: [ReceiptsReceived, ReceiptsRecorded],
};
