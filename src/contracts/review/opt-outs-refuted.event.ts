import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { type Road, RoadEvent } from '../../kernel/road/road-event.js';
import type { ConsentState } from '../inbound/5-consent-decided.event.js';

/** Somebody read a text again: it was no opt-out. */
export interface Refutation {
  /** The row of `consent_change` that the text caused. */
  readonly changeId: string;
  /** Id of the API key that says so. */
  readonly actor: string;
}

/** Opt-outs that the texts did not mean. From: reviews. Heard by: subscriptions. */
export class OptOutsRefuted extends RoadEvent {
  static readonly eventName = 'review.opt_outs_refuted';
  constructor(
    work: UnitOfWork,
    readonly workspaceId: string,
    readonly refutations: readonly Refutation[],
  ) {
    super(work);
  }
}

/** What became of one refutation. */
export interface Restoration {
  readonly changeId: string;
  /**
   * `restored`: what was before stands again, in each group that was left by it and not spoken about since ·
   * `overtaken`: all of them were spoken about since, so nothing was done · `gone`: there is no such opt-out (any more).
   */
  readonly outcome: 'restored' | 'overtaken' | 'gone';
  /** The state that stands again in the first of these groups; null when nothing was done. */
  readonly state: ConsentState | null;
}

/** One restoration per refutation, in their order; the end of the road. From: subscriptions. */
export class ConsentRestored extends RoadEvent {
  static readonly eventName = 'review.consent_restored';
  constructor(
    work: UnitOfWork,
    readonly restorations: readonly Restoration[],
  ) {
    super(work);
  }
}

/** The road of a corrected opt-out. Compared with the listeners at boot. */
export const reviewRoad: Road = {
  name: 'review',
  stages: [OptOutsRefuted, ConsentRestored],
};
