import type { ProviderHint } from '../../../contracts/inbound/classification.js';
import type { Channel } from '../../../contracts/phone/address.js';
import { toStorableText } from '../../../kernel/text-safety.js';
import type { ParsedInbound, ParsedMedia, ParseResult, WebhookRequest } from '../provider-adapter.js';
import { headerValue } from '../signature.js';
import { encodedForm, type Fields, MESSAGE_SID, readFields } from './twilio-fields.js';

const INTENTS = new Map<string, ProviderHint['intent']>([
  ['STOP', 'opt_out'],
  ['START', 'opt_in'],
  ['HELP', 'help'],
]);

/**
 * Reads a verified inbound request of Twilio: a form, or the query for GET, whatever the content type says.
 * @param accountSid account of the connection; a request of another account is refused with 403 and nothing is stored
 * @source contract "providers", section 3.1
 */
export function parseTwilioInbound(request: WebhookRequest, accountSid: string): ParseResult {
  const read = readFields(request, accountSid);
  if (read.kind !== 'fields') return read;
  const { fields } = read;
  const notInbound = whyNotInbound(fields);
  if (notInbound !== null) return { kind: 'ignored', reason: notInbound };
  if (!MESSAGE_SID.test(fields.get('MessageSid') ?? '')) {
    return { kind: 'undecodable', reason: 'MessageSid is missing or malformed' };
  }

  const missing = ['From', 'To'].find((name) => (fields.get(name) ?? '').trim() === '');
  if (missing !== undefined) {
    return {
      kind: 'messages',
      messages: [],
      bad: [{ reason: `${missing} is missing`, raw: toStorableText(encodedForm(request)) }],
    };
  }
  return { kind: 'messages', messages: [messageFrom(fields, request)], bad: [] };
}

/** Our own outgoing message, or a report about it, sent to the wrong route: answering would start a loop. */
function whyNotInbound(fields: Fields): string | null {
  const direction = fields.get('Direction') ?? 'inbound';
  if (direction !== 'inbound') return 'direction is not inbound';
  const status = fields.get('MessageStatus') ?? fields.get('SmsStatus') ?? 'received';
  return ['received', 'receiving', ''].includes(status) ? null : 'status callback on the inbound route';
}

function messageFrom(fields: Fields, request: WebhookRequest): ParsedInbound {
  const value = (name: string): string => fields.get(name) ?? '';
  const media = mediaOf(fields);
  const token = headerValue(request.headers['i-twilio-idempotency-token']);
  return {
    providerMessageId: value('MessageSid'),
    weakId: false,
    deliveryId: token === null ? null : toStorableText(token.slice(0, 128)),
    channel: channelOf(value('From'), media.length > 0),
    from: value('From'),
    to: value('To'),
    otherRecipients: [],
    text: value('Body'),
    media,
    segments: /^\d{1,4}$/.test(value('NumSegments')) ? Number(value('NumSegments')) : null,
    hint: hintOf(value('OptOutType')),
    providerTime: null,
    country: /^[A-Z]{2}$/.test(value('FromCountry')) ? value('FromCountry') : null,
    // fromEntries defines own properties, so a parameter named __proto__ stays a field.
    fields: Object.fromEntries(fields),
  };
}

/** By the fields that are there; `NumMedia` is not believed, it has been seen to name more than came. */
function mediaOf(fields: Fields): readonly ParsedMedia[] {
  return [...fields]
    .map(([name, url]) => ({ index: /^MediaUrl(\d{1,2})$/.exec(name)?.[1], url }))
    .filter((media): media is { index: string; url: string } => media.index !== undefined && media.url !== '')
    .sort((a, b) => Number(a.index) - Number(b.index))
    .map(({ index, url }) => ({ url, contentType: fields.get(`MediaContentType${index}`) ?? null }));
}

/** `OptOutType` comes only with Advanced Opt-Out, which has then answered the person. */
function hintOf(optOutType: string): ProviderHint | null {
  const intent = INTENTS.get(optOutType.trim().toUpperCase());
  return intent === undefined ? null : { intent, providerReplied: true };
}

/** `whatsapp:+…`, `rcs:…`, `messenger:…`; no prefix for SMS and MMS. */
function channelOf(from: string, hasMedia: boolean): Channel {
  const prefix = /^\s*([a-z][a-z0-9+.-]*):/i.exec(from)?.[1]?.toLowerCase();
  if (prefix === undefined || prefix === 'sms' || prefix === 'mms') return hasMedia ? 'mms' : 'sms';
  return prefix === 'rcs' ? 'rcs' : 'other';
}
