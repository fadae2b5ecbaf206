/**
 * What a failed text says, whoever carried it. Only `number_invalid` and `number_deactivated` say something about the
 * number; only `temporary` and `rate_limited` are worth another try.
 * @source contract "providers", section 2
 */
export type FailureClass =
  | 'number_invalid'
  | 'number_deactivated'
  | 'opted_out'
  | 'recipient_blocked'
  | 'temporary'
  | 'rate_limited'
  | 'expired'
  | 'carrier_filtered'
  | 'sender_config'
  | 'content'
  | 'duplicate'
  | 'unknown';

/** Why a text did not arrive. Holds nothing personal: fit for logs. */
export interface DeliveryFailure {
  /** The provider's own code, or one of ours where it gave none: `HTTP_503`, `TIMEOUT`, `NETWORK_ECONNREFUSED`. */
  readonly code: string;
  readonly class: FailureClass;
  /** `hard` may flag the number at once, `soft` only when it comes again. Means nothing to classes that never flag. */
  readonly certainty: 'hard' | 'soft';
}
