import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import type { PersonPhone, PhoneReader } from '../contracts/readers/phone.reader.js';
import { Fault, faults } from './fault.js';
import { isAbsent, isObject, type RawObject, readIdText } from './raw-object.js';

/** Longest external id. Unit: bytes of UTF-8. @source contract "Braze API", section 2.5 */
const EXTERNAL_ID_MAX_BYTES = 987;

/** Longest label and name of an alias. Unit: bytes of UTF-8. Both share an index row, which PostgreSQL ends at 2,704. */
const ALIAS_MAX_BYTES = 987;

/** Longest address a mail server must take. Unit: characters. @source RFC 5321, section 4.5.3.1.3 (256 with brackets) */
const EMAIL_MAX = 254;

/** How identifiers are read. */
export interface IdentifierOptions {
  /** Whether `user_alias` beside `external_id` is a wish to link them; else two identifiers too many. */
  readonly links: boolean;
  /** The object's phone as `readPhone` gives it: reading a number is slow, so it is done once per object. */
  readonly phone: PersonPhone | null;
}

/** The phone of an object; null when there is none, or something that cannot be one. */
export function readPhone({ phone }: RawObject, phones: PhoneReader): PersonPhone | null {
  return typeof phone === 'string' || typeof phone === 'number' ? phones.readPersonPhone(phone) : null;
}

/**
 * Whom an object is about: one primary identifier, else the email, else the phone.
 * @source contract "Braze API", sections 2.3 and 2.6
 */
export function readIdentifier(object: RawObject, { links, phone }: IdentifierOptions): ProfileIdentifier | Fault {
  const { external_id, user_alias, braze_id, email } = object;
  const primaries = [external_id, user_alias, braze_id].filter((value) => !isAbsent(value)).length;
  const isLink = links && primaries === 2 && isAbsent(braze_id);
  if (primaries > 1 && !isLink) return faults.twoIdentifiers;
  if (isLink) return readLink(external_id, user_alias);
  if (!isAbsent(external_id)) return readExternalId(external_id);
  if (!isAbsent(user_alias)) return readAlias(user_alias);
  if (!isAbsent(braze_id)) return readBrazeId(braze_id);
  if (!isAbsent(email)) {
    const address = readEmail(email);
    return address instanceof Fault ? address : { kind: 'email', email: address };
  }
  return phone?.e164 ? { kind: 'phone', number: phone.e164 } : faults.noIdentifier;
}

/** An email address of plausible shape; only a mail to it would prove more. */
export function readEmail(value: unknown): string | Fault {
  const address = typeof value === 'string' ? value.trim() : '';
  // Length first: the pattern is quadratic in it.
  return address.length <= EMAIL_MAX && /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(address) ? address : faults.email;
}

function readLink(externalId: unknown, alias: unknown): ProfileIdentifier | Fault {
  const id = readExternalId(externalId);
  if (id instanceof Fault) return id;
  const owner = readAlias(alias);
  return owner instanceof Fault ? owner : { ...owner, ...id, kind: 'link' };
}

function readExternalId(value: unknown): Extract<ProfileIdentifier, { kind: 'external_id' }> | Fault {
  const externalId = readIdText(value);
  if (externalId === null) return faults.noIdentifier;
  if (Buffer.byteLength(externalId) > EXTERNAL_ID_MAX_BYTES) return faults.externalIdTooLarge;
  return { kind: 'external_id', externalId };
}

/** Other keys inside `user_alias` are ignored: one client puts `external_id` there. */
function readAlias(value: unknown): Extract<ProfileIdentifier, { kind: 'alias' }> | Fault {
  if (!isObject(value)) return faults.noIdentifier;
  const label = readIdText(value['alias_label']);
  const name = readIdText(value['alias_name']);
  if (label === null || name === null) return faults.noIdentifier;
  const isTooLarge = [label, name].some((text) => Buffer.byteLength(text) > ALIAS_MAX_BYTES);
  return isTooLarge ? faults.aliasTooLarge : { kind: 'alias', label, name };
}

function readBrazeId(value: unknown): ProfileIdentifier | Fault {
  return typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)
    ? { kind: 'braze_id', brazeId: value.toLowerCase() }
    : faults.noIdentifier;
}
