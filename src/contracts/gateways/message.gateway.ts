import type { Masked } from '../../kernel/masked.js';
import type { DeliveryFailure } from '../delivery/failure.js';
import type { PhoneNumber } from '../phone/phone-number.js';

/** A text on its way out. */
export interface OutgoingMessage {
  /** Our id of the text, UUIDv7. Delivery reports come back with it where the provider can carry it. */
  readonly outboundId: string;
  readonly workspaceId: string;
  /** The provider account that carries it. */
  readonly connectionId: string;
  readonly to: PhoneNumber;
  /** Our address. */
  readonly from: string;
  readonly text: Masked;
}

/** What became of one try to hand a text to a provider. @source contract "providers", section 14 */
export type SendResult =
  | { readonly outcome: 'accepted'; readonly providerMessageId: string }
  /** The provider certainly did not take it. */
  | {
      readonly outcome: 'refused';
      readonly failure: DeliveryFailure;
      /** Whether the same text may be taken later: a passing fault or a rate, not a cap that lasts the day. */
      readonly retryable: boolean;
      /** The pause the provider asked for; null when it named none. Unit: milliseconds. */
      readonly retryAfterMs: number | null;
    }
  /** It may have been taken or not: sending again could make two of it. */
  | { readonly outcome: 'ambiguous'; readonly failure: DeliveryFailure };

/** The way out to the providers. Answered by: webhook, which owns the accounts. */
export abstract class MessageGateway {
  /** Hands one text to the provider of its connection, over the network: never inside a transaction. Never throws. */
  abstract send(message: OutgoingMessage): Promise<SendResult>;
}
