/** Regular endings of German verbs, so that the lexicon can list stems. Forms with another vowel are listed there. */

const ENDINGS = ['', 'e', 'st', 't', 'en', 'n', 'ts'];
/** After `d` and `t` an `e` makes the ending audible: `sendet`. */
const ENDINGS_AFTER_DENTAL = ['', 'e', 'est', 'et', 'en', 'n', 'ets'];

/** All forms of plain verbs: `lösch` gives `lösch lösche löschst löscht löschen …`. */
export function inflected(stems: string): string {
  return stems
    .split(/\s+/u)
    .flatMap((stem) => (/[dt]$/u.test(stem) ? ENDINGS_AFTER_DENTAL : ENDINGS).map((ending) => stem + ending))
    .join(' ');
}

/**
 * Forms of separable verbs that stay one word: `ab` and `stell` give `abstellen abzustellen abgestellt abstellt …`.
 * @param participles further ones, without the prefix: `genommen`
 */
export function separable(prefixes: string, stems: string, participles = ''): string {
  return prefixes
    .split(/\s+/u)
    .flatMap((prefix) => [
      ...stems
        .split(/\s+/u)
        .flatMap((stem) => [
          prefix + stem + 'en',
          prefix + stem + 'e',
          prefix + stem + (/[dt]$/u.test(stem) ? 'et' : 't'),
          `${prefix}zu${stem}en`,
          `${prefix}ge${stem}${/[dt]$/u.test(stem) ? 'et' : 't'}`,
        ]),
      ...participles
        .split(/\s+/u)
        .filter((word) => word !== '')
        .map((participle) => prefix + participle),
    ])
    .join(' ');
}
