import type { ProfileIdentifier } from '../../contracts/profile/1-track-requested.event.js';
import type { PhoneReader } from '../../contracts/readers/phone.reader.js';
import { toStorableText } from '../../kernel/text-safety.js';
import { type Priority, priorities, readPrioritization, type Selector } from '../prioritization.js';
import { Fault, isGiven, isObject, type RawEntry, readId } from './entries.js';

/** An alias: two texts. Other keys inside are ignored: one client puts `external_id` there. */
export function readAlias(alias: unknown): Extract<ProfileIdentifier, { kind: 'alias' }> | Fault {
  if (!isGiven(alias)) return new Fault(`'user_alias' is required`);
  if (!isObject(alias)) return new Fault(`'user_alias' must be an object`);
  const name = readId(alias, 'alias_name');
  if (name instanceof Fault) return name;
  const label = readId(alias, 'alias_label');
  return label instanceof Fault ? label : { kind: 'alias', label, name };
}

/** A person named by email, with the way to choose among several. */
export function readByEmail(entry: RawEntry, known: readonly Priority[] = priorities): Selector | Fault {
  const { email } = entry;
  if (typeof email !== 'string' || email.trim() === '') return new Fault(`'email' is required`);
  return withPrioritization({ kind: 'email', email: toStorableText(email.trim()) }, entry, known);
}

/** A person named by phone, with the way to choose among several. @source contract "Braze API", section 6.6 */
export function readByPhone(
  entry: RawEntry,
  phones: PhoneReader,
  known: readonly Priority[] = priorities,
): Selector | Fault {
  const { phone } = entry;
  if (typeof phone !== 'string' && typeof phone !== 'number') return new Fault(`'phone' is required`);
  const { e164 } = phones.readPersonPhone(phone);
  if (e164 === null) return new Fault(`'phone' is not valid`);
  return withPrioritization({ kind: 'phone', number: e164 }, entry, known);
}

/** A person named in a way that only one can have. */
export function only(identifier: ProfileIdentifier): Selector {
  return { identifier, prioritization: null };
}

function withPrioritization(
  identifier: ProfileIdentifier,
  entry: RawEntry,
  known: readonly Priority[],
): Selector | Fault {
  if (!isGiven(entry['prioritization'])) return new Fault(`'prioritization' is required`);
  const prioritization = readPrioritization(entry['prioritization'], known);
  return prioritization === null ? new Fault(`'prioritization' is not valid`) : { identifier, prioritization };
}
