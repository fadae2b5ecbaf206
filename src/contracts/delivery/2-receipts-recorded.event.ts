import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { RoadEvent } from '../../kernel/road/road-event.js';
import type { CarrierBlock } from './numbers-blocked.event.js';
import type { DeliveryReceipt } from './1-receipts-received.event.js';

/** A report together with what it changed. */
export interface RecordedReceipt extends DeliveryReceipt {
  /**
   * `changed`: the text is further now · `stale`: it was as far already, or further · `unknown_message`: it is about no
   * text of ours.
   */
  readonly effect: 'changed' | 'stale' | 'unknown_message';
  /** Set when the text was refused because the person had sent STOP. */
  readonly block: CarrierBlock | null;
}

/** Delivery reports took their effect; the end of the road. From: replies. */
export class ReceiptsRecorded extends RoadEvent {
  static readonly eventName = 'receipts.recorded';
  constructor(
    work: UnitOfWork,
    readonly receipts: readonly RecordedReceipt[],
  ) {
    super(work);
  }
}
