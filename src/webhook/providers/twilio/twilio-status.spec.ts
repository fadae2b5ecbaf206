import type { WebhookRequest } from '../provider-adapter.js';
import { TwilioAdapter } from './twilio.adapter.js';
import { parseTwilioStatus } from './twilio-status.js';

const URL = 'https://sms.example.org/hooks/twilio/main/status';
const ACCOUNT = 'AC00112233445566778899aabbccddeeff';
const SID = 'SM00000000000000000000000000000006';
const OUTBOUND = '01900000-0000-7000-8000-00000000abcd';

function request(body: string, url = URL, headers: Record<string, string> = {}): WebhookRequest {
  return {
    method: 'POST',
    publicUrls: [url],
    headers,
    rawBody: Buffer.from(body),
    now: new Date('2026-11-22T10:00:00Z'),
  };
}

const read = (fields: Record<string, string>, url = URL) =>
  parseTwilioStatus(
    request(new URLSearchParams({ AccountSid: ACCOUNT, MessageSid: SID, ...fields }).toString(), url),
    ACCOUNT,
  );

describe('a status callback of Twilio', () => {
  it('is verified and read as published (vector T-6)', () => {
    const adapter = new TwilioAdapter();
    const credentials = { account_sid: ACCOUNT, auth_token: '6f1c9b7e2d4a48f0a1b2c3d4e5f60718' };
    const callback = request(
      `ErrorCode=30005&MessageStatus=undelivered&SmsStatus=undelivered&SmsSid=${SID}&MessageSid=${SID}&To=%2B15005550009&From=%2B15005550006&AccountSid=${ACCOUNT}&ApiVersion=2010-04-01&RawDlrDoneDate=2611220954`,
      URL,
      { 'x-twilio-signature': 'QJkDuYwgoCwaEBE7Bh/3EB37D88=' },
    );

    expect(adapter.verify(callback, credentials)).toMatchObject({ ok: true });
    expect(adapter.parseStatus(callback, credentials)).toEqual({
      kind: 'receipts',
      receipts: [
        {
          providerMessageId: SID,
          outboundId: null,
          state: 'undelivered',
          failure: { code: '30005', class: 'number_invalid', certainty: 'hard' },
        },
      ],
    });
  });

  it.each([
    ['accepted', 'accepted'],
    ['scheduled', 'accepted'],
    ['queued', 'queued'],
    ['sending', 'sending'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['undelivered', 'undelivered'],
    ['failed', 'failed'],
    ['canceled', 'canceled'],
    ['read', 'read'],
    ['a new one', 'unknown'],
    ['__proto__', 'unknown'],
  ])('with status %s says %s', (MessageStatus, state) => {
    expect(read({ MessageStatus })).toMatchObject({ receipts: [{ state, failure: null }] });
  });

  it('is read by the old name of the status too', () => {
    expect(read({ SmsStatus: 'delivered' })).toMatchObject({ receipts: [{ state: 'delivered' }] });
  });

  it.each([
    ['', null],
    ['0', null],
    ['none', null],
    ['30008', { code: '30008', class: 'unknown', certainty: 'soft' }],
  ])('with ErrorCode "%s" has the failure %j', (ErrorCode, failure) => {
    expect(read({ MessageStatus: 'failed', ErrorCode })).toMatchObject({ receipts: [{ failure }] });
  });

  it('takes 30006 for a guess when it was sent from a toll-free number', () => {
    expect(read({ MessageStatus: 'undelivered', ErrorCode: '30006', From: '+18005550100' })).toMatchObject({
      receipts: [{ failure: { certainty: 'soft' } }],
    });
  });

  it.each([
    [`?outbound=${OUTBOUND}`, OUTBOUND],
    [`?a=1&outbound=${OUTBOUND.toUpperCase()}`, OUTBOUND],
    ['?outbound=', null],
    [`?outbound=${OUTBOUND}'--`, null],
    ['', null],
  ])('posted to …/status%s is about our text %s', (query, outboundId) => {
    expect(read({ MessageStatus: 'sent' }, URL + query)).toMatchObject({ receipts: [{ outboundId }] });
  });

  it.each([
    ['has no id', { MessageSid: '', MessageStatus: 'sent' }],
    ['has an endless id', { MessageSid: 'x'.repeat(65), MessageStatus: 'sent' }],
    ['has no status', {}],
    ['is a text of a person', { MessageStatus: '', SmsStatus: 'received', Body: 'STOP' }],
  ])('that %s is undecodable, and kept', (_what, fields) => {
    expect(read(fields)).toMatchObject({ kind: 'undecodable' });
  });

  it('with two different states is undecodable: the signature does not say which was meant', () => {
    const body = `AccountSid=${ACCOUNT}&MessageSid=${SID}&MessageStatus=sent&MessageStatus=delivered`;

    expect(parseTwilioStatus(request(body), ACCOUNT)).toMatchObject({ kind: 'undecodable' });
  });

  it('of another account is refused', () => {
    expect(read({ MessageStatus: 'sent', AccountSid: 'AC9' })).toEqual({
      kind: 'refused',
      status: 403,
      reason: 'account_wrong',
    });
  });
});
