import webhooks from 'twilio/lib/webhooks/webhooks.js';
import type { ProviderAdapter, WebhookRequest } from '../provider-adapter.js';
import { TwilioAdapter } from './twilio.adapter.js';

const { getExpectedTwilioSignature } = webhooks;

const URL = 'https://sms.example.org/webhooks/twilio/c1/inbound';
const credentials = {
  account_sid: 'AC00112233445566778899aabbccddeeff',
  auth_token: '6f1c9b7e2d4a48f0a1b2c3d4e5f60718',
};
// As the registry of adapters sees it.
const adapter: ProviderAdapter = new TwilioAdapter();

function signed(fields: Record<string, string>, token = credentials.auth_token): WebhookRequest {
  return {
    method: 'POST',
    publicUrls: [URL],
    headers: { 'x-twilio-signature': getExpectedTwilioSignature(token, URL, fields) },
    rawBody: Buffer.from(new URLSearchParams(fields).toString()),
    now: new Date('2026-11-22T10:00:00Z'),
  };
}

const message = {
  MessageSid: 'SM5d2f0c9a1b3e4d6f8091a2b3c4d5e6f7',
  AccountSid: credentials.account_sid,
  From: '+15005550001',
  To: '+15005550006',
  Body: 'STOP',
};

describe('TwilioAdapter', () => {
  it('verifies and reads a request', () => {
    const request = signed(message);

    expect(adapter.verify(request, credentials)).toEqual({ ok: true, authMethod: 'hmac-sha1', url: URL });
    expect(adapter.parseInbound(request, credentials)).toMatchObject({
      kind: 'messages',
      messages: [{ providerMessageId: message.MessageSid, text: 'STOP' }],
      bad: [],
    });
  });

  it('reads the same request again with the same id, whenever it comes: replays are refused by that id', () => {
    const request = signed(message);
    const later = { ...request, now: new Date('2027-11-22T10:00:00Z') };

    expect(adapter.verify(later, credentials).ok).toBe(true);
    expect(adapter.parseInbound(later, credentials)).toEqual(adapter.parseInbound(request, credentials));
  });

  it('accepts the secondary token while there is one', () => {
    const request = signed(message, 'next-token');

    expect(adapter.verify(request, { ...credentials, secondary_auth_token: 'next-token' }).ok).toBe(true);
    expect(adapter.verify(request, credentials)).toMatchObject({ ok: false, status: 403 });
  });

  it('refuses a correctly signed request of another account', () => {
    const request = signed({ ...message, AccountSid: 'AC99999999999999999999999999999999' });

    expect(adapter.verify(request, credentials).ok).toBe(true);
    expect(adapter.parseInbound(request, credentials)).toEqual({
      kind: 'refused',
      status: 403,
      reason: 'account_wrong',
    });
  });

  it('answers with TwiML', () => {
    const xml = { status: 200, contentType: 'text/xml; charset=utf-8' };

    expect(adapter.acknowledge({ kind: 'stored', replies: [] })).toEqual({ ...xml, body: '<Response/>' });
    expect(adapter.acknowledge({ kind: 'ignored' })).toEqual({ ...xml, body: '<Response/>' });
    expect(adapter.acknowledge({ kind: 'stored', replies: [{ text: 'Bye & thanks', statusUrl: null }] })).toEqual({
      ...xml,
      body: '<Response><Message>Bye &amp; thanks</Message></Response>',
    });
    expect(adapter.acknowledge({ kind: 'undecodable' })).toEqual({ status: 400, contentType: null, body: '' });
  });

  it.each([[credentials], [{ ...credentials, secondary_auth_token: 'b' }]])('takes the credentials %#', (value) => {
    expect(adapter.readCredentials(value)).toEqual({ ok: true, credentials: value });
  });

  it.each([
    [null],
    ['token-1'],
    [{}],
    [{ account_sid: 'token-1' }],
    [{ ...credentials, auth_token: '' }],
    [{ ...credentials, auth_token: 'token-1 ' }],
    [{ ...credentials, auth_token: 4711 }],
    [{ ...credentials, secondary_auth_token: '' }],
    [{ ...credentials, secondary_auth_token: null }],
    [{ ...credentials, token: 'token-1' }],
  ])('refuses the credentials %# without repeating them', (value) => {
    const result = adapter.readCredentials(value);

    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toMatch(/token-1|4711|6f1c9b/);
  });
});
