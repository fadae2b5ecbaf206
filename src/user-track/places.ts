import { railsTimeZones } from './rails-time-zones.js';

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const PAIRS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));

/** Names people write that ISO 3166-1 does not use. */
const OTHER_COUNTRY_NAMES: readonly (readonly [string, string])[] = [
  ['USA', 'US'],
  ['United States of America', 'US'],
  ['America', 'US'],
  ['UK', 'GB'],
  ['Great Britain', 'GB'],
  ['England', 'GB'],
  ['Czech Republic', 'CZ'],
  ['Holland', 'NL'],
  ['Turkey', 'TR'],
  ['Ivory Coast', 'CI'],
];

// Codes that Intl names but ISO does not assign to a country: unions, reserved and private codes.
const NO_COUNTRIES = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ']);
const COUNTRY_NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const COUNTRIES: ReadonlyMap<string, string> = new Map(
  PAIRS.flatMap((code) => {
    const name = COUNTRY_NAMES.of(code);
    // Withdrawn codes (YU, DD) have the name of the country they are part of now, and its code as their canonical one.
    const isOwn = new Intl.Locale(`und-${code}`).region === code;
    return name === undefined || !isOwn || NO_COUNTRIES.has(code) ? [] : [[code, name] as const];
  }),
);

const CODES_BY_NAME: ReadonlyMap<string, string> = new Map([
  ...[...COUNTRIES].map(([code, name]) => [name.toLowerCase(), code] as const),
  ...OTHER_COUNTRY_NAMES.map(([name, code]) => [name.toLowerCase(), code] as const),
]);

const LANGUAGE_NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const LANGUAGES: ReadonlySet<string> = new Set(
  PAIRS.map((pair) => pair.toLowerCase()).filter((code) => LANGUAGE_NAMES.of(code) !== undefined),
);

const IANA_BY_LOWER_CASE: ReadonlyMap<string, string> = new Map(
  Intl.supportedValuesOf('timeZone').map((name) => [name.toLowerCase(), name]),
);

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** ISO 3166-1 alpha-2 of a code or an English name, or null. @source contract "Braze API", section 2.5 */
export function readCountry(text: string): string | null {
  const wanted = text.trim();
  const code = wanted.toUpperCase();
  return COUNTRIES.has(code) ? code : (CODES_BY_NAME.get(wanted.toLowerCase()) ?? null);
}

/** ISO 639-1 of a code or a locale such as `pt-BR`, or null. @source contract "Braze API", section 2.5 */
export function readLanguage(text: string): string | null {
  const code = /^[a-z]{2}(?=$|[-_])/i.exec(text.trim())?.[0].toLowerCase();
  return code !== undefined && LANGUAGES.has(code) ? code : null;
}

/** IANA name of an IANA or a Rails-style name, or null. @source contract "Braze API", section 2.5 */
export function readTimeZone(text: string): string | null {
  const name = text.trim();
  return railsTimeZones.get(name) ?? IANA_BY_LOWER_CASE.get(name.toLowerCase()) ?? (isLinkedZone(name) ? name : null);
}

/** ISO 4217 in capitals, or null. @source contract "Braze API", section 2.9 */
export function readCurrency(text: string): string | null {
  const code = text.trim().toUpperCase();
  return CURRENCIES.has(code) ? code : null;
}

/** `US/Eastern` and other old names are no longer listed but still in use. Offsets are no zones. */
function isLinkedZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]{1,63}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
