import { RoadEvent } from '../../kernel/road/road-event.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { NormalisedMessage } from './2-inbound-normalised.event.js';
import type { Classification } from './classification.js';

/** A text whose meaning is decided. */
export interface ClassifiedMessage extends NormalisedMessage {
  readonly classification: Classification;
  /** The group's own reply for the category, language and custom name that matched; null: none configured. */
  readonly configuredReply: string | null;
  /** ISO 639-1 of that reply, which need not be the language of the keyword; null without a reply. */
  readonly configuredReplyLanguage: string | null;
  /** The group's own question for the second step of a double opt-in, for opt-in words; null: none configured. */
  readonly configuredPrompt: string | null;
}

/** Texts were understood. From: keywords. Heard by: identity. */
export class InboundClassified extends RoadEvent {
  static readonly eventName = 'inbound.classified';
  constructor(
    work: UnitOfWork,
    readonly messages: readonly ClassifiedMessage[],
  ) {
    super(work);
  }
}
