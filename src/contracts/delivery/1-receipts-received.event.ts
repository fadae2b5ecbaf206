import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { RoadEvent } from '../../kernel/road/road-event.js';
import type { DeliveryFailure } from './failure.js';

/** How far a text of ours has come, in the words all providers share. @source contract "providers", section 14 */
export type ReceiptState =
  | 'accepted'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'rejected'
  | 'expired'
  | 'canceled'
  | 'read'
  | 'unknown';

/** One delivery report about a text of ours. Reports repeat and overtake each other. */
export interface DeliveryReceipt {
  readonly workspaceId: string;
  readonly connectionId: string;
  /** Provider name as in the webhook path, e.g. `twilio`. */
  readonly provider: string;
  readonly providerMessageId: string;
  /** Our own id of the text, where the report carries it; it may come before we know the provider's. */
  readonly outboundId: string | null;
  readonly state: ReceiptState;
  /** Why it did not arrive; null unless the provider says so. */
  readonly failure: DeliveryFailure | null;
  /** Instant the report reached us. */
  readonly receivedAt: Date;
}

/** A provider reported on texts of ours. From: webhook. Heard by: replies. */
export class ReceiptsReceived extends RoadEvent {
  static readonly eventName = 'receipts.received';
  constructor(
    work: UnitOfWork,
    readonly receipts: readonly DeliveryReceipt[],
  ) {
    super(work);
  }
}
