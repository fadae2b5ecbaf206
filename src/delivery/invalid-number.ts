import type { InvalidReason } from '../contracts/delivery/number-flag.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';

/** Somebody says that a number cannot be texted. */
export interface NumberReport {
  readonly number: PhoneNumber;
  readonly reason: InvalidReason;
  /** Who says so, in words: `operator`, a provider, the name of a deactivation feed. */
  readonly source: string;
  /** The provider's own code; null when there is none. */
  readonly providerCode: string | null;
  /** Id of the API key that reported it; null when no key did. */
  readonly actor: string | null;
  readonly detectedAt: Date;
}

/** A flag: the report that stands, since when, and until when. */
export interface InvalidNumber extends NumberReport {
  /** UUIDv7. */
  readonly id: string;
  readonly firstDetectedAt: Date;
  /** Null: the flag is current. */
  readonly removedAt: Date | null;
  /** Id of the API key that removed it. */
  readonly removedBy: string | null;
}

/** What `GET /sms/invalid_phone_numbers` asks: certain numbers, or those detected from an instant to before another. */
export interface InvalidNumberQuestion {
  readonly of: { readonly numbers: readonly PhoneNumber[] } | { readonly from: Date; readonly before: Date };
  /** Null: any. */
  readonly reason: InvalidReason | null;
  /** Unit: rows. */
  readonly limit: number;
  readonly offset: number;
}

/**
 * The flag of a number after a report. A repeat moves the detection forward, so that profiles made in between count as
 * flagged; of two reports the newer one stands, but a failed text does not take back that the line was given up: to
 * fail is what texts to such a line do. Our own choice, published nowhere.
 * @param newId called when a new row is needed
 */
export function flagAfter(
  current: InvalidNumber | undefined,
  report: NumberReport,
  newId: () => string,
): InvalidNumber {
  if (current === undefined)
    return { ...report, id: newId(), firstDetectedAt: report.detectedAt, removedAt: null, removedBy: null };
  const standing = stands(report, current) ? { ...current, ...report } : current;
  return {
    ...standing,
    detectedAt: later(current.detectedAt, report.detectedAt),
    firstDetectedAt: earlier(current.firstDetectedAt, report.detectedAt),
  };
}

function stands(report: NumberReport, current: InvalidNumber): boolean {
  if (report.reason !== current.reason) return report.reason === 'deactivated';
  return report.detectedAt.getTime() >= current.detectedAt.getTime();
}

function later(left: Date, right: Date): Date {
  return left.getTime() >= right.getTime() ? left : right;
}

function earlier(left: Date, right: Date): Date {
  return left.getTime() <= right.getTime() ? left : right;
}
