import { inspect } from 'node:util';

/**
 * `+`, a calling code that never starts with 0, 7 to 15 digits in all.
 * 15 is the limit of ITU-T E.164, which names no minimum: 7 is the shortest number a phone really has today (Niue,
 * +683 and four digits). The 6-digit numbers libphonenumber finds possible (Austria, Germany, Iran) are services.
 */
const E164 = /^\+[1-9][0-9]{6,14}$/;

/** Calling codes of one and two digits (ITU-T E.164, list of assigned codes); every other one has three. */
const SHORT_CALLING_CODE = /^(?:[17]|2[07]|3[0-4]|36|39|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** Fixed, so that the mask does not tell how long the number is. */
const HIDDEN = '•••••••';

/** Below this many hidden digits the last two are hidden too: `+683••00` would leave a hundred candidates. */
const MIN_HIDDEN_DIGITS = 5;

// Symbol key, not #private: see kernel/masked.ts.
const digits = Symbol('digits');

/**
 * A phone number in the shape of E.164, immutable. Whether it is possible or in use is not said here; the phone module
 * decides that while reading. Every way of printing it is masked, `+1•••••••00`; only `e164()` gives the digits, so one
 * search finds every use.
 * @source style guide, section 12
 */
export class PhoneNumber {
  private readonly [digits]: string;

  private constructor(value: string) {
    this[digits] = value;
  }

  /** @throws MalformedPhoneNumber when the value has not the shape of E.164 */
  static fromE164(value: string): PhoneNumber {
    if (!E164.test(value)) throw new MalformedPhoneNumber();
    return new PhoneNumber(value);
  }

  /** `+` and the digits. For storing, sending and matching, never for logs. */
  e164(): string {
    return this[digits];
  }

  equals(other: PhoneNumber): boolean {
    return this[digits] === other[digits];
  }

  toString(): string {
    const value = this[digits].slice(1);
    const callingCode = SHORT_CALLING_CODE.exec(value)?.[0] ?? value.slice(0, 3);
    const lastTwo = value.length - callingCode.length - 2 >= MIN_HIDDEN_DIGITS ? value.slice(-2) : '';
    return `+${callingCode}${HIDDEN}${lastTwo}`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** A value that is not E.164 reached `PhoneNumber.fromE164`: a bug of ours, so not retryable. Never holds the value. */
export class MalformedPhoneNumber extends Error {
  readonly code = 'PHONE.MALFORMED';
  readonly retryable = false;

  constructor() {
    super('The value has not the shape of an E.164 number');
    this.name = 'MalformedPhoneNumber';
  }
}
