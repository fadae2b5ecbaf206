import fc from 'fast-check';
import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import { twiml } from './twiml.js';

const say = (text: string, statusUrl: string | null = null): string => twiml([{ text, statusUrl }]);

describe('twiml', () => {
  it('answers nothing with an empty response', () => {
    expect(twiml([])).toBe('<Response/>');
  });

  it('answers with one message', () => {
    expect(say('You are in. Reply STOP to stop.')).toBe(
      '<Response><Message>You are in. Reply STOP to stop.</Message></Response>',
    );
  });

  it('asks for a report where one is wanted', () => {
    expect(say('ok', 'https://h.example/s?a=1&b="2"')).toBe(
      '<Response><Message statusCallback="https://h.example/s?a=1&amp;b=&quot;2&quot;">ok</Message></Response>',
    );
  });

  it.each([
    ['markup', '<Message>&amp;</Message>', '&lt;Message&gt;&amp;amp;&lt;/Message&gt;'],
    ['the end of a CDATA section', ']]>', ']]&gt;'],
    ['line ends', 'a\nb\r\nc\td', 'a\nb&#xD;\nc\td'],
    ['quotes', `"it's"`, `"it's"`],
    ['other scripts and emoji', 'été مرحبا 👍🏽', 'été مرحبا 👍🏽'],
    ['control characters XML cannot hold', 'a\u0000\u0001\u0008\u000B\u000C\u001F\uFFFE\uFFFFb', 'ab'],
    ['lone surrogates', 'a\uD83Db\uDC4Dc', 'abc'],
    ['control characters XML can hold', '\u007F\u0085\u2028', '\u007F\u0085\u2028'],
  ])('escapes %s', (_what, text, expected) => {
    expect(say(text)).toBe(`<Response><Message>${expected}</Message></Response>`);
  });

  it.each(['', '  ', '\n', '\u0000'])('leaves out a message that would be empty: %j', (text) => {
    expect(say(text)).toBe('<Response/>');
  });

  it('holds, read back, exactly the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const storable = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
        fc.pre(storable.trim() !== '');
        const content = /^<Response><Message>([^<>]*)<\/Message><\/Response>$/s.exec(say(text))?.[1];
        expect(content).toBeDefined();
        // What a parser does: line ends first, then entities.
        const read = content!
          .replace(/\r\n?/g, '\n')
          .replace(/&(?:#xD|lt|gt|amp);/g, (entity) => ({ '&#xD;': '\r', '&lt;': '<', '&gt;': '>' })[entity] ?? '&');
        expect(read).toBe(storable);
      }),
    );
  });

  it('writes what the official library writes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.option(fc.webUrl({ withQueryParameters: true })),
        (text, statusUrl) => {
          fc.pre(text.trim() !== '');
          const official = new MessagingResponse();
          official.message(statusUrl === null ? {} : { statusCallback: statusUrl }, text);
          expect(`<?xml version="1.0" encoding="UTF-8"?>${say(text, statusUrl)}`).toBe(official.toString());
        },
      ),
    );
  });
});
