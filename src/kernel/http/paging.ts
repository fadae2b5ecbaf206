import { InvalidRequest } from '../app-error.js';
import { parseInstant } from './instant.js';

/** Reads `limit` from a query. Unit: rows. @throws InvalidRequest when it is no integer in the range */
export function readLimit(value: unknown, options: { fallback: number; max: number }): number {
  if (value === undefined) return options.fallback;
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > options.max)
    throw new InvalidRequest(`'limit' must be an integer from 1 to ${options.max}`);
  return limit;
}

/** Reads an instant from a query; an unencoded `+` has become a blank. @throws InvalidRequest naming the field */
export function readInstant(name: string, value: unknown): Date | null {
  if (value === undefined) return null;
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant === null) throw new InvalidRequest(`'${name}' must be an ISO 8601 time`);
  return instant;
}

/** Reads a cursor: the id of the last row of the page before. @throws InvalidRequest when it is no id of ours */
export function readCursor(value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string' || !/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value))
    throw new InvalidRequest(`'cursor' must be the 'next_cursor' of an earlier answer`);
  return value;
}
