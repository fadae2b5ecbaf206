/** Longer pauses are not believed: a reply that comes after an hour is no reply. Unit: ms. */
const LONGEST_MS = 3_600_000;

/**
 * Reads a `Retry-After` header: seconds or an HTTP date.
 * @returns milliseconds from `now`, at most an hour; null when it is absent or neither
 * @source RFC 9110, section 10.2.3
 */
export function retryAfterMs(header: string | null, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  // Only the form with a day's name: Date.parse takes nearly anything, `-5` too.
  const at = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : Math.min(Math.max(at - now.getTime(), 0), LONGEST_MS);
}
