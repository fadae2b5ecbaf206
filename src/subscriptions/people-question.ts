import { InvalidRequest } from '../kernel/app-error.js';
import { queryValues, repairPlus } from '../kernel/http/query-values.js';
import type { NamedPerson } from './found-people.js';

/** Whom a query asks about, all named in one way, as the client wrote them. */
export interface PeopleQuestion {
  readonly by: NamedPerson['by'];
  readonly values: readonly string[];
}

/**
 * Reads whom a query asks about: external ids win over the others.
 * @throws InvalidRequest when it names nobody, or somebody by email and somebody by phone
 * @source contract "Braze API", sections 4.3 and 4.4
 */
export function readPeopleQuestion(query: Readonly<Record<string, unknown>>): PeopleQuestion {
  const externalIds = queryValues(query['external_id']);
  const emails = queryValues(query['email']);
  const phones = queryValues(query['phone']).map(repairPlus);
  if (externalIds.length > 0) return { by: 'external_id', values: externalIds };
  if (emails.length > 0 && phones.length > 0)
    throw new InvalidRequest('Either an email address or a phone number should be provided, but not both.');
  if (emails.length > 0) return { by: 'email', values: emails };
  if (phones.length > 0) return { by: 'phone', values: phones };
  throw new InvalidRequest(`'external_id', 'email' or 'phone' is required`);
}
