import { timingSafeEqual } from 'node:crypto';

/**
 * Compares two secrets (MACs, tokens) in a time that does not depend on where they differ. Every verifier uses this one.
 * The length is compared first because `timingSafeEqual` throws on unequal lengths; the length of a MAC is no secret.
 *
 * Give it the encoded text, not decoded bytes, wherever the encoding is canonical: the last character of a Base64 MAC
 * carries unused bits, so four different texts decode to the same bytes and an altered signature would pass.
 * @source contract "providers", section 1.3
 */
export function sameInConstantTime(given: string | Buffer, expected: string | Buffer): boolean {
  const a = typeof given === 'string' ? Buffer.from(given, 'utf8') : given;
  const b = typeof expected === 'string' ? Buffer.from(expected, 'utf8') : expected;
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * The value of a header; null when it is missing or empty. One sent more than once is joined to `a, b`, as Node does for
 * most names, and then fails as a wrong value.
 */
export function headerValue(value: string | string[] | undefined): string | null {
  const joined = Array.isArray(value) ? value.join(', ') : value;
  return joined === undefined || joined === '' ? null : joined;
}
