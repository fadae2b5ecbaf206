import { RoadEvent } from '../../kernel/road/road-event.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { ClassifiedMessage } from './3-inbound-classified.event.js';

/** The person a text is attributed to. */
export interface IdentifiedProfile {
  /** 24 hex digits. */
  readonly brazeId: string;
  readonly externalId: string | null;
  /** Made by this very text. */
  readonly created: boolean;
  /** Owns the alias (`phone`, E.164); only such a profile receives the legacy custom event. */
  readonly holdsPhoneAlias: boolean;
}

/** Who sent a text, and how that was found. */
export interface Identification {
  readonly profile: IdentifiedProfile | null;
  /** All profiles on the number, ascending; consent touches every one of them. */
  readonly profileIds: readonly string[];
  /** `alias` · `phone` · `created` · `unknown_number` · `unknown_number_handling_off` · `not_a_phone_number` · `not_our_sender` · `own_sender` */
  readonly reason: string;
}

/** A text whose author is known, or known to be nobody. */
export interface IdentifiedMessage extends ClassifiedMessage {
  readonly identification: Identification;
}

/** The authors of texts were found or made; each number is locked from here on. From: identity. Heard by: subscriptions. */
export class SenderIdentified extends RoadEvent {
  static readonly eventName = 'sender.identified';
  constructor(
    work: UnitOfWork,
    readonly messages: readonly IdentifiedMessage[],
  ) {
    super(work);
  }
}
