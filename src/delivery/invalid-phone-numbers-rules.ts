import type { InvalidReason } from '../contracts/delivery/number-flag.js';
import { MalformedPhoneNumber, PhoneNumber } from '../contracts/phone/phone-number.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { readLimit } from '../kernel/http/paging.js';
import { queryValue, queryValues } from '../kernel/http/query-values.js';
import type { InvalidNumberQuestion } from './invalid-number.js';

/** Every reason, in the words of the wire. */
export const REASONS = ['provider_error', 'deactivated'] as const satisfies readonly InvalidReason[];

/** Unit: rows. */
const PAGE = { fallback: 100, max: 500 };
/** Unit: numbers in one removal. */
const MAX_REMOVED = 50;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

type Query = Readonly<Record<string, unknown>>;

/**
 * Reads the query of `GET /sms/invalid_phone_numbers`. Numbers win over dates; what is no E.164 number is on no list and
 * so finds nothing.
 * @throws InvalidRequest naming the parameter
 * @source contract "Braze API", section 5.1
 */
export function readQuestion(query: Query): InvalidNumberQuestion {
  return {
    of: readNumbers(query) ?? readDays(query),
    reason: readReason(query),
    limit: readLimit(queryValue('limit', query['limit']), PAGE),
    offset: readOffset(query),
  };
}

/** @throws InvalidRequest when it is none of ours */
export function readReason(query: Query): InvalidReason | null {
  const value = queryValue('reason', query['reason']);
  if (value === undefined) return null;
  const reason = REASONS.find((known) => known === value);
  if (reason === undefined) throw new InvalidRequest(`'reason' must be one of ${REASONS.join(', ')}`);
  return reason;
}

/**
 * Reads the numbers of `POST /sms/invalid_phone_numbers/remove`, which the documentation spells in two ways. A text that
 * is no E.164 number is on no list and so there is nothing to remove.
 * @throws InvalidRequest when there is none, one is not a text, or there are more than 50
 * @source contract "Braze API", sections 1.3 (the text for too many) and 5.2
 */
export function readRemoval(body: unknown): readonly PhoneNumber[] {
  const { phone_numbers, phone_number } = (body ?? {}) as { phone_numbers?: unknown; phone_number?: unknown };
  const given = [phone_numbers, phone_number].flatMap(listOf).map(textOf);
  if (given.length === 0) throw new InvalidRequest(`'phone_numbers' must be provided`);
  if (given.length > MAX_REMOVED) throw new InvalidRequest('The max number of ids per request was exceeded');
  return given.map(readE164).filter((number) => number !== null);
}

/**
 * Reads a number in E.164, with or without `+`; an unencoded `+` arrives as a blank, and separators are no fault. A
 * country is never guessed. Null: not a number.
 */
export function readE164(value: string): PhoneNumber | null {
  try {
    return PhoneNumber.fromE164(`+${value.replace(/[\s().-]/g, '').replace(/^\+/, '')}`);
  } catch (error) {
    if (error instanceof MalformedPhoneNumber) return null;
    throw error;
  }
}

function readNumbers(query: Query): { numbers: readonly PhoneNumber[] } | null {
  const values = queryValues(query['phone_numbers']);
  return values.length === 0 ? null : { numbers: values.map(readE164).filter((number) => number !== null) };
}

/** Both are midnights in UTC, so the day of `end_date` itself is not included. */
function readDays(query: Query): { from: Date; before: Date } {
  const [start, end] = [queryValue('start_date', query['start_date']), queryValue('end_date', query['end_date'])];
  if (start === undefined || end === undefined)
    throw new InvalidRequest(`Either 'phone_numbers' or 'start_date' and 'end_date' must be provided`);
  const days = { from: readDay('start_date', start), before: readDay('end_date', end) };
  if (days.from.getTime() >= days.before.getTime()) throw new InvalidRequest(`'start_date' must be before 'end_date'`);
  return days;
}

function readDay(name: string, value: string): Date {
  const day = new Date(DAY.test(value) ? `${value}T00:00:00.000Z` : Number.NaN);
  // The 30th of February would silently be a day of March.
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(value))
    throw new InvalidRequest(`'${name}' must be a day as YYYY-MM-DD`);
  return day;
}

function readOffset(query: Query): number {
  const offset = Number(queryValue('offset', query['offset']) ?? 0);
  if (!Number.isSafeInteger(offset) || offset < 0) throw new InvalidRequest(`'offset' must be an integer not below 0`);
  return offset;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Some clients send numbers as JSON numbers. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Number.isSafeInteger(value)) return String(value);
  throw new InvalidRequest(`'phone_numbers' must hold phone numbers as text`);
}
