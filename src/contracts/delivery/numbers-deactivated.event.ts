import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { RoadEvent, type Road } from '../../kernel/road/road-event.js';
import type { PhoneNumber } from '../phone/phone-number.js';

/** A carrier says that the line of a number was given up. */
export interface Deactivation {
  readonly workspaceId: string;
  readonly number: PhoneNumber;
  /** Whoever consented before this instant no longer has the number. */
  readonly deactivatedAt: Date;
  /** Id of the API key that reported it; null when no key did. */
  readonly actor: string | null;
}

/**
 * Numbers were given up and flagged; they are locked. A number is named once, and again with every new detection.
 * From: delivery. Heard by: subscriptions.
 */
export class NumbersDeactivated extends RoadEvent {
  static readonly eventName = 'numbers.deactivated';
  constructor(
    work: UnitOfWork,
    readonly deactivations: readonly Deactivation[],
  ) {
    super(work);
  }
}
