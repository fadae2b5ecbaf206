/**
 * Unicode work of the normaliser: from what phones send to plain lower-case words.
 * Only regular expressions without nested or adjoining quantifiers are used, so time stays linear in the text.
 * @source contract "keywords and consent", section 5.1
 */

/** Longest text that is read. Unit: UTF-16 units. @source contract "keywords and consent", section 5.1 step 1 */
export const MAX_TEXT_LENGTH = 1600;

/** The common case, which needs none of the work below. */
const PLAIN_ASCII = /^[\n\x20-\x7e]*$/;
const UNREADABLE = /[\p{Cc}\p{Cs}\u2800\u3164\u115f\u1160]/gu;
const SPACING_ACCENTS = /[\u00b4\u0060\u02b9-\u02bd\u2032\u2018\u2019\u201b\uff07]/gu;
/** More than four marks on one letter only decorate; unbounded, they make canonical ordering quadratic. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e007f}]/gu;
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20e3/gu;
const ENCLOSED_LETTERS = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]/gu;
const MARKS_ON_LATIN = /(\p{Script=Latin})\p{M}+/gu;
const STRAY_MARKS = /(^|[^\p{L}\p{M}])\p{M}+/gu;
const SPECIAL_LATIN = /[ßłøœæđðþıŋħŧ]/gu;
const SPECIAL_LATIN_PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  æ: 'ae',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ŋ: 'n',
  ħ: 'h',
  ŧ: 't',
};

const CYRILLIC_OR_GREEK = /[\u0370-\u03ff\u0400-\u052f]/u;
/** Letters that only exist in alphabets nobody mixes by accident: a word with one of them is a disguise. */
const LATIN_OR_DISGUISE = /[a-zѕјԁԛԝһ]/u;
const LOOK_ALIKE_LETTERS = 'авекмнорстухіѕјԁһԛԝёαβεζηικμνορτυχσς';
const LOOK_ALIKE_PLAIN = 'abekmhopctyxisjdhqweabezhikmnoptyxss';
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Array.from(LOOK_ALIKE_LETTERS, (letter, index) => [letter, LOOK_ALIKE_PLAIN.charAt(index)] as const),
);

/** Stands in the folded text where a picture stood; a control character, so nobody can have typed it. */
export const PICTURE_MARK = '\u0001';

/** Keeps emoji for the trace without letting one text fill it. */
const MAX_EMOJI = 32;

/** Steps 1 to 3: invalid bytes, length, compatibility forms and invisible marks. Capitals and quotes stay. */
export function readable(raw: string): string {
  const text = raw.length > MAX_TEXT_LENGTH ? raw.slice(0, MAX_TEXT_LENGTH) : raw;
  if (PLAIN_ASCII.test(text)) return text.includes('`') ? text.replaceAll('`', "'") : text;
  return text
    .replace(UNREADABLE, plainBreak)
    .replace(SPACING_ACCENTS, "'")
    .replace(INVISIBLE, '')
    .replace(STACKED_MARKS, '$1')
    .replace(ENCLOSED_LETTERS, plainEnclosedLetter)
    .normalize('NFKC')
    .replace(SPACING_ACCENTS, "'")
    .replace(INVISIBLE, '')
    .replace(UNREADABLE, plainBreak)
    .slice(0, MAX_TEXT_LENGTH);
}

/** Steps 6 to 9: emoji apart, lower case, accents off Latin letters, look-alikes back to Latin. */
export function fold(text: string): { readonly folded: string; readonly emoji: readonly string[] } {
  if (PLAIN_ASCII.test(text)) return { folded: text.toLowerCase(), emoji: [] };
  const emoji = (text.match(EMOJI) ?? []).filter(isPicture).slice(0, MAX_EMOJI);
  const folded = text
    .replace(EMOJI, PICTURE_MARK)
    .toLowerCase()
    .normalize('NFD')
    .replace(MARKS_ON_LATIN, '$1')
    .replace(STRAY_MARKS, '$1')
    .replace(SPECIAL_LATIN, (letter) => SPECIAL_LATIN_PLAIN[letter] ?? letter)
    .normalize('NFKC')
    .slice(0, MAX_TEXT_LENGTH);
  return { folded, emoji };
}

/** Step 9 for one word: `ѕтoр` written with Cyrillic letters becomes `stop`; a Russian word stays. */
export function plainLookAlikes(word: string): string {
  if (!CYRILLIC_OR_GREEK.test(word) || !LATIN_OR_DISGUISE.test(word)) return word;
  let plain = '';
  for (const letter of word) plain += LOOK_ALIKES.get(letter) ?? letter;
  // A mark that stood on a Cyrillic letter stands on a Latin one now.
  return plain.normalize('NFD').replace(MARKS_ON_LATIN, '$1').normalize('NFC');
}

function plainBreak(character: string): string {
  return character === '\n' || character === '\r' ? '\n' : ' ';
}

function isPicture(character: string): boolean {
  return character !== '\u20e3' && !/^\p{Emoji_Modifier}$/u.test(character);
}

/** Negative circled and squared capitals, which compatibility forms leave as pictures. */
function plainEnclosedLetter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const first = code >= 0x1f170 ? 0x1f170 : 0x1f150;
  return String.fromCharCode('A'.charCodeAt(0) + (code - first));
}
