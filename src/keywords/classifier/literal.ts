/** What may stand around an opt-in word: quotes copied from an instruction, full stops, exclamation marks. */
const FRAME = '"\'“”„‟«»‹›‘’‚‛「」『』＂.。．!！¡';
const LETTER = /[\p{L}\p{M}\p{N}]/u;
/** Inside a phrase of several words that an operator configured: `S'INSCRIRE`, `OPT-IN`. */
const INSIDE = "'’- ";

/**
 * Says whether a text is nothing but words, apart from white space, quotes, full stops and exclamation marks around them.
 * Consent is read from such texts only: a picture, a question mark, a comma or a bracket leaves doubt, and doubt never
 * creates consent ("Yes?", "YES 👍", "Yes (lol)").
 * @source contract "keywords and consent", section 4, principles 1 and 4; section 9, rows 13 and 58
 */
export function isLiteral(text: string): boolean {
  let from = 0;
  let to = text.length;
  while (from < to && isFrame(text.charAt(from))) from += 1;
  while (to > from && isFrame(text.charAt(to - 1))) to -= 1;
  for (const character of text.slice(from, to)) {
    if (!LETTER.test(character) && !INSIDE.includes(character)) return false;
  }
  return to > from;
}

function isFrame(character: string): boolean {
  return FRAME.includes(character) || character.trim() === '';
}
