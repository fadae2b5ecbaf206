import type { PhoneReader } from '../../contracts/readers/phone.reader.js';
import { InvalidRequest } from '../../kernel/app-error.js';
import type { Selector } from '../prioritization.js';
import { Fault, fieldsOf, isGiven, isObject, type RawEntry, readId } from './entries.js';
import { only, readAlias, readByEmail, readByPhone } from './selectors.js';

/** Most merges of one request. @source contract "Braze API", section 3.5 */
const MOST_MERGES = 50;

const NO_ARRAY = "'merge_updates' must be an array of objects";
const TOO_MANY = 'a single request may not contain more than 50 merge updates';
const WRONG_IDENTIFIER =
  "identifiers must be objects with an 'external_id' property that is a string, 'user_alias' property that is an object, 'email' property that is a string, or 'phone' property that is a string";
const OTHER_KEYS = "'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'";

/** Two people who are one. */
export interface MergeUpdate {
  readonly toMerge: Selector;
  readonly toKeep: Selector;
}

/**
 * Reads the body of `/users/merge`: one fault refuses all of it.
 * @throws InvalidRequest with the texts of the contract
 * @source contract "Braze API", section 3.5
 */
export function readMergeRequest(body: unknown, phones: PhoneReader): readonly MergeUpdate[] {
  const updates = fieldsOf(body)['merge_updates'];
  if (!Array.isArray(updates) || !updates.every(isObject)) throw new InvalidRequest(NO_ARRAY);
  if (updates.length > MOST_MERGES) throw new InvalidRequest(TOO_MANY);
  for (const update of updates)
    if (Object.keys(update).some((key) => key !== 'identifier_to_merge' && key !== 'identifier_to_keep'))
      throw new InvalidRequest(OTHER_KEYS);
  return updates.map((update) => ({
    toMerge: readIdentifier(update['identifier_to_merge'], phones),
    toKeep: readIdentifier(update['identifier_to_keep'], phones),
  }));
}

function readIdentifier(identifier: unknown, phones: PhoneReader): Selector {
  const selector = isObject(identifier) ? readSelector(identifier, phones) : new Fault(WRONG_IDENTIFIER);
  if (selector instanceof Fault) throw new InvalidRequest(selector.text);
  return selector;
}

function readSelector(identifier: RawEntry, phones: PhoneReader): Selector | Fault {
  const { user_alias, email, phone } = identifier;
  const kinds = ['external_id', 'user_alias', 'email', 'phone'].filter((name) => isGiven(identifier[name]));
  switch (kinds.length === 1 ? kinds[0] : null) {
    case 'external_id': {
      const externalId = readId(identifier, 'external_id');
      return externalId instanceof Fault ? wrong : only({ kind: 'external_id', externalId });
    }
    case 'user_alias': {
      const alias = readAlias(user_alias);
      return alias instanceof Fault ? wrong : only(alias);
    }
    case 'email':
      return typeof email === 'string' ? readByEmail(identifier) : wrong;
    case 'phone':
      return typeof phone === 'string' || typeof phone === 'number' ? readByPhone(identifier, phones) : wrong;
    default:
      return wrong;
  }
}

const wrong = new Fault(WRONG_IDENTIFIER);
