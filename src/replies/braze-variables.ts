/** Where plain Liquid finds what Braze writes as `${name}` without a word before it. */
export const PERSON = 'person';

/** A `${` that is never closed, or closes around nothing. */
export class UnreadableVariable extends Error {}

/**
 * What a name may not hold: the end of the variable, what would end the string it becomes, and the beginning of a filter:
 * `${first_name | default: 'you'}` would be a field of that whole name, which nobody has.
 */
const VARIABLE = /^\$\{([^{}"|\n]+)\}/u;

/**
 * Writes Braze's variables as plain Liquid: `{{${first_name}}}` as `{{person["first_name"]}}`,
 * `{{sms.${inbound_message_body}}}` as `{{sms["inbound_message_body"]}}`. A name becomes a quoted string and nothing
 * else, so it cannot carry code. Outside of `{{ }}` and `{% %}`, and inside of quoted strings, nothing is touched.
 * @throws UnreadableVariable
 * @source contract "Braze API", section 6.5
 */
export function toPlainLiquid(text: string): string {
  let plain = '';
  let rest = text;
  for (;;) {
    const start = rest.search(/\{\{|\{%/);
    if (start < 0) return plain + rest;
    const close = rest.startsWith('{{', start) ? '}}' : '%}';
    const tag = readTag(rest.slice(start + 2), close);
    plain += rest.slice(0, start + 2) + tag.plain;
    rest = rest.slice(start + 2 + tag.length);
  }
}

/** Reads up to and including the closing mark; without one, up to the end: saying so is the parser's business. */
function readTag(text: string, close: string): { plain: string; length: number } {
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    if (rest.startsWith(close)) return { plain: plain + close, length: at + close.length };
    const quoted = /^(?:"[^"]*"|'[^']*')/.exec(rest)?.[0];
    if (rest.startsWith('${')) {
      const [whole, name] = VARIABLE.exec(rest) ?? [];
      if (whole === undefined || name === undefined) throw new UnreadableVariable();
      plain = plain.endsWith('.') ? plain.slice(0, -1) : plain + PERSON;
      plain += `["${name.trim()}"]`;
      at += whole.length;
    } else {
      const piece = quoted ?? rest[0]!;
      plain += piece;
      at += piece.length;
    }
  }
  return { plain, length: at };
}
