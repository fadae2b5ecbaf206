import fc from 'fast-check';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import type { WebhookRequest } from '../provider-adapter.js';
import { formPairs } from './twilio-form.js';
import { verifyTwilioSignature } from './twilio-signature.js';

const { getExpectedTwilioSignature, validateRequest } = webhooks;

const TOKEN = '6f1c9b7e2d4a48f0a1b2c3d4e5f60718';
const INBOUND = 'https://sms.example.org/hooks/twilio/main/inbound';

interface Vector {
  readonly token: string;
  readonly url: string;
  readonly body: string;
  readonly signature: string;
}

// Contract "providers", section 3.2, byte for byte.
const vectors = {
  'T-1 published example': {
    token: '12345',
    url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
    body: 'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212',
    signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
  },
  'T-2 published example, JSON': {
    token: '12345',
    url: 'https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620',
    body: '{"property": "value", "boolean": true}',
    signature: 'a9nBmqA0ju/hNViExpshrM61xv4=',
  },
  'T-3 emoji, accents, plus sign, trailing blank': {
    token: TOKEN,
    url: INBOUND,
    body: 'ToCountry=US&SmsMessageSid=SM5d2f0c9a1b3e4d6f8091a2b3c4d5e6f7&NumMedia=0&SmsStatus=received&Body=%C3%89t%C3%A9+1%2B1%3D2+%26+ok+%F0%9F%91%8D%F0%9F%8F%BD+&To=%2B15005550006&From=%2B33612345678&MessageSid=SM5d2f0c9a1b3e4d6f8091a2b3c4d5e6f7&AccountSid=AC00112233445566778899aabbccddeeff&ApiVersion=2010-04-01',
    signature: '0KHL+pvV0jJpPxf+dHUd4Nq+LGE=',
  },
  'T-4 explicit port in the URL': {
    token: TOKEN,
    url: 'https://sms.example.org:8443/hooks/twilio/main/inbound?tenant=acme%20eu',
    body: 'MessageSid=SM00000000000000000000000000000004&From=%2B15005550001&To=%2B15005550006&Body=STOP&OptOutType=STOP',
    signature: 'VB5cDsJYuX+eaNedHaK56BpVkOw=',
  },
  'T-5 empty Body with two media, eleven keys out of order': {
    token: TOKEN,
    url: INBOUND,
    body: 'MediaUrl1=https%3A%2F%2Fapi.twilio.com%2F2010-04-01%2FAccounts%2FAC1%2FMessages%2FMM1%2FMedia%2FME2&MediaContentType1=image%2Fjpeg&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2F2010-04-01%2FAccounts%2FAC1%2FMessages%2FMM1%2FMedia%2FME1&MediaContentType0=image%2Fpng&NumMedia=2&Body=&From=%2B15005550001&To=384387&MessageSid=MM00000000000000000000000000000005&SmsSid=MM00000000000000000000000000000005&NumSegments=1',
    signature: '8NC5dHYar48fVHRZ0kzUjA0+Tlc=',
  },
  'T-6 status callback': {
    token: TOKEN,
    url: 'https://sms.example.org/hooks/twilio/main/status',
    body: 'ErrorCode=30005&MessageStatus=undelivered&SmsStatus=undelivered&SmsSid=SM00000000000000000000000000000006&MessageSid=SM00000000000000000000000000000006&To=%2B15005550009&From=%2B15005550006&AccountSid=AC00112233445566778899aabbccddeeff&ApiVersion=2010-04-01&RawDlrDoneDate=2611220954',
    signature: 'QJkDuYwgoCwaEBE7Bh/3EB37D88=',
  },
  'T-9 boundary ambiguity, first body': {
    token: TOKEN,
    url: INBOUND,
    body: 'Body=STOPFrom%2B15005550009&MessageSid=SM00000000000000000000000000000009',
    signature: '0tJDbtbfnmU665KY/IgKodQx028=',
  },
  'T-9 boundary ambiguity, second body': {
    token: TOKEN,
    url: INBOUND,
    body: 'Body=STOP&From=%2B15005550009&MessageSid=SM00000000000000000000000000000009',
    signature: '0tJDbtbfnmU665KY/IgKodQx028=',
  },
} satisfies Record<string, Vector>;

const t7 = {
  token: TOKEN,
  url: INBOUND,
  body: 'Body=STOP&From=%2B15005550001&MessageSid=SM00000000000000000000000000000007',
  signature: 'FyLm+RmmcRh36zQxcR9Tv7TnycQ=',
};
const t8 = {
  token: TOKEN,
  url: INBOUND,
  body: 'Body=START&From=%2B15005550001&MessageSid=SM00000000000000000000000000000007',
  signature: 'ahcuvqDrVUo1cJBjAORtd5FM9Yg=',
};
const t3 = vectors['T-3 emoji, accents, plus sign, trailing blank'];
const t4 = vectors['T-4 explicit port in the URL'];
const json = vectors['T-2 published example, JSON'];

function requestOf(
  { url, body, signature }: Omit<Vector, 'token'>,
  over: Partial<WebhookRequest> = {},
): WebhookRequest {
  return {
    method: 'POST',
    publicUrls: [url],
    headers: { 'x-twilio-signature': signature },
    rawBody: Buffer.from(body),
    now: new Date('2026-11-22T10:00:00Z'),
    ...over,
  };
}

const verify = (vector: Vector, over: Partial<WebhookRequest> = {}) =>
  verifyTwilioSignature(requestOf(vector, over), [vector.token]);

const WRONG = { ok: false, status: 403, reason: 'credential_wrong', hint: null };

describe('verifyTwilioSignature', () => {
  it.each(Object.entries<Vector>(vectors))('accepts %s', (_label, vector) => {
    expect(verify(vector)).toEqual({ ok: true, authMethod: 'hmac-sha1', url: vector.url });
  });

  it('refuses T-7, signed for http, and says so', () => {
    expect(verify(t7)).toEqual({ ...WRONG, hint: expect.stringContaining('http and https') as string });
  });

  it('refuses T-8, Body altered from STOP to START', () => {
    expect(verify(t8)).toEqual(WRONG);
    expect(verify({ ...t8, body: t8.body.replace('START', 'STOP') }).ok).toBe(true);
  });

  it('accepts the published empty JSON body, which only verifies with the standard port', () => {
    const hash = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
    const url = `https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=${hash}`;
    const signature = getExpectedTwilioSignature('12345', url.replace('.com/', '.com:443/'), {});

    expect(verify({ token: '12345', url, body: '{}', signature })).toMatchObject({ ok: true });
  });

  it.each([
    ['missing', {}],
    ['empty', { 'x-twilio-signature': '' }],
    ['under another name', { 'x-signature': t3.signature }],
  ])('answers 401 when the header is %s', (_what, headers) => {
    expect(verify(t3, { headers })).toEqual({ ok: false, status: 401, reason: 'credential_missing', hint: null });
  });

  it.each<[string, string | string[]]>([
    ['one character too many', `${t3.signature}A`],
    ['too short', t3.signature.slice(1)],
    ['not Base64', '!'.repeat(28)],
    ['beyond ASCII', 'é'.repeat(14)],
    ['in hex', Buffer.from(t3.signature, 'base64').toString('hex')],
    ['without padding', t3.signature.slice(0, -1)],
    ['surrounded by blanks', ` ${t3.signature} `],
    ['repeated and joined', `${t3.signature}, ${t3.signature}`],
    ['repeated', [t3.signature, t3.signature]],
    ['of another connection', t4.signature],
    ['a megabyte', 'A'.repeat(1_000_000)],
  ])('answers 403 to a header that is %s', (_what, signature) => {
    expect(verify(t3, { headers: { 'x-twilio-signature': signature } })).toEqual(WRONG);
  });

  // Base64 of 20 bytes leaves two bits unused: comparing decoded bytes would accept four last characters.
  it('answers 403 when any single character of the signature differs', () => {
    for (let at = 0; at < t3.signature.length; at++) {
      for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/='.split('')) {
        if (t3.signature[at] === char) continue;
        const signature = t3.signature.slice(0, at) + char + t3.signature.slice(at + 1);
        expect(verify({ ...t3, signature })).toEqual(WRONG);
      }
    }
  });

  it.each([
    ['the secret of another connection', { token: 'another' }],
    ['a body altered by one byte', { body: t4.body.replace('STOP', 'STOQ') }],
    ['one more parameter', { body: `${t4.body}&Extra=1` }],
    ['a trimmed value', { body: t4.body.replace('OptOutType=STOP', 'OptOutType=STOP+') }],
    ['an altered query', { url: t4.url.replace('acme', 'acne') }],
    ['a decoded query', { url: t4.url.replace('%20', ' ') }],
    ['another path', { url: t4.url.replace('/main/', '/other/') }],
    ['another host', { url: t4.url.replace('example.org', 'example.com') }],
  ])('answers 403 to %s', (_what, over) => {
    expect(verify({ ...t4, ...over })).toEqual(WRONG);
  });

  it('accepts a default port on one side only', () => {
    for (const [scheme, port] of [
      ['https', ':443'],
      ['http', ':80'],
    ] as const) {
      const plain = `${scheme}://sms.example.org/in?x=1`;
      const withPort = `${scheme}://sms.example.org${port}/in?x=1`;
      const signed = (url: string) => getExpectedTwilioSignature(TOKEN, url, { Body: 'STOP' });
      expect(verify({ token: TOKEN, url: plain, body: 'Body=STOP', signature: signed(withPort) }).ok).toBe(true);
      expect(verify({ token: TOKEN, url: withPort, body: 'Body=STOP', signature: signed(plain) }).ok).toBe(true);
    }
  });

  it('tries every public URL it is given and none it is not', () => {
    expect(verify(t3, { publicUrls: ['https://wrong.example.org/', t3.url] })).toMatchObject({ ok: true, url: t3.url });
    expect(verify(t3, { publicUrls: ['http://internal:3000/hooks/twilio/main/inbound'] })).toEqual(WRONG);
    expect(verify(t3, { publicUrls: [] })).toEqual({ ...WRONG, hint: 'PUBLIC_URL is not set' });
  });

  it('does not look at forwarded headers', () => {
    const headers = {
      'x-twilio-signature': t3.signature,
      'x-forwarded-host': 'evil.test',
      'x-forwarded-proto': 'http',
    };
    expect(verify(t3, { headers }).ok).toBe(true);
  });

  it('hints at a trailing slash', () => {
    const signature = getExpectedTwilioSignature(TOKEN, 'https://h.example/in/?a=1', { Body: 'x' });
    expect(verify({ token: TOKEN, url: 'https://h.example/in?a=1', body: 'Body=x', signature })).toEqual({
      ...WRONG,
      hint: expect.stringContaining('trailing slash') as string,
    });
  });

  it('accepts both tokens during a rotation, and the old one no longer afterwards', () => {
    const request = requestOf(t3);
    expect(verifyTwilioSignature(request, ['new-token', TOKEN]).ok).toBe(true);
    expect(verifyTwilioSignature(request, [TOKEN, 'new-token']).ok).toBe(true);
    expect(verifyTwilioSignature(request, ['new-token'])).toEqual(WRONG);
  });

  it('refuses everything without a secret, also what was signed with an empty one', () => {
    const signature = getExpectedTwilioSignature('', t3.url, Object.fromEntries(formPairs(t3.body)));
    for (const tokens of [[], ['']]) {
      expect(verifyTwilioSignature(requestOf({ ...t3, signature }), tokens)).toEqual({
        ok: false,
        status: 403,
        reason: 'not_configured',
        hint: null,
      });
    }
  });

  it('signs a GET by its URL alone', () => {
    const url = `${INBOUND}?Body=STOP&From=%2B15005550001`;
    const signature = getExpectedTwilioSignature(TOKEN, url, {});
    expect(verify({ token: TOKEN, url, body: '', signature }, { method: 'GET' }).ok).toBe(true);
    expect(verify({ token: TOKEN, url: url.replace('STOP', 'START'), body: '', signature }, { method: 'GET' })).toEqual(
      WRONG,
    );
    // The same signature must not vouch for a body.
    expect(verify({ token: TOKEN, url, body: 'Body=START', signature })).toEqual(WRONG);
  });

  it.each([
    ['an altered body', { body: `${json.body} ` }],
    ['an altered hash', { url: json.url.replace('0a1ff', '0a1fe') }],
    ['an empty hash', { url: json.url.replace(/bodySHA256=.*/, 'bodySHA256=') }],
  ])('answers 403 to JSON with %s', (_what, over) => {
    expect(verify({ ...json, ...over })).toEqual(WRONG);
  });

  it.each([
    ['percent-encoded', Buffer.from('Body=caf%E9%ff+x&MessageSid=SM1')],
    ['raw', Buffer.concat([Buffer.from('Body=caf'), Buffer.from([0xe9, 0xff]), Buffer.from('+x&MessageSid=SM1')])],
  ])('accepts bytes that are not UTF-8 (%s), whether signed as bytes or as U+FFFD', async (_how, rawBody) => {
    const { createHmac } = await import('node:crypto');
    const signedAsBytes = createHmac('sha1', TOKEN)
      .update(
        Buffer.concat([Buffer.from(`${INBOUND}Bodycaf`), Buffer.from([0xe9, 0xff]), Buffer.from(' xMessageSidSM1')]),
      )
      .digest('base64');
    const signedAsText = getExpectedTwilioSignature(TOKEN, INBOUND, { Body: 'caf\uFFFD\uFFFD x', MessageSid: 'SM1' });

    for (const signature of [signedAsBytes, signedAsText]) {
      expect(verify({ token: TOKEN, url: INBOUND, body: '', signature }, { rawBody }).ok).toBe(true);
    }
    expect(verify({ token: TOKEN, url: INBOUND, body: '', signature: t3.signature }, { rawBody })).toEqual(WRONG);
  });

  // 100,000 keys fit into the 256 KiB we read only with repeats; distinct ones are fewer and cost more each.
  it.each([
    ['100,000 keys', Array.from({ length: 100_000 }, (_, index) => String.fromCharCode(97 + (index % 26))).join('&')],
    ['60,000 distinct keys', Array.from({ length: 60_000 }, (_, index) => (index + 1296).toString(36)).join('&')],
  ])('verifies and refuses %s within 100 ms', (_what, body) => {
    expect(body.length).toBeLessThanOrEqual(262_144);
    const names = new Set(formPairs(body).map(([name]) => name));
    const signature = getExpectedTwilioSignature(
      TOKEN,
      INBOUND,
      Object.fromEntries([...names].map((name) => [name, ''])),
    );
    // The fastest of a few runs: the limit is for the code, not for what else this machine does.
    const fastest = (given: string): number =>
      Math.min(
        ...Array.from({ length: 5 }, () => {
          const started = performance.now();
          expect(verify({ token: TOKEN, url: INBOUND, body, signature: given }).ok).toBe(given === signature);
          return performance.now() - started;
        }),
      );

    expect(fastest(signature)).toBeLessThan(100);
    expect(fastest(t3.signature)).toBeLessThan(100);
  });

  it('leaves the request as it was', () => {
    const request = requestOf(t4);
    const before = structuredClone({ ...request, rawBody: request.rawBody.toString('hex') });
    verifyTwilioSignature(request, [TOKEN]);
    expect({ ...request, rawBody: request.rawBody.toString('hex') }).toEqual(before);
  });
});

describe('verifyTwilioSignature beside the official library', () => {
  const wellFormed = fc.string({ unit: 'grapheme', maxLength: 20 });
  const name = fc
    .oneof(fc.constantFrom('Body', 'body', '_x', 'MediaUrl10', 'MediaUrl2', 'A', '0'), wellFormed)
    .filter((text) => text !== '');
  const pairs = fc.array(fc.tuple(name, wellFormed), { maxLength: 12 });
  const port = fc.constantFrom('', ':443', ':80', ':8443', ':3000');
  const url = fc
    .tuple(
      fc.constantFrom('https', 'http'),
      fc.constantFrom('sms.example.org', 'EU.Example.org', '[::1]', '127.0.0.1'),
      port,
      fc.webPath(),
      fc.webQueryParameters(),
    )
    .map(
      ([scheme, host, port, path, query]) =>
        `${scheme}://${host}${port}${path === '' ? '/' : path}${query === '' ? '' : `?${query}`}`,
    );
  const token = fc.string({ minLength: 1, maxLength: 40 });

  const encoded = (pairs: [string, string][]): string => new URLSearchParams(pairs).toString();

  /** As a form parser of a web framework gives them to the library: repeated names as lists. */
  function asParameters(pairs: readonly (readonly [string, string])[]): Record<string, string | string[]> {
    const all = new Map<string, string[]>();
    for (const [name, value] of pairs) all.set(name, [...(all.get(name) ?? []), value]);
    return Object.fromEntries([...all].map(([name, values]) => [name, values.length === 1 ? values[0]! : values]));
  }

  it('agrees for any parameters, repeats, URLs and ports', () => {
    fc.assert(
      fc.property(token, url, pairs, (token, url, pairs) => {
        const body = encoded(pairs);
        const parameters = asParameters(pairs);
        const signature = getExpectedTwilioSignature(token, url, parameters);
        expect(verify({ token, url, body, signature }).ok).toBe(true);
        expect(validateRequest(token, signature, url, parameters)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees when Twilio signed another port than we were called on', () => {
    fc.assert(
      fc.property(
        token,
        port,
        port,
        fc.constantFrom('https', 'http'),
        pairs,
        (token, signedPort, ourPort, scheme, pairs) => {
          const at = (port: string): string => `${scheme}://sms.example.org${port}/in?x=1`;
          const parameters = asParameters(pairs);
          const signature = getExpectedTwilioSignature(token, at(signedPort), parameters);
          const body = encoded(pairs);
          expect(verify({ token, url: at(ourPort), body, signature }).ok).toBe(
            validateRequest(token, signature, at(ourPort), parameters),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never accepts the signature of another token', () => {
    fc.assert(
      fc.property(token, token, url, pairs, (token, other, url, pairs) => {
        fc.pre(token !== other);
        const body = encoded(pairs);
        const signature = getExpectedTwilioSignature(other, url, asParameters(pairs));
        expect(verify({ token, url, body, signature }).ok).toBe(false);
      }),
    );
  });

  it('throws for no body and no header', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.string(),
        fc.constantFrom('GET', 'POST', 'get', 'PUT'),
        (bytes, signature, method) => {
          const verdict = verify({ ...t4, signature }, { method, rawBody: Buffer.from(bytes) });
          expect(verdict.ok).toBe(false);
        },
      ),
    );
  });
});
