import { MalformedPhoneNumber, PhoneNumber } from '../contracts/phone/phone-number.js';
import { InvalidRequest } from '../kernel/app-error.js';

/**
 * A number out of a query. An unencoded `+` arrives as a blank, and some clients leave it out.
 * @throws InvalidRequest naming the parameter
 * @source contract "Braze API", 1.5
 */
export function readNumber(name: string, value: string | undefined): PhoneNumber | null {
  if (value === undefined) return null;
  try {
    return PhoneNumber.fromE164(`+${value.trim().replace(/^\+/, '')}`);
  } catch (error) {
    if (error instanceof MalformedPhoneNumber) throw new InvalidRequest(`'${name}' must be a phone number in E.164`);
    throw error;
  }
}
