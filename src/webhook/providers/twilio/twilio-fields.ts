import { toStorableText } from '../../../kernel/text-safety.js';
import type { RefusalReason, WebhookRequest } from '../provider-adapter.js';
import { formPairs, type Pair, rawQuery } from './twilio-form.js';

/** The parameters of one request by name: storable text, untrimmed. */
export type Fields = ReadonlyMap<string, string>;

/** The scheme has no separators: a strange name could be a piece of somebody else's value. */
const PARAMETER_NAME = /^[A-Za-z0-9_]{1,64}$/;

/** Most parameters of one request. Twilio sends about 20, with ten media about 40. */
const PARAMETERS_MAX = 1000;

/** Printable and short enough for a unique index. Real ones are `SM` or `MM` and 32 hex digits. */
export const MESSAGE_SID = /^[\x21-\x7e]{1,64}$/;

/** Equal repeats are harmless; different values of these leave open which one was meant. */
const SINGLE_PARAMETERS = new Set([
  'MessageSid',
  'AccountSid',
  'From',
  'To',
  'Body',
  'OptOutType',
  'MessageStatus',
  'ErrorCode',
]);

/**
 * Reads the parameters of a verified request: a form, or the query for GET, whatever the content type says.
 * @param accountSid account of the connection; a request of another account is refused with 403
 * @source contract "providers", section 3.2 (weaknesses of the signature)
 */
export function readFields(
  request: WebhookRequest,
  accountSid: string,
):
  | { readonly kind: 'fields'; readonly fields: Fields }
  | { readonly kind: 'undecodable'; readonly reason: string }
  | { readonly kind: 'refused'; readonly status: 403; readonly reason: RefusalReason } {
  const encoded = encodedForm(request);
  if (countAmpersands(encoded) >= PARAMETERS_MAX) return { kind: 'undecodable', reason: 'too many parameters' };
  const fields = new Map<string, string>();
  for (const [name, value] of formPairs(encoded).map(storable)) {
    if (!PARAMETER_NAME.test(name)) return { kind: 'undecodable', reason: 'a parameter name is not Twilio’s' };
    const known = fields.get(name);
    if (known === undefined) fields.set(name, value);
    else if (known !== value && SINGLE_PARAMETERS.has(name))
      return { kind: 'undecodable', reason: `${name} has two values` };
  }
  // A signature of a sub-account or of a former account that shares its token must not speak for this connection.
  if (fields.get('AccountSid') !== accountSid) return { kind: 'refused', status: 403, reason: 'account_wrong' };
  return { kind: 'fields', fields };
}

/** The encoded parameters as they arrived. */
export function encodedForm({ method, publicUrls, rawBody }: WebhookRequest): string {
  return method.toUpperCase() === 'GET' ? rawQuery(publicUrls[0] ?? '') : rawBody.toString('utf8');
}

function storable([name, value]: Pair): Pair {
  return [name, toStorableText(value)];
}

/** Counted before parsing, so that a body of 100,000 keys costs nothing more once its signature was checked. */
function countAmpersands(encoded: string): number {
  let count = 0;
  for (let at = encoded.indexOf('&'); at !== -1; at = encoded.indexOf('&', at + 1)) count++;
  return count;
}
