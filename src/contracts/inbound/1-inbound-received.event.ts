import type { Masked } from '../../kernel/masked.js';
import { RoadEvent } from '../../kernel/road/road-event.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { ProviderHint, SenderKind } from './classification.js';

/** One text as the provider handed it over, already stored. */
export interface ReceivedMessage {
  /** Id of the `inbound_message` row, UUIDv7. */
  readonly id: string;
  readonly workspaceId: string;
  readonly connectionId: string;
  /** Provider name as in the webhook path, e.g. `twilio`. */
  readonly provider: string;
  readonly providerMessageId: string;
  /** The person's address exactly as the provider wrote it. */
  readonly rawFrom: Masked;
  /** Our own address exactly as the provider wrote it. */
  readonly rawTo: string;
  readonly text: Masked;
  readonly media: readonly { readonly url: string; readonly contentType: string | null }[];
  readonly hint: ProviderHint | null;
  /** Instant the request reached us. */
  readonly receivedAt: Date;
  /** Instant that orders consent: provider time when plausible, else arrival. @source contract "keywords and consent", 7.2 */
  readonly occurredAt: Date;
  /** Whether the answer travels inside the provider's response or leaves by the provider's API afterwards. */
  readonly replyVia: 'response' | 'api';
  /** Who answers this very text before us, by the kind of our address; null: nobody. @source design ruling 11 */
  readonly answeredUpstream: Readonly<Record<SenderKind, 'provider' | 'network' | null>>;
}

/** Texts were stored for the first time. From: webhook. Heard by: phone. */
export class InboundReceived extends RoadEvent {
  static readonly eventName = 'inbound.received';
  constructor(
    work: UnitOfWork,
    readonly messages: readonly ReceivedMessage[],
  ) {
    super(work);
  }
}
