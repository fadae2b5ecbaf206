import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { type Road, RoadEvent } from '../../kernel/road/road-event.js';
import type { PhoneNumber } from '../phone/phone-number.js';

/** A carrier says that the line of a number was given up. */
export interface Deactivation {
  readonly number: PhoneNumber;
  /** Whoever consented before this instant no longer has the number. */
  readonly deactivatedAt: Date;
  /** Id of the API key that reported it; null when no key did. */
  readonly actor: string | null;
}

/**
 * Numbers were given up and flagged; they are locked, and named once. May name nobody. From: delivery. Heard by:
 * subscriptions.
 */
export class NumbersDeactivated extends RoadEvent {
  static readonly eventName = 'numbers.deactivated';
  constructor(
    work: UnitOfWork,
    readonly workspaceId: string,
    readonly deactivations: readonly Deactivation[],
  ) {
    super(work);
  }
}

/** The consent of the numbers' previous owners has ended; the end of the road. From: subscriptions. */
export class ConsentEnded extends RoadEvent {
  static readonly eventName = 'numbers.consent_ended';
}

/** The road of numbers whose line was given up. Compared with the listeners at boot. */
export const deactivationRoad: Road = {
  name: 'deactivation',
  stages: [NumbersDeactivated, ConsentEnded],
};
