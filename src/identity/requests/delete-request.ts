import type { PhoneReader } from '../../contracts/readers/phone.reader.js';
import { InvalidRequest } from '../../kernel/app-error.js';
import type { Priority, Selector } from '../prioritization.js';
import {
  assertShort,
  Fault,
  fieldsOf,
  isGiven,
  isObject,
  type RawEntry,
  readEach,
  type ReadEntries,
  readId,
} from './entries.js';
import { only, readAlias, readByEmail, readByPhone } from './selectors.js';

/** Ways to choose whom to delete. @source contract "Braze API", section 3.7 */
const PRIORITIES: readonly Priority[] = ['identified', 'unidentified', 'most_recently_updated'];

/** How people are named in the array of each kind. */
const kinds: Readonly<Record<string, (value: unknown, phones: PhoneReader) => Selector | Fault>> = {
  external_ids: (value) => {
    const externalId = readId({ external_ids: value }, 'external_ids');
    return externalId instanceof Fault ? externalId : only({ kind: 'external_id', externalId });
  },
  user_aliases: (value) => {
    const alias = readAlias(value);
    return alias instanceof Fault ? alias : only(alias);
  },
  braze_ids: (value) =>
    typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)
      ? only({ kind: 'braze_id', brazeId: value.toLowerCase() })
      : new Fault(`'braze_ids' is not valid`),
  email_addresses: (value) => ofObject(value, (entry) => readByEmail(entry, PRIORITIES)),
  phone_numbers: (value, phones) => ofObject(value, (entry) => readByPhone(entry, phones, PRIORITIES)),
};

/** Whom to delete, all named in one way. */
export interface ReadDeletion extends ReadEntries<Selector> {
  /** Name of the array. */
  readonly kind: string;
}

/**
 * Reads the body of `/users/delete`. Empty arrays count as absent beside one that is not.
 * @throws InvalidRequest when there is no kind of name, more than one, or too many names
 * @source contract "Braze API", section 3.7
 */
export function readDeleteRequest(body: unknown, phones: PhoneReader): ReadDeletion {
  const asked = fieldsOf(body);
  const given = Object.keys(kinds).filter((name) => isGiven(asked[name]));
  const filled = given.filter((name) => !(Array.isArray(asked[name]) && asked[name].length === 0));
  const [kind] = filled.length === 0 ? given : filled;
  if (kind === undefined || filled.length > 1)
    throw new InvalidRequest(
      "Exactly one of 'external_ids', 'user_aliases', 'braze_ids', 'email_addresses' or 'phone_numbers' must be provided",
    );
  const list = asked[kind];
  if (!Array.isArray(list)) throw new InvalidRequest(`'${kind}' must be an array`);
  assertShort(list);
  return { kind, ...readEach(kind, list, (value: unknown) => kinds[kind]!(value, phones)) };
}

function ofObject(value: unknown, read: (entry: RawEntry) => Selector | Fault): Selector | Fault {
  return isObject(value) ? read(value) : new Fault('must be an object');
}
