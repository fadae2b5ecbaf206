import { RoadEvent } from '../../kernel/road/road-event.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { Address } from '../phone/address.js';
import type { ReceivedMessage } from './1-inbound-received.event.js';
import type { SenderOnRoad } from './sender.js';

/** A text whose two ends are known. */
export interface NormalisedMessage extends ReceivedMessage {
  /** Who texted. Only `e164` addresses can be a person. */
  readonly from: Address;
  /** Our address that was texted; null when it is none of ours. */
  readonly sender: SenderOnRoad | null;
  /** `from` is one of our own addresses: a loop, to be stored and left alone. */
  readonly fromOwnSender: boolean;
}

/** The addresses of texts were read. From: phone. Heard by: keywords. */
export class InboundNormalised extends RoadEvent {
  static readonly eventName = 'inbound.normalised';
  constructor(
    work: UnitOfWork,
    readonly messages: readonly NormalisedMessage[],
  ) {
    super(work);
  }
}
