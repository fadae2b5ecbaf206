/** One object of a request as it arrived: storable text throughout, nothing else is known of it. */
export type RawObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value that an absent or null key has. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/**
 * An identifying text. Numbers become their decimal digits, unless JSON could not carry them exactly: past 2^53 two
 * different ids would arrive as the same number, and two people would become one.
 * @returns null for anything that names nobody
 * @source contract "Braze API", section 1.6
 */
export function readIdText(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? null : String(value);
}
