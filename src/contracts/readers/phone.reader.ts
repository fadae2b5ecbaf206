import type { PhoneNumber } from '../phone/phone-number.js';

/** A phone as a person or a customer wrote it. @source contract "Braze API", section 6.6 */
export interface PersonPhone {
  /** Null when no E.164 number can be made of it. */
  readonly e164: PhoneNumber | null;
  /** The digits of the input; empty when there are none. */
  readonly unformatted: string;
  /** Whether the number is assigned in its country's plan; a stored fact, never a gate. Null without `e164`. */
  readonly valid: boolean | null;
  /** ISO 3166-1 alpha-2, or null. */
  readonly country: string | null;
}

/** Reads numbers. Answered by: phone. */
export abstract class PhoneReader {
  /** Reads a phone given by a customer or a client, bare US numbers included. Never throws. */
  abstract readPersonPhone(input: string | number): PersonPhone;
}
