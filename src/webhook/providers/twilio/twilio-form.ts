/** A name and a value, decoded. */
export type Pair = readonly [name: string, value: string];

/**
 * The pairs of a form body or a query, in order, repeats kept. Invalid UTF-8 becomes U+FFFD. Not `qs`: it makes objects
 * of brackets and cuts after 1,000 parameters, and the signature covers every one.
 * @source contract "providers", section 1.3
 */
export function formPairs(encoded: string): Pair[] {
  // The constructor drops one leading "?", which is part of a name here.
  return [...new URLSearchParams(`&${encoded}`)];
}

/**
 * The same pairs with every byte kept as one character (latin1), for a signer that computed over bytes that are not
 * valid UTF-8. Differs from `formPairs` only where that gives U+FFFD.
 */
export function formPairsAsBytes(encoded: Buffer): Pair[] {
  return encoded
    .toString('latin1')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals === -1 ? [bytes(pair), ''] : [bytes(pair.slice(0, equals)), bytes(pair.slice(equals + 1))];
    });
}

/** The raw query of a URL, without "?"; empty when there is none. */
export function rawQuery(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1);
}

function bytes(encoded: string): string {
  return encoded
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
