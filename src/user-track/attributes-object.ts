import type { PhoneChange, TrackAttributes } from '../contracts/profile/1-track-requested.event.js';
import type { PersonPhone, PhoneReader } from '../contracts/readers/phone.reader.js';
import { readCustomAttributes } from './custom-attributes.js';
import { Fault } from './fault.js';
import { readGroupWishes } from './group-wishes.js';
import { readEmail, readIdentifier, readPhone } from './identifier.js';
import { isAbsent, type RawObject } from './raw-object.js';
import { readReservedFields } from './reserved-fields.js';

/** An attributes object without its place. */
export type ReadAttributes = Omit<TrackAttributes, 'place'>;

/** How attributes objects are read. */
export interface AttributesOptions {
  readonly phones: PhoneReader;
  /** Whether `user_alias` beside `external_id` is a wish to link them. */
  readonly links: boolean;
  readonly knownGroups: ReadonlySet<string>;
}

/**
 * Reads one attributes object.
 * @returns null for a push import that names nobody: accepted, and nothing to do
 * @source contract "Braze API", sections 2.3 to 2.7
 */
export function readAttributes(object: RawObject, options: AttributesOptions): ReadAttributes | Fault | null {
  if (object['push_token_import'] === true && namesNobody(object)) return null;
  const phone = readPhone(object, options.phones);
  const identifier = readIdentifier(object, { links: options.links, phone });
  if (identifier instanceof Fault) return identifier;
  const email = identifier.kind === 'email' ? {} : readEmailField(object['email']);
  if (email instanceof Fault) return email;
  const reserved = readReservedFields(object);
  if (reserved instanceof Fault) return reserved;
  const groups = readGroupWishes(object, options.knownGroups);
  if (groups instanceof Fault) return groups;
  return {
    identifier,
    updateExistingOnly: readFlag(object['_update_existing_only']),
    fields: { ...email, ...reserved },
    phone: object['phone'] === null ? null : changeOf(phone),
    custom: readCustomAttributes(object),
    groups,
  };
}

/** A flag as sent; anything but a boolean counts as absent. */
export function readFlag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function namesNobody({ external_id, user_alias, braze_id, email, phone }: RawObject): boolean {
  return [external_id, user_alias, braze_id, email, phone].every(isAbsent);
}

function readEmailField(value: unknown): { readonly email?: string | null } | Fault {
  if (value === undefined) return {};
  if (value === null) return { email: null };
  const email = readEmail(value);
  return email instanceof Fault ? email : { email };
}

/** A text without a digit is no phone: the stored one stays. @source contract "Braze API", sections 2.7 and 6.6 */
function changeOf(phone: PersonPhone | null): PhoneChange | undefined {
  if (phone === null || phone.unformatted === '') return undefined;
  const { e164, unformatted, valid } = phone;
  return { e164, unformatted, valid };
}
