import type { ProfileFields } from '../contracts/readers/profile-fields.reader.js';
import type { Profile } from './profile.js';

/**
 * A person in the words of message templates: the columns by their own names, and by the ones that templates written
 * for Braze use.
 * @source contract "Braze API", sections 2.5 and 6.5
 */
export function templateFields({ brazeId, externalId, phone, fields, custom }: Profile): ProfileFields {
  const number = phone?.e164?.e164() ?? phone?.unformatted;
  const named = {
    ...fields,
    braze_id: brazeId,
    external_id: externalId,
    user_id: externalId,
    email_address: fields.email,
    city: fields.home_city,
    date_of_birth: fields.dob,
    phone: number,
    phone_number: number,
  };
  const known = Object.entries(named).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  return { standard: Object.fromEntries(known), custom: Object.fromEntries(custom) };
}
