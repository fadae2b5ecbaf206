import type { SendResult } from '../../../contracts/gateways/message.gateway.js';
import { PhoneNumber } from '../../../contracts/phone/phone-number.js';
import { Masked } from '../../../kernel/masked.js';
import type { ProviderMessage, ProviderNetwork } from '../provider-adapter.js';
import { sendViaTwilio } from './twilio-send.js';

const account = { account_sid: 'AC0011', auth_token: 'secret' };
const message: ProviderMessage = {
  outboundId: '01900000-0000-7000-8000-00000000abcd',
  workspaceId: '01900000-0000-7000-8000-000000000001',
  connectionId: 'c1',
  to: PhoneNumber.fromE164('+15005550001'),
  from: '384387',
  text: new Masked('Été & 1+1=2 👍🏽 '),
  statusUrl: 'https://sms.example.org/webhooks/twilio/c1/status?outbound=1&x=2',
};

type Outside = Partial<ProviderNetwork> & Pick<ProviderNetwork, 'fetch'>;

const send = (outside: Outside, changes: Partial<ProviderMessage> = {}): Promise<SendResult> =>
  sendViaTwilio({ ...message, ...changes }, account, {
    timeoutMs: 1000,
    apiBaseUrl: null,
    now: new Date('2026-11-22T12:00:00Z'),
    ...outside,
  });

const answering = (status: number, body: unknown, headers: Record<string, string> = {}): Outside => ({
  fetch: () =>
    Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })),
});

const failing = (error: unknown): Outside => ({
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever comes must be survived
  fetch: () => Promise.reject(error),
});

/** As `fetch` reports what its socket met. */
const socketError = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('+15005550001'), { code }) });

describe('a text handed to Twilio', () => {
  it('is one form post with Basic auth', async () => {
    const requests: { url: string; init: RequestInit }[] = [];
    const fetch: typeof globalThis.fetch = (url, init) => {
      requests.push({ url: url as string, init: init! });
      return Promise.resolve(new Response('{"sid":"SM1"}', { status: 201 }));
    };

    expect(await send({ fetch })).toEqual({ outcome: 'accepted', providerMessageId: 'SM1' });
    await send({ fetch, apiBaseUrl: 'https://proxy.example.org/twilio' }, { statusUrl: null });

    const [first, second] = requests;
    expect(first!.url).toBe('https://api.twilio.com/2010-04-01/Accounts/AC0011/Messages.json');
    expect(first!.init).toMatchObject({
      method: 'POST',
      redirect: 'manual',
      headers: { authorization: `Basic ${Buffer.from('AC0011:secret').toString('base64')}` },
    });
    expect(Object.fromEntries(first!.init.body as URLSearchParams)).toEqual({
      To: '+15005550001',
      From: '384387',
      Body: 'Été & 1+1=2 👍🏽 ',
      StatusCallback: message.statusUrl,
    });
    expect(second!.url).toBe('https://proxy.example.org/twilio/2010-04-01/Accounts/AC0011/Messages.json');
    expect([...(second!.init.body as URLSearchParams).keys()]).toEqual(['To', 'From', 'Body']);
  });

  it.each([
    ['an invalid number', 400, { code: 21211 }, '21211', 'number_invalid', false],
    ['an opt-out', 400, { code: 21610 }, '21610', 'opted_out', false],
    ['a wrong token', 401, { code: 20003 }, '20003', 'sender_config', false],
    ['a new code', 400, { code: 99999 }, '99999', 'unknown', false],
    ['a rate', 429, { code: 20429 }, '20429', 'rate_limited', true],
    ['a rate without a code', 429, '', 'HTTP_429', 'rate_limited', true],
    ['a rate with a code of something else', 429, { code: 99999 }, '99999', 'rate_limited', true],
    ['the cap of the day', 429, { code: 30023 }, '30023', 'rate_limited', false],
    ['a broken server', 500, 'oops', 'HTTP_500', 'temporary', true],
    ['a server that pauses', 503, { code: 20503 }, '20503', 'temporary', true],
    ['a redirect', 307, '', 'HTTP_307', 'sender_config', false],
    ['a page that is not there', 404, '<html>', 'HTTP_404', 'sender_config', false],
    ['a code that is no number', 400, { code: '+15005550001' }, 'HTTP_400', 'sender_config', false],
  ])('is refused for %s', async (_what, status, body, code, failureClass, retryable) => {
    expect(await send(answering(status, body))).toMatchObject({
      outcome: 'refused',
      failure: { code, class: failureClass },
      retryable,
    });
  });

  it('carries the pause the provider asked for', async () => {
    expect(await send(answering(429, '', { 'retry-after': '2' }))).toMatchObject({ retryAfterMs: 2000 });
    expect(await send(answering(503, ''))).toMatchObject({ retryAfterMs: null });
  });

  it.each([
    ['502', answering(502, ''), 'HTTP_502'],
    ['504', answering(504, ''), 'HTTP_504'],
    ['a reset', failing(socketError('ECONNRESET')), 'NETWORK_ECONNRESET'],
    ['a closed connection', failing(socketError('UND_ERR_SOCKET')), 'NETWORK_UND_ERR_SOCKET'],
    ['a time-out', failing(new DOMException('aborted', 'TimeoutError')), 'TIMEOUT'],
    ['no headers in time', failing(socketError('UND_ERR_HEADERS_TIMEOUT')), 'NETWORK_UND_ERR_HEADERS_TIMEOUT'],
    ['something nobody has seen', failing('+15005550001'), 'NETWORK_FAILED'],
    ['nothing at all', failing(undefined), 'NETWORK_FAILED'],
    ['a success without an id', answering(201, '{"sid"'), 'ANSWER_WITHOUT_SID'],
    ['a success with a strange id', answering(200, { sid: 'a b' }), 'ANSWER_WITHOUT_SID'],
    ['a success that is null', answering(201, 'null'), 'ANSWER_WITHOUT_SID'],
  ])('may have been taken after %s', async (_what, outside, code) => {
    expect(await send(outside)).toMatchObject({ outcome: 'ambiguous', failure: { code } });
  });

  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
  ])('was certainly not taken after %s', async (code) => {
    expect(await send(failing(socketError(code)))).toEqual({
      outcome: 'refused',
      failure: { code: `NETWORK_${code}`, class: 'temporary', certainty: 'soft' },
      retryable: true,
      retryAfterMs: null,
    });
  });
});
