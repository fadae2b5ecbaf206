import type { PhoneReader } from '../../contracts/readers/phone.reader.js';
import { InvalidRequest } from '../../kernel/app-error.js';
import type { Selector } from '../prioritization.js';
import { Fault, fieldsOf, isGiven, type RawEntry, readEach, type ReadEntries, readId, readObjects } from './entries.js';
import { only, readAlias, readByEmail, readByPhone } from './selectors.js';

/** An anonymous person and the external id it shall have. */
export interface IdentifyEntry {
  readonly externalId: string;
  readonly source: Selector;
}

/** What `/users/identify` was asked. */
export interface IdentifyRequest extends ReadEntries<IdentifyEntry> {
  /** False for the old behaviour: only the aliases move. */
  readonly dataMoved: boolean;
}

/** Reads the body of `/users/identify`. @throws InvalidRequest @source contract "Braze API", section 3.4 */
export function readIdentifyRequest(body: unknown, phones: PhoneReader): IdentifyRequest {
  const asked = fieldsOf(body);
  const sources = {
    aliases_to_identify: (entry: RawEntry) => {
      const alias = readAlias(entry['user_alias']);
      return alias instanceof Fault ? alias : only(alias);
    },
    emails_to_identify: (entry: RawEntry) => readByEmail(entry),
    phone_numbers_to_identify: (entry: RawEntry) => readByPhone(entry, phones),
  };
  const given = Object.entries(sources).filter(([name]) => isGiven(asked[name]));
  if (given.length === 0) throw new InvalidRequest(`'aliases_to_identify' must be an array of objects`);
  const read = given.map(([name, readSource]) =>
    readEach(
      name,
      readObjects(asked, name),
      (entry) => readEntry(entry, readSource),
      (index) => `${name}[${index}]`,
    ),
  );
  return {
    accepted: read.flatMap(({ accepted }) => accepted),
    places: read.flatMap(({ places }) => places),
    errors: read.flatMap(({ errors }) => errors),
    dataMoved: readDataMoved(asked['merge_behavior']),
  };
}

function readEntry(entry: RawEntry, readSource: (entry: RawEntry) => Selector | Fault): IdentifyEntry | Fault {
  const externalId = readId(entry, 'external_id');
  if (externalId instanceof Fault) return externalId;
  const source = readSource(entry);
  return source instanceof Fault ? source : { externalId, source };
}

function readDataMoved(behavior: unknown): boolean {
  if (isGiven(behavior) && behavior !== 'merge' && behavior !== 'none')
    throw new InvalidRequest(`'merge_behavior' must be 'merge' or 'none'`);
  return behavior !== 'none';
}
