import { Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Address, Channel } from '../contracts/phone/address.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { PersonPhone } from '../contracts/readers/phone.reader.js';
import { toStorableText } from '../kernel/text-safety.js';

/** What a provider's address says. */
export interface ProviderAddress {
  readonly address: Address;
  /** From a prefix such as `whatsapp:`; null when there was none. */
  readonly channel: Channel | null;
  /** Exactly as received. */
  readonly raw: string;
}

/** Longest address we look at. Unit: UTF-16 units. Real ones end below 30; our index rows must stay small. */
const ADDRESS_MAX = 64;

/** Longest phone field we look at. Unit: UTF-16 units. */
const PERSON_PHONE_MAX = 1024;

/** From the first digit to the last. Greedy on purpose: linear, whatever the text. */
const DIGITS_AND_BETWEEN = /[0-9](?:.*[0-9])?/s;

/** Between digits these mean an extension, a dial sequence or a vanity number. */
const NOT_WITHIN_A_NUMBER = /[\p{L}#*;]/u;

const CHANNEL_PREFIX = /^\s*([a-z][a-z0-9+.-]*):/i;

/** ASCII, Arabic-Indic, Persian and full-width digits start here; ten follow. */
const DIGIT_ZEROS = [0x0660, 0x06f0, 0xff10];

/**
 * Reads a phone number written by a customer or an operator. Non-digits are dropped; without `+` only American numbers
 * are understood (10 digits, or 11 with a leading 1, and an area code in use), with `+` any number of a possible length.
 * A number JSON cannot hold exactly (fraction, exponent, beyond 2^53) counts as no digits.
 * @source contract "braze-api", section 6.6
 */
export function readPersonPhone(input: string | number): PersonPhone {
  const written = foldDigits(asText(input));
  const unformatted = onlyDigits(written);
  const nothing = { e164: null, unformatted, valid: null, country: null };
  // 16 and more digits are no number in any plan; neither is a long text with digits here and there.
  if (unformatted === '' || unformatted.length > 15 || written.length > PERSON_PHONE_MAX) return nothing;
  if (NOT_WITHIN_A_NUMBER.test(DIGITS_AND_BETWEEN.exec(written)![0])) return nothing;

  // "(+44) 20…" and "tel:+44…" are numbers with a country code as well: any plus before the first digit counts.
  if (hasLeadingPlus(written)) return { ...nothing, ...possibleNumber(unformatted) };
  const national = unformatted.length === 11 && unformatted.startsWith('1') ? unformatted.slice(1) : unformatted;
  if (national.length !== 10 || americanArea(national) === null) return nothing;
  return { ...nothing, ...possibleNumber(`1${national}`) };
}

/**
 * Reads an address as a provider wrote it. Never guesses a country: without one the digits stay a short code or
 * unknown. Short codes and names never reach the number parser.
 * @source contract "providers", section 1.5
 */
export function readProviderAddress(raw: string): ProviderAddress {
  if (raw.length > ADDRESS_MAX) return { address: { kind: 'unknown', value: '' }, channel: null, raw };
  const { channel, rest } = dropChannel(raw);
  return { address: addressOf(foldDigits(toStorableText(rest))), channel, raw };
}

function addressOf(rest: string): Address {
  const text = rest.trim();
  if (/\p{L}/u.test(text)) return { kind: 'alphanumeric', value: text };

  let digits = onlyDigits(text);
  // In a form body an unencoded "+" decodes to one blank.
  let plus = hasLeadingPlus(text) || /^ \d+$/.test(rest.trimEnd());
  if (!plus && digits.startsWith('00')) {
    plus = true;
    digits = digits.slice(2);
  }

  const number = looksInternational(digits, plus) ? possibleNumber(digits) : null;
  if (number) return { kind: 'e164', number: number.e164 };
  if (!plus && digits.length >= 3 && digits.length <= 8) return { kind: 'short_code', value: digits };
  return { kind: 'unknown', value: digits === '' ? text : `${plus ? '+' : ''}${digits}` };
}

/** Without a plus: 7 to 15 digits that do not start with 0, which no calling code does. */
function looksInternational(digits: string, plus: boolean): boolean {
  return plus || (digits.length >= 7 && digits.length <= 15 && !digits.startsWith('0'));
}

function dropChannel(raw: string): { channel: Channel | null; rest: string } {
  let rest = raw;
  let channel: Channel | null = null;
  for (let prefix = CHANNEL_PREFIX.exec(rest); prefix; prefix = CHANNEL_PREFIX.exec(rest)) {
    const name = prefix[1]!.toLowerCase();
    channel ??= name === 'sms' || name === 'mms' || name === 'rcs' ? name : 'other';
    rest = rest.slice(prefix[0].length);
  }
  return { channel, rest };
}

/** Calling code and number, gated on *possible*: numbers in daily use are not `valid` for the library. */
function possibleNumber(digits: string): { e164: PhoneNumber; valid: boolean; country: string | null } | null {
  const parsed = parsePhoneNumberFromString(`+${digits}`, { extract: false });
  if (!parsed?.isPossible() || parsed.number.length < 8 || parsed.number.length > 16) return null;
  // The library drops one trunk zero, "+44 (0)20…". A number that changes again when read again had two: no number.
  if (parsed.number !== `+${digits}`) {
    const again = parsePhoneNumberFromString(parsed.number, { extract: false });
    if (!again?.isPossible() || again.number !== parsed.number) return null;
  }
  const country = parsed.country ?? countryOfPlan(parsed.countryCallingCode, parsed.nationalNumber);
  return { e164: PhoneNumber.fromE164(parsed.number), valid: parsed.isValid(), country };
}

/** Part of the library that its types leave out. */
interface Plans {
  /** The first is the country that the code belongs to; `001` for satellite telephones and the like. */
  getCountryCodesForCallingCode(callingCode: string): readonly string[] | undefined;
}

const PLANS = new Metadata() as Metadata & Plans;

/**
 * The country of a number that is not assigned: where several share a calling code the library will not say. What the
 * law asks of us depends on the country, and +44 is nowhere but around Britain: so the one the code belongs to.
 */
function countryOfPlan(callingCode: string, national: string): string | null {
  if (callingCode === '1') return americanArea(national);
  const [main] = PLANS.getCountryCodesForCallingCode(callingCode) ?? [];
  return main === undefined || main === '001' ? null : main;
}

/**
 * The country of an American area code, null when the code is not in use. Asked with a number that is valid in every
 * area, because the number at hand may be possible without being valid: +1 724 123 4567.
 */
function americanArea(national: string): string | null {
  const probe = parsePhoneNumberFromString(`+1${national.slice(0, 3)}2345678`, { extract: false });
  return probe?.isValid() ? (probe.country ?? null) : null;
}

function asText(input: string | number): string {
  if (typeof input === 'string') return input;
  return Number.isSafeInteger(input) && input >= 0 ? String(input) : '';
}

function onlyDigits(text: string): string {
  return text.replace(/[^0-9]/g, '');
}

function hasLeadingPlus(text: string): boolean {
  return /^[^0-9]*[+＋]/.test(text);
}

/** Arabic and full-width keyboards write other digits; dropping them would leave a shorter, foreign number. */
function foldDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - DIGIT_ZEROS.findLast((zero) => zero <= code)!);
  });
}
