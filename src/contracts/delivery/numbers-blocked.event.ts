import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { type Road, RoadEvent } from '../../kernel/road/road-event.js';
import type { PhoneNumber } from '../phone/phone-number.js';

/** A provider or carrier refused a text because it holds a STOP of this person, which may never have reached us. */
export interface CarrierBlock {
  /** Id of the text of ours that was refused. */
  readonly outboundMessageId: string;
  /** The provider account that should have carried it, and its id of the text, where it gave one. */
  readonly connectionId: string;
  readonly providerMessageId: string | null;
  readonly number: PhoneNumber;
  readonly groupId: string;
  /** Our address that the person stopped. */
  readonly sender: string;
  /** The provider's own code. */
  readonly code: string;
  /** When that text was written; whoever opted in later has said something newer. */
  readonly writtenAt: Date;
  /** When the refusal reached us. */
  readonly refusedAt: Date;
}

/**
 * Texts were refused for a STOP. Their numbers are locked. From: replies. Heard by: subscriptions.
 * @source contract "keywords and consent", section 6.1; contract "providers", section 2 `opted_out`
 */
export class NumbersBlocked extends RoadEvent {
  static readonly eventName = 'numbers.blocked';
  constructor(
    work: UnitOfWork,
    readonly workspaceId: string,
    readonly blocks: readonly CarrierBlock[],
  ) {
    super(work);
  }
}

/** The people have left the groups; the end of the road. From: subscriptions. */
export class BlocksHonoured extends RoadEvent {
  static readonly eventName = 'numbers.blocks_honoured';
}

/** The road of a STOP that a carrier holds. Compared with the listeners at boot. */
export const blockRoad: Road = {
  name: 'block',
  stages: [NumbersBlocked, BlocksHonoured],
};
