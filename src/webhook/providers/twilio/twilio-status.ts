import type { ReceiptState } from '../../../contracts/delivery/1-receipts-received.event.js';
import type { StatusResult, WebhookRequest } from '../provider-adapter.js';
import { classifyTwilioCode } from './twilio-codes.js';
import { MESSAGE_SID, readFields } from './twilio-fields.js';
import { rawQuery } from './twilio-form.js';

/** @source contract "providers", section 14 */
const STATES = new Map<string, ReceiptState>([
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
]);

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Reads a verified status callback of Twilio.
 * @param accountSid account of the connection; a report of another account is refused with 403
 * @source contract "providers", section 3.4
 */
export function parseTwilioStatus(request: WebhookRequest, accountSid: string): StatusResult {
  const read = readFields(request, accountSid);
  if (read.kind !== 'fields') return read;
  const value = (name: string): string => read.fields.get(name) ?? '';
  const status = value('MessageStatus') || value('SmsStatus');
  // A text of a person at the wrong door must not vanish behind a friendly answer: it could be a STOP.
  if (['received', 'receiving'].includes(status)) {
    return { kind: 'undecodable', reason: 'an inbound message on the status route' };
  }
  if (!MESSAGE_SID.test(value('MessageSid'))) {
    return { kind: 'undecodable', reason: 'MessageSid is missing or malformed' };
  }
  if (status === '') return { kind: 'undecodable', reason: 'MessageStatus is missing' };
  const code = value('ErrorCode');
  return {
    kind: 'receipts',
    receipts: [
      {
        providerMessageId: value('MessageSid'),
        outboundId: outboundIdOf(request),
        state: STATES.get(status) ?? 'unknown',
        failure: /^[1-9]\d{0,9}$/.test(code) ? classifyTwilioCode(code, value('From')) : null,
      },
    ],
  };
}

/** The id that we put into the address of the callback. The address is signed, so it comes from us. */
function outboundIdOf({ publicUrls }: WebhookRequest): string | null {
  const id = new URLSearchParams(rawQuery(publicUrls[0] ?? '')).get('outbound');
  return id !== null && UUID.test(id) ? id.toLowerCase() : null;
}
