import type { GroupWish } from '../contracts/profile/1-track-requested.event.js';
import { InvalidRequest } from '../kernel/app-error.js';
import type { NamedPerson } from './found-people.js';
import { isUuid } from './uuid.js';

/** Most people one list, and one call with several groups, may name. @source contract "Braze API", sections 4.1 and 4.2 */
const MOST_PEOPLE = 50;

/** Most groups one call may name: there are no more in a workspace. @source contract "Braze API", section 4.5 */
const MOST_ORDERS = 450;

/** An order to put people into one group, or out of it. */
export interface StatusOrder extends GroupWish {
  /** Each name once; one person may be named in several ways. */
  readonly people: readonly NamedPerson[];
}

/**
 * Reads the body of `POST /subscription/status/set`.
 * @throws InvalidRequest with the texts of the contract, section 1.3
 * @source contract "Braze API", section 4.1
 */
export function readStatusOrder(body: unknown): StatusOrder {
  const order = isObject(body) ? body : {};
  const groupId = order['subscription_group_id'];
  if (typeof groupId !== 'string' || !isUuid(groupId)) throw new InvalidRequest('Invalid subscription group ID');
  const state = order['subscription_state'];
  if (state !== 'subscribed' && state !== 'unsubscribed')
    throw new InvalidRequest(`'subscription_state' must be 'subscribed' or 'unsubscribed'`);
  const emails = namesIn(order, 'email');
  const phones = namesIn(order, 'phone');
  if (emails.length > 0 && phones.length > 0)
    throw new InvalidRequest('Either an email address or a phone number should be provided, but not both.');
  return {
    // PostgreSQL gives UUIDs in small letters, so they are compared in them.
    groupId: groupId.toLowerCase(),
    state,
    useDoubleOptIn: readFlag(order),
    people: [...namesIn(order, 'external_id'), ...phones, ...emails],
  };
}

/**
 * Reads the body of `POST /v2/subscription/status/set`.
 * @throws InvalidRequest when any element is wrong: nothing of the call is done then
 * @source contract "Braze API", section 4.2
 */
export function readStatusOrders(body: unknown): readonly StatusOrder[] {
  const elements = isObject(body) ? body['subscription_groups'] : null;
  if (!Array.isArray(elements) || elements.length === 0 || !elements.every(isObject))
    throw new InvalidRequest(`'subscription_groups' must be an array of objects`);
  if (elements.length > MOST_ORDERS) throw tooMany();
  const orders = elements.map(readStatusOrder);
  const people = new Set(orders.flatMap((order) => order.people.map(({ by, value }) => `${by} ${value}`)));
  if (people.size > MOST_PEOPLE) throw tooMany();
  return orders;
}

/** A name in the singular and the plural, one or many: clients mix the spellings of both versions. */
function namesIn(order: Readonly<Record<string, unknown>>, by: NamedPerson['by']): readonly NamedPerson[] {
  const names = [by, `${by}s`].flatMap((field) => listOf(order[field]).map((value) => readName(field, value)));
  if (names.length > MOST_PEOPLE) throw tooMany();
  return [...new Set(names)].filter((value) => value !== '').map((value) => ({ by, value }));
}

function listOf(value: unknown): readonly unknown[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter((item) => item !== undefined && item !== null);
}

/**
 * Ids may arrive as JSON numbers. Past 2^53 two different ones would arrive as the same, and two people become one.
 * @source contract "Braze API", section 1.6
 */
function readName(field: string, value: unknown): string {
  // External ids are compared exactly, so they keep their blanks; no number or address begins with one.
  if (typeof value === 'string')
    return value.trim() === '' ? '' : field.startsWith('external_id') ? value : value.trim();
  const isExact = Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));
  if (typeof value === 'number' && isExact) return String(value);
  throw new InvalidRequest(`'${field}' must be a string or an array of strings`);
}

/** Anything but a boolean is refused: a misread `"true"` would subscribe people who were to be asked first. */
function readFlag(order: Readonly<Record<string, unknown>>): boolean {
  const flag = order['use_double_opt_in_logic'] ?? false;
  if (typeof flag !== 'boolean') throw new InvalidRequest(`'use_double_opt_in_logic' must be a boolean`);
  return flag;
}

function tooMany(): InvalidRequest {
  return new InvalidRequest('The max number of ids per request was exceeded');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
