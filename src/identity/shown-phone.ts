import type { PhoneChange } from '../contracts/profile/1-track-requested.event.js';

/**
 * How a phone is written in answers; null when there is none.
 * @source contract "Braze API", section 6.6: E.164 when there is one, otherwise the digits
 */
export function shownPhone(phone: PhoneChange | null, style: 'e164' | 'digits'): string | null {
  if (phone === null) return null;
  if (style === 'e164' && phone.e164 !== null) return phone.e164.e164();
  return phone.unformatted === '' ? null : phone.unformatted;
}
