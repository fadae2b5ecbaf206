import { RoadEvent } from '../../kernel/road/road-event.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { DecidedMessage } from './5-consent-decided.event.js';

/** The custom event a text caused, or the reason why it caused none. */
export interface EventRecord {
  readonly event: { readonly id: string; readonly name: string; readonly brazeId: string } | null;
  /** `recorded` · `default_keyword` · `unknown_number` · `no_phone_alias` · `not_our_sender` … */
  readonly reason: string;
}

/** A text with its custom event. */
export interface RecordedMessage extends DecidedMessage {
  readonly customEvent: EventRecord;
}

/** The custom events of texts were stored. From: events. Heard by: replies. */
export class EventRecorded extends RoadEvent {
  static readonly eventName = 'event.recorded';
  constructor(
    work: UnitOfWork,
    readonly messages: readonly RecordedMessage[],
  ) {
    super(work);
  }
}
