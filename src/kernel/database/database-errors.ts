import { AppError } from '../app-error.js';

/** PostgreSQL cannot be reached, is shutting down or too busy to answer in time. Nothing was stored; the caller may send again. HTTP 503. */
export class DatabaseUnavailable extends AppError {
  readonly code = 'DATABASE.UNAVAILABLE';
  readonly retryable = true;

  constructor(cause: unknown) {
    super('The database is not reachable.', { cause });
  }
}

/** A statement found the world changed by a concurrent transaction; the whole transaction is run again. */
export class ConcurrentChange extends AppError {
  readonly code = 'DATABASE.CONCURRENT_CHANGE';
  readonly retryable = true;
}

interface PgErrorLike {
  readonly code?: string;
  readonly constraint?: string;
  readonly message?: string;
}

// Class 08: connection exceptions; 57P01–57P03: server stopping, crashed or starting; 53300: no connection slot.
// 53000, 53100, 53400: no memory, disk or other resource left. 57014, 55P03: the statement or lock timeout ended a wait for
// somebody else, who has locked a table or keeps the server busy. None of them is the fault of what was to be stored.
// 58P01 and XX000 are not listed: they say the server is broken, not that it is away.
const AWAY_SQLSTATES = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '25006',
  '53000',
  '53100',
  '53400',
  '57014',
  '55P03',
]);
const AWAY_SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENOENT',
]);
// pg reports these two without a code.
const AWAY_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/i;

/** Whether an error says that PostgreSQL is away or out of means (as opposed to: that this statement is wrong). */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  const { code, message } = (error ?? {}) as PgErrorLike;
  if (code !== undefined) {
    if (code.length === 5 && code.startsWith('08')) return true;
    if (AWAY_SQLSTATES.has(code) || AWAY_SYSTEM_CODES.has(code)) return true;
  }
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  return message !== undefined && AWAY_MESSAGES.test(message);
}

/** Serialisation failure, deadlock or a full lock table: worth running the transaction again from its beginning. */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof ConcurrentChange || isLockTableFull(error)) return true;
  const { code } = (error ?? {}) as PgErrorLike;
  return code === '40001' || code === '40P01';
}

/**
 * The server has no room for another lock: `max_locks_per_transaction` × `max_connections` of them are held, in all
 * databases together (6,400 unless configured). It hits whoever asks next, not whoever holds many.
 */
export function isLockTableFull(error: unknown): boolean {
  return ((error ?? {}) as PgErrorLike).code === '53200';
}

/** The name of the constraint that refused a statement, or null. */
export function violatedConstraint(error: unknown): string | null {
  const { code, constraint } = (error ?? {}) as PgErrorLike;
  return code?.startsWith('23') === true && constraint !== undefined ? constraint : null;
}
