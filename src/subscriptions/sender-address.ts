import type { SenderKind } from '../contracts/inbound/classification.js';

/** An address as it is stored and looked up, or what is wrong with it. */
export type SenderAddress =
  { readonly kind: 'address'; readonly value: string } | { readonly kind: 'fault'; readonly message: string };

/** Area codes of toll-free numbers in the North American plan, those in reserve included. @source NANPA, toll-free codes */
const TOLL_FREE = /^\+18(?:00|22|33|44|55|66|77|88)\d{7}$/;

const SHORT_CODE = /^\d{3,8}$/;

/** What carriers show as a name: at most 11 characters of GSM-7 that need no escape. @source contract "Braze API", section 6.1 */
const NAME = /^(?=.*[A-Za-z])[A-Za-z0-9&_+.-](?:[A-Za-z0-9 &_+.-]{0,9}[A-Za-z0-9&_+.-])?$/;

/**
 * Reads an address of ours for its kind. The kind must be right: it decides who answers STOP, we or the network.
 * @param e164Of a written number in E.164, or null when it is none
 * @source contract "keywords and consent", section 6
 */
export function readSenderAddress(
  kind: SenderKind,
  written: string,
  e164Of: (written: string) => string | null,
): SenderAddress {
  const text = written.trim();
  switch (kind) {
    case 'long_code':
    case 'toll_free':
      return readNumber(kind, e164Of(text));
    case 'short_code':
      return SHORT_CODE.test(text) ? address(text) : fault('a short code must have 3 to 8 digits');
    case 'alphanumeric':
      return NAME.test(text)
        ? address(text)
        : fault('an alphanumeric sender must have at most 11 letters, digits or blanks, at least one of them a letter');
  }
}

function readNumber(kind: 'long_code' | 'toll_free', e164: string | null): SenderAddress {
  if (e164 === null) return fault('must be a phone number in E.164, such as +14155550100');
  if (kind === 'toll_free' && !TOLL_FREE.test(e164))
    return fault('a toll-free number must be +1 followed by 800, 833, 844, 855, 866, 877 or 888');
  if (kind === 'long_code' && TOLL_FREE.test(e164))
    return fault(`is a toll-free number: its 'kind' must be 'toll_free'`);
  return address(e164);
}

function address(value: string): SenderAddress {
  return { kind: 'address', value };
}

function fault(message: string): SenderAddress {
  return { kind: 'fault', message: `'address': ${message}` };
}
