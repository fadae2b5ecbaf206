import fc from 'fast-check';
import type { ParsedInbound, WebhookRequest } from '../provider-adapter.js';
import { parseTwilioInbound } from './twilio-inbound.js';

const ACCOUNT = 'AC00112233445566778899aabbccddeeff';
const SID = 'SM5d2f0c9a1b3e4d6f8091a2b3c4d5e6f7';
const usual = { MessageSid: SID, AccountSid: ACCOUNT, From: '+33612345678', To: '+15005550006', Body: 'STOP' };

function requestOf(rawBody: string | Buffer, over: Partial<WebhookRequest> = {}): WebhookRequest {
  return {
    method: 'POST',
    publicUrls: ['https://sms.example.org/hooks/twilio/main/inbound'],
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    rawBody: Buffer.from(rawBody),
    now: new Date('2026-11-22T10:00:00Z'),
    ...over,
  };
}

const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

const parse = (rawBody: string | Buffer, over: Partial<WebhookRequest> = {}) =>
  parseTwilioInbound(requestOf(rawBody, over), ACCOUNT);

function messageOf(rawBody: string | Buffer, over: Partial<WebhookRequest> = {}): ParsedInbound {
  const result = parse(rawBody, over);
  if (result.kind !== 'messages') throw new Error(`not a message: ${result.kind}`);
  expect(result.messages).toHaveLength(1);
  expect(result.bad).toEqual([]);
  return result.messages[0]!;
}

const messageWith = (fields: Record<string, string>): ParsedInbound => messageOf(form({ ...usual, ...fields }));

describe('parseTwilioInbound', () => {
  // The body of vector T-3, contract "providers", section 3.2.
  it('reads a whole request', () => {
    const body =
      'ToCountry=US&SmsMessageSid=SM5d2f0c9a1b3e4d6f8091a2b3c4d5e6f7&NumMedia=0&SmsStatus=received&Body=%C3%89t%C3%A9+1%2B1%3D2+%26+ok+%F0%9F%91%8D%F0%9F%8F%BD+&To=%2B15005550006&From=%2B33612345678&MessageSid=SM5d2f0c9a1b3e4d6f8091a2b3c4d5e6f7&AccountSid=AC00112233445566778899aabbccddeeff&ApiVersion=2010-04-01';

    expect(messageOf(body, { headers: { 'i-twilio-idempotency-token': 'a1b2' } })).toEqual({
      providerMessageId: SID,
      weakId: false,
      deliveryId: 'a1b2',
      channel: 'sms',
      from: '+33612345678',
      to: '+15005550006',
      otherRecipients: [],
      text: 'Été 1+1=2 & ok 👍🏽 ',
      media: [],
      segments: null,
      hint: null,
      providerTime: null,
      country: null,
      fields: {
        ToCountry: 'US',
        SmsMessageSid: SID,
        NumMedia: '0',
        SmsStatus: 'received',
        Body: 'Été 1+1=2 & ok 👍🏽 ',
        To: '+15005550006',
        From: '+33612345678',
        MessageSid: SID,
        AccountSid: ACCOUNT,
        ApiVersion: '2010-04-01',
      },
    });
  });

  it('reads a GET from the query and not from a body', () => {
    const url = `https://sms.example.org/in?tenant=acme%20eu&${form(usual)}`;
    const message = messageOf('Body=START', { method: 'GET', publicUrls: [url] });

    expect(message.text).toBe('STOP');
    expect(message.fields.tenant).toBe('acme eu');
  });

  it('reads a POST from the body and not from the query', () => {
    expect(messageOf(form(usual), { publicUrls: ['https://h.example/in?Body=START'] }).text).toBe('STOP');
  });

  it.each(['text/plain', 'application/json', 'multipart/form-data', undefined])(
    'does not believe content type %s',
    (type) => {
      expect(messageOf(form(usual), { headers: { 'content-type': type } }).text).toBe('STOP');
    },
  );

  it('takes a message without text', () => {
    expect(messageWith({ Body: '' }).text).toBe('');
    expect(messageOf(form({ MessageSid: SID, AccountSid: ACCOUNT, From: '+33612345678', To: '384387' })).text).toBe('');
  });

  it.each([
    ['NumSegments', { NumSegments: '3' }, { segments: 3 }],
    ['nonsense NumSegments', { NumSegments: '-1e3' }, { segments: null }],
    ['FromCountry', { FromCountry: 'FR' }, { country: 'FR' }],
    ['an empty FromCountry', { FromCountry: '' }, { country: null }],
    ['a short code of ours', { To: '384387' }, { to: '384387' }],
    ['a name', { From: 'VODAFONE' }, { from: 'VODAFONE', channel: 'sms' }],
    ['WhatsApp', { From: 'whatsapp:+33612345678' }, { from: 'whatsapp:+33612345678', channel: 'other' }],
    ['Messenger', { From: 'messenger:123' }, { channel: 'other' }],
    ['RCS', { From: 'rcs:+33612345678' }, { channel: 'rcs' }],
    ['untrimmed text', { Body: ' STOP \r\n' }, { text: ' STOP \r\n' }],
    ['invisible marks', { Body: '\u202ESTOP\u200B' }, { text: '\u202ESTOP\u200B' }],
    ['U+0000', { Body: 'a\u0000b' }, { text: 'a\uFFFDb' }],
    ['odd characters', { Body: '@ΔΦ_{}[]€ ARRE\u0302T مرحبا 👍' }, { text: '@ΔΦ_{}[]€ ARRE\u0302T مرحبا 👍' }],
  ])('reads %s', (_what, fields, expected) => {
    expect(messageWith(fields)).toMatchObject(expected);
  });

  it.each([
    ['from an unencoded plus', 'From=+33612345678', ' 33612345678'],
    ['of a sender that trims nothing', 'From=%20%2B33612345678', ' +33612345678'],
  ])('passes an address on as it was written, %s', (_what, from, expected) => {
    expect(messageOf(`MessageSid=${SID}&AccountSid=${ACCOUNT}&To=384387&${from}`).from).toBe(expected);
  });

  it.each([
    ['percent-encoded', Buffer.from(`${form(usual)}X`.replace('STOPX', 'caf%E9%ED%A0%BD'))],
    ['raw', Buffer.concat([Buffer.from(form(usual).replace('STOP', 'caf')), Buffer.from([0xe9, 0xed, 0xa0, 0xbd])])],
  ])('turns bytes that are not UTF-8 into U+FFFD (%s)', (_how, body) => {
    expect(messageOf(body).text).toBe('caf\uFFFD\uFFFD\uFFFD\uFFFD');
  });

  describe('media', () => {
    const image = { MediaUrl0: 'https://api.example/ME1', MediaContentType0: 'image/png' };

    it('keeps what is there when NumMedia names more', () => {
      const message = messageWith({ ...image, NumMedia: '2', Body: '' });
      expect(message.media).toEqual([{ url: 'https://api.example/ME1', contentType: 'image/png' }]);
      expect(message.channel).toBe('mms');
    });

    it('keeps what is there when NumMedia names none, in the order of its numbers', () => {
      const urls = Object.fromEntries(
        Array.from({ length: 11 }, (_, index) => [`MediaUrl${index}`, `https://m/${index}`]),
      );
      expect(messageWith({ NumMedia: '0', ...urls }).media.map(({ url }) => url)).toEqual(Object.values(urls));
    });

    it('keeps a medium without type and drops a type without medium', () => {
      expect(messageWith({ MediaUrl0: 'https://m/0', MediaContentType1: 'image/png', MediaUrl2: '' }).media).toEqual([
        { url: 'https://m/0', contentType: null },
      ]);
    });
  });

  it.each([
    ['STOP', { intent: 'opt_out', providerReplied: true }],
    ['START', { intent: 'opt_in', providerReplied: true }],
    ['HELP', { intent: 'help', providerReplied: true }],
    ['stop', { intent: 'opt_out', providerReplied: true }],
    ['', null],
    ['BLOCK', null],
    ['constructor', null],
  ])('reads OptOutType %j as %j', (OptOutType, hint) => {
    expect(messageWith({ OptOutType }).hint).toEqual(hint);
  });

  it.each([
    ['another account', { AccountSid: 'AC99999999999999999999999999999999' }],
    ['another case', { AccountSid: ACCOUNT.toUpperCase() }],
    ['an empty account', { AccountSid: '' }],
  ])('refuses a request of %s with 403', (_what, fields) => {
    expect(parse(form({ ...usual, ...fields }))).toEqual({ kind: 'refused', status: 403, reason: 'account_wrong' });
  });

  it('refuses a request that names no account', () => {
    expect(parse(form({ MessageSid: SID, From: '+33612345678', To: '384387', Body: 'STOP' }))).toMatchObject({
      kind: 'refused',
    });
  });

  it.each([
    ['From', { From: '' }],
    ['From', { From: '  ' }],
    ['To', { To: '' }],
  ])('keeps a message without %s as a bad element', (name, fields) => {
    const body = form({ ...usual, ...fields });
    expect(parse(body)).toEqual({ kind: 'messages', messages: [], bad: [{ reason: `${name} is missing`, raw: body }] });
  });

  it.each([
    ['an empty MessageSid', form({ ...usual, MessageSid: '' })],
    ['an endless MessageSid', form({ ...usual, MessageSid: 'S'.repeat(65) })],
    ['a MessageSid with blanks', form({ ...usual, MessageSid: 'SM 1' })],
    ['no MessageSid', `AccountSid=${ACCOUNT}&Body=STOP&From=%2B15005550001&To=384387`],
    // Vector T-9: the signature is valid, the name swallowed a value.
    ['a value inside a name', `${form(usual)}&STOPFrom%2B15005550009=`],
    ['brackets in a name', `${form(usual)}&a[b]=1`],
    ['an endless name', `${form(usual)}&${'a'.repeat(65)}=1`],
    ['a question mark before the first name', `?${form(usual)}`],
    ['an empty name', `${form(usual)}&=1`],
    ['JSON', '{"MessageSid":"SM1","Body":"STOP"}'],
    ['50,000 levels of JSON', '['.repeat(50_000)],
    ['bytes', Buffer.from([0, 1, 2, 255])],
    ['two different bodies', `${form(usual)}&Body=START`],
    ['two different accounts', `${form(usual)}&AccountSid=AC1`],
  ])('cannot decode %s', (_what, body) => {
    expect(parse(body)).toMatchObject({ kind: 'undecodable' });
  });

  it('takes equal repeats, and repeats of what it does not use', () => {
    expect(messageOf(`${form(usual)}&Body=STOP&Other=1&Other=2`)).toMatchObject({
      text: 'STOP',
      fields: { Other: '1' },
    });
  });

  it.each([`${form(usual)}&Body=START`, `${form(usual)}&+33699999999=1`, form({ ...usual, From: '' })])(
    'names a reason without a value of the request (%#)',
    (body) => {
      const result = parse(body);
      const reasons = result.kind === 'messages' ? result.bad.map(({ reason }) => reason) : [result.reason];
      expect(reasons).toHaveLength(1);
      expect(reasons.join()).not.toMatch(/START|STOP|\d{5}/);
    },
  );

  it.each([
    ['an outgoing message', { Direction: 'outbound-api' }],
    ['a receipt', { MessageStatus: 'delivered', SmsStatus: 'delivered' }],
    ['an old receipt', { SmsStatus: 'sent' }],
  ])('ignores %s on the inbound route', (_what, fields) => {
    expect(parse(form({ ...usual, ...fields }))).toMatchObject({ kind: 'ignored' });
  });

  it.each([{ Direction: 'inbound' }, { SmsStatus: 'received' }, { SmsStatus: 'receiving' }, { SmsStatus: '' }])(
    'does not ignore %j',
    (fields) => {
      expect(messageWith(fields).text).toBe('STOP');
    },
  );

  it('keeps a parameter named __proto__ as a field and changes no prototype', () => {
    const message = messageWith({ ['__proto__']: 'x', constructor: 'y' });

    expect(Object.getPrototypeOf(message.fields)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(message.fields, 'constructor')?.value).toBe('y');
    expect(({} as { x?: unknown }).x).toBeUndefined();
    const viaText = messageOf(`${form(usual)}&__proto__=x`);
    expect(Object.getOwnPropertyDescriptor(viaText.fields, '__proto__')?.value).toBe('x');
  });

  it('refuses 100,000 form keys within 100 ms', () => {
    const body = Array.from({ length: 100_000 }, (_, index) => `k${index}=`).join('&');
    const started = performance.now();

    expect(parse(body)).toEqual({ kind: 'undecodable', reason: 'too many parameters' });
    expect(performance.now() - started).toBeLessThan(100);
  });

  it('changes nothing in the request and gives the same answer again', () => {
    const request = requestOf(form(usual));
    const bytes = request.rawBody.toString('hex');

    expect(parseTwilioInbound(request, ACCOUNT)).toEqual(parseTwilioInbound(request, ACCOUNT));
    expect(request.rawBody.toString('hex')).toBe(bytes);
  });

  it('throws for no body, and gives only storable text', () => {
    const storable = (text: string): boolean => !/[\u0000\p{Surrogate}]/u.test(text);
    const anyForm = fc
      .dictionary(
        fc.constantFrom('MessageSid', 'From', 'To', 'Body', 'MediaUrl0', 'OptOutType', 'x'),
        fc.string({ unit: 'binary' }),
      )
      .map((fields) => Buffer.from(form({ ...usual, ...fields })));
    fc.assert(
      fc.property(
        fc.oneof(
          anyForm,
          fc.uint8Array().map((bytes) => Buffer.from(bytes)),
        ),
        (body) => {
          const result = parse(body);
          if (result.kind !== 'messages') return;
          for (const { from, to, text, fields, media } of result.messages) {
            expect([from, to, text, ...Object.values(fields), ...media.map(({ url }) => url)].every(storable)).toBe(
              true,
            );
          }
          expect(result.bad.every(({ raw }) => storable(raw))).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
