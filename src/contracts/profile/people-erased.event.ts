import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { type Road, RoadEvent } from '../../kernel/road/road-event.js';
import type { PhoneNumber } from '../phone/phone-number.js';

/** Who is forgotten. @source docs/adr/0006; contract "keywords and consent", section 7.5 */
export interface ErasedPeople {
  readonly workspaceId: string;
  /** The deleted profiles, and everybody who had been merged into them. */
  readonly brazeIds: readonly string[];
  /** Numbers of theirs that nobody else holds, locked: whatever is kept of these goes. */
  readonly numbers: readonly PhoneNumber[];
  /**
   * Numbers of theirs that somebody else holds, locked. Consent and texts belong to the number, nobody can tell who of
   * them wrote: what is kept of these stays, except that it names a deleted profile.
   */
  readonly sharedNumbers: readonly PhoneNumber[];
  /** Id of the API key that asked. */
  readonly actor: string;
}

/** People were deleted. From: identity. Heard by: webhook, which returns the next event; events and delivery look on. */
export class PeopleErased extends RoadEvent {
  static readonly eventName = 'people.erased';
  constructor(
    work: UnitOfWork,
    readonly people: ErasedPeople,
  ) {
    super(work);
  }
}

/**
 * Nothing is left of what they texted but that there was a text. From: webhook. Heard by: subscriptions, which returns
 * the next event; reviews looks on.
 */
export class TextsErased extends RoadEvent {
  static readonly eventName = 'people.texts_erased';
  constructor(
    work: UnitOfWork,
    readonly people: ErasedPeople,
    /** Ids of the texts. */
    readonly messageIds: readonly string[],
  ) {
    super(work);
  }
}

/** Nothing in the history of consent tells who they were. From: subscriptions. Heard by: replies. */
export class ConsentErased extends RoadEvent {
  static readonly eventName = 'people.consent_erased';
  constructor(
    work: UnitOfWork,
    readonly people: ErasedPeople,
  ) {
    super(work);
  }
}

/** Nothing is left of what they were answered and asked; the end of the road. From: replies. */
export class ErasureRecorded extends RoadEvent {
  static readonly eventName = 'people.erasure_recorded';
}

/** The road of `/users/delete`. Compared with the listeners at boot. */
export const erasureRoad: Road = {
  name: 'erasure',
  stages: [PeopleErased, TextsErased, ConsentErased, ErasureRecorded],
};
