import { readDate } from './dates.js';
import { Fault, faults } from './fault.js';
import { readCountry, readLanguage, readTimeZone } from './places.js';
import { isObject, type RawObject } from './raw-object.js';

/** A value that is left out: the stored one stays. */
const IGNORED = Symbol('ignored');

type FieldReader = (value: unknown) => unknown;

/**
 * Every reserved field that describes a person, with what it accepts. A value that does not fit is left out, without
 * an error, unless the contract names one.
 * @source contract "Braze API", section 2.5
 */
const READERS: Readonly<Record<string, FieldReader>> = {
  first_name: text,
  last_name: text,
  home_city: text,
  // Not understood: erased rather than left at a country the person has left.
  country: (value) => (typeof value === 'string' ? readCountry(value) : IGNORED),
  language: (value) => (typeof value === 'string' ? (readLanguage(value) ?? IGNORED) : IGNORED),
  time_zone: (value) => (typeof value === 'string' ? (readTimeZone(value) ?? IGNORED) : IGNORED),
  dob: birthday,
  gender: (value) => oneOf(['M', 'F', 'O', 'N', 'P'], typeof value === 'string' ? value.trim().toUpperCase() : value),
  email_subscribe: (value) => subscription(value, faults.emailSubscribe),
  push_subscribe: (value) => subscription(value, faults.pushSubscribe),
  current_location: location,
  date_of_first_session: instant,
  date_of_last_session: instant,
  marked_email_as_spam_at: instant,
  email_open_tracking_disabled: flag,
  email_click_tracking_disabled: flag,
  facebook: (value) => (isObject(value) ? value : text(value)),
  twitter: (value) => (isObject(value) ? value : text(value)),
};

/** Reserved names that never are custom attributes. The last four are accepted and dropped. */
const RESERVED: ReadonlySet<string> = new Set([
  ...Object.keys(READERS),
  'external_id',
  'user_alias',
  'braze_id',
  '_update_existing_only',
  '_merge_objects',
  'email',
  'phone',
  'subscription_groups',
  'push_tokens',
  'push_token_import',
  'alias_name',
  'alias_label',
]);

/** Whether a key of an attributes object has a meaning of its own; any other is a custom attribute. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}

/** The reserved fields of an attributes object, checked; null erases. Identifiers and the phone are not among them. */
export function readReservedFields(object: RawObject): Readonly<Record<string, unknown>> | Fault {
  const fields: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(READERS)) {
    const value = object[name];
    if (value === undefined) continue;
    const accepted = value === null ? null : read(value);
    if (accepted instanceof Fault) return accepted;
    if (accepted !== IGNORED) fields[name] = accepted;
  }
  return fields;
}

/** An empty text is no value: it erases, as null does. */
function text(value: unknown): unknown {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (value === '') return null;
  return typeof value === 'string' ? value : IGNORED;
}

function flag(value: unknown): unknown {
  return typeof value === 'boolean' ? value : IGNORED;
}

function oneOf(allowed: readonly unknown[], value: unknown): unknown {
  return allowed.includes(value) ? value : IGNORED;
}

function subscription(value: unknown, fault: Fault): unknown {
  return ['opted_in', 'subscribed', 'unsubscribed'].includes(value as string) ? value : fault;
}

function instant(value: unknown): unknown {
  return (typeof value === 'string' ? readDate(value.trim())?.toISOString() : undefined) ?? IGNORED;
}

/** Year 0 is no year of PostgreSQL. */
function birthday(value: unknown): unknown {
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !value.startsWith('0000');
  return isDay && readDate(value) !== null ? value : IGNORED;
}

function location(value: unknown): unknown {
  if (!isObject(value)) return IGNORED;
  const { longitude, latitude } = value;
  return isWithin(longitude, 180) && isWithin(latitude, 90) ? { longitude, latitude } : IGNORED;
}

function isWithin(value: unknown, bound: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= bound;
}
