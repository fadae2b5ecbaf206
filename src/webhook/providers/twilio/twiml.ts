import type { InlineReply } from '../provider-adapter.js';

/** Without a charset some readers take `text/xml` for US-ASCII. */
export const TWIML_CONTENT_TYPE = 'text/xml; charset=utf-8';

/** Everything XML 1.0 cannot hold, not even escaped: most control characters, lone surrogates, U+FFFE and U+FFFF. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser turns a bare CR into LF, and in attributes every kind of blank into a space.
  '\r': '&#xD;',
  '\n': '&#xA;',
  '\t': '&#x9;',
};

/**
 * The answer to an inbound message: `<Response/>`, with a `<Message>` for each reply. Without replies Twilio sends nothing.
 * @source contract "providers", section 3.3
 */
export function twiml(replies: readonly InlineReply[]): string {
  // Twilio rejects the whole answer when a message is empty.
  const messages = replies.filter(({ text }) => text.replace(NOT_XML, '').trim() !== '').map(message);
  return messages.length === 0 ? '<Response/>' : `<Response>${messages.join('')}</Response>`;
}

function message({ text, statusUrl }: InlineReply): string {
  const attribute = statusUrl === null ? '' : ` statusCallback="${escaped(statusUrl, /[&<"\r\n\t]/g)}"`;
  return `<Message${attribute}>${escaped(text, /[&<>\r]/g)}</Message>`;
}

/** Forbidden characters are removed, not replaced: U+FFFD would turn a GSM-7 text into UCS-2 and double its price. */
function escaped(text: string, special: RegExp): string {
  return text.replace(NOT_XML, '').replace(special, (char) => ESCAPES[char]!);
}
