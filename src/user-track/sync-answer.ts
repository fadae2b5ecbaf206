import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import type { EventSummary } from '../contracts/readers/event-summary.reader.js';

/** First, last and how often, as the compatible API writes them. */
interface Occurrences {
  readonly first: string;
  readonly last: string;
  readonly count: number;
}

/** The person of a synchronous request, as the request named them, with what the request is about. */
export interface SyncedUser {
  readonly external_id?: string;
  readonly user_alias?: { readonly alias_name: string; readonly alias_label: string };
  readonly braze_id?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly custom_attributes?: Readonly<Record<string, unknown>>;
  readonly custom_events?: readonly (Occurrences & { readonly name: string })[];
  readonly purchase_events?: readonly (Occurrences & { readonly product_id: string })[];
}

/** The answer of `/users/track/sync`; `users` is empty when the object was about nobody. */
export interface SyncAnswer {
  readonly users: readonly SyncedUser[];
  readonly message: 'success';
}

/** The identifier as a client would send it. */
export function identifierAsSent(identifier: ProfileIdentifier): SyncedUser {
  switch (identifier.kind) {
    case 'external_id':
      return { external_id: identifier.externalId };
    case 'alias':
      return { user_alias: aliasOf(identifier) };
    case 'link':
      return { external_id: identifier.externalId, user_alias: aliasOf(identifier) };
    case 'braze_id':
      return { braze_id: identifier.brazeId };
    case 'email':
      return { email: identifier.email };
    case 'phone':
      return { phone: identifier.number.e164() };
  }
}

/** Only the attributes the request named; one that is gone is null. */
export function attributesNamed(
  stored: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(names.map((name) => [name, Object.hasOwn(stored, name) ? stored[name] : null]));
}

/** How often something happened in all, after this request. */
export function occurrences({ first, last, count }: Pick<EventSummary, 'first' | 'last' | 'count'>): Occurrences {
  return { first: first.toISOString(), last: last.toISOString(), count };
}

function aliasOf({ label, name }: { readonly label: string; readonly name: string }) {
  return { alias_name: name, alias_label: label };
}
