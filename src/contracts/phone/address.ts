import type { PhoneNumber } from './phone-number.js';

/**
 * Who is at one end of a text. Only an `e164` sender can become or match a profile; from the other kinds the message is
 * stored and nothing else happens: no profile, no consent change, no reply.
 *
 * - `e164`: a number a person can hold.
 * - `short_code`: 3 to 8 digits; in `value` digits only. Never given to a number parser.
 * - `alphanumeric`: a name such as `VODAFONE`; it cannot be answered.
 * - `unknown`: none of these, `value` is what was left after cleaning, possibly empty.
 *
 * `value` is storable text (no U+0000, no lone surrogate) of at most 64 UTF-16 units, so it fits any index.
 * @source contract "providers", section 1.5
 */
export type Address =
  | { readonly kind: 'e164'; readonly number: PhoneNumber }
  | { readonly kind: 'short_code' | 'alphanumeric' | 'unknown'; readonly value: string };

/** What carried a text, as far as the provider tells. Only sms, mms and rcs are processed, `other` is stored and ignored. */
export type Channel = 'sms' | 'mms' | 'rcs' | 'other';
