import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../../src/config/config.js';
import { isProfileFlagged } from '../../../src/contracts/delivery/number-flag.js';
import { InvalidNumberReader } from '../../../src/contracts/readers/invalid-number.reader.js';
import { TEST_API_KEY, type TestHark } from '../../support/hark.js';
import { sendRaw } from '../../support/raw-request.js';

/** Something that is done or asked, and what is answered. */
export type Step = (hark: TestHark) => Promise<unknown>;

/** A step with its whole answer. */
export type Expected = readonly [step: Step, answer: unknown];

/** One row of contract "Braze API", section 7. Rows that share a number are variants of one case. */
export interface ContractCase {
  readonly case: number;
  readonly title: string;
  /** Settings other than the defaults; such a row has a Hark of its own. */
  readonly settings?: Partial<Config>;
  /** What is there before. */
  readonly given?: readonly (Step | Expected)[];
  /** The requests of the case. */
  readonly when: readonly Expected[];
  /** What the product says and holds after. */
  readonly then?: readonly Expected[];
}

/** Ids of the groups the rows speak about. */
export interface Groups {
  /** `Promo` of the contract, sender 55555. */
  readonly promo: string;
  /** Sender 66666. */
  readonly news: string;
  /** Wants a second opt-in, sender 77777. */
  readonly twice: string;
}

/** A place in time that exports still show. */
export const TIME = '2026-11-20T10:00:00.000Z';

/** A number of its own for each case. */
export function numberOf(contractCase: number, which = 0): string {
  return `+1917${String(550 + which)}${String(contractCase).padStart(4, '0')}`;
}

/** The answer of a success with these fields beside the message. */
export function success(fields: object = {}): object {
  return { ...fields, message: 'success' };
}

interface Given {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** A new key with these permissions asks. */
  readonly permissions?: readonly string[];
}

/** A request over real HTTP; its answer is `[status, body]`. A text is sent as it is, anything else as JSON. */
export function request(method: string, path: string, { body, headers, permissions }: Given = {}): Step {
  return async (hark) => {
    const key = permissions === undefined ? TEST_API_KEY : await keyWith(hark, permissions);
    const sent = { authorization: `Bearer ${key}`, ...(body === undefined ? {} : JSON_TYPE), ...headers };
    const raw = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const answer = await sendRaw(hark.url, method, path, sent, raw);
    return [answer.status, answer.body];
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

async function keyWith(hark: TestHark, permissions: readonly string[]): Promise<string> {
  const made = await hark.request('POST', '/admin/api_keys', { body: { name: 'row', permissions } });
  return made.body.key as string;
}

export const POST = (path: string, body: unknown, given: Omit<Given, 'body'> = {}): Step =>
  request('POST', path, { body, ...given });
export const GET = (path: string, given: Given = {}): Step => request('GET', path, given);
export const track = (body: unknown): Step => POST('/users/track', body);
/** Attributes objects, each about somebody who is made if need be. */
export const people = (...attributes: object[]): Step =>
  track({ attributes: attributes.map((object) => ({ _update_existing_only: false, ...object })) });
export const newAliases = (...user_aliases: object[]): Step => POST('/users/alias/new', { user_aliases });

/** A signed text; its answer is the reply, or null. */
export function text(from: string, body: string, to = '55555'): Step {
  return (hark) => hark.text(from, body, { to });
}

/** The `users` of an export. */
export function exported(query: object): Step {
  return (hark) => hark.exportBy(query);
}

/** State of a number in a group. */
export function statusOf(groupId: string, number: string): Step {
  return (hark) => hark.status(groupId, number);
}

/** States of people in a group, by external id. */
export function statusesOf(groupId: string, ...ids: string[]): Step {
  const query = ids.map((id) => `external_id[]=${id}`).join('&');
  return async (hark) =>
    (await hark.request('GET', `/subscription/status/get?subscription_group_id=${groupId}&${query}`)).body.status;
}

/** Rows as the database holds them. */
export function stored(sql: string, ...parameters: unknown[]): Step {
  return (hark) => hark.rows(sql, parameters);
}

/** The history of a number, as the management API tells it. */
export function historyOf(number: string): Step {
  return async (hark) => (await hark.request('GET', `/admin/consent/${number}`)).body.history;
}

/** Whether each profile on a number is flagged, by external id. */
export function flagsOn(number: string): Step {
  return async (hark) => {
    const profiles = await hark.rows<{ external_id: string; created_at: Date; phone: string }>(
      'select external_id, created_at, phone_e164 as phone from profile where phone_e164 = $1',
      [number],
    );
    const flags = await hark.work((work) =>
      hark.app.get(InvalidNumberReader).flagged(work, hark.workspaceId, [number]),
    );
    return Object.fromEntries(
      profiles.map(({ external_id, created_at, phone }) => [
        external_id,
        isProfileFlagged({ createdAt: created_at, phone }, flags.get(phone)),
      ]),
    );
  };
}

/** Does a step at an instant. */
export function at(instant: string, step: Step): Step {
  return (hark) => {
    hark.clock.set(new Date(instant));
    return step(hark);
  };
}

/** Does a step several times at once; its answer is the list of answers. */
export function atOnce(times: number, step: Step): Step {
  return (hark) => Promise.all(Array.from({ length: times }, () => step(hark)));
}

/** Rate headers, request id and type of an answer, with its status. */
export function headersOf(method: string, path: string, { body, headers }: Given = {}): Step {
  return async (hark) => {
    const sent = { authorization: `Bearer ${TEST_API_KEY}`, ...JSON_TYPE, ...headers };
    const answer = await sendRaw(hark.url, method, path, sent, body as string | undefined);
    return { status: answer.status, ...pick(answer.headers) };
  };
}

function pick(headers: Readonly<Record<string, string | string[] | undefined>>) {
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) => headers[`x-ratelimit-${name}`]);
  return { limit, remaining, reset, id: headers['x-request-id'], type: headers['content-type'] };
}

/** Any integer as a header writes one. */
export const anInteger: unknown = expect.stringMatching(/^\d+$/);
/** Any instant as the API writes one. */
export const anInstant: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** Stands for a value nobody knows beforehand: whatever it meets first, it must meet everywhere else in its row. */
export function theSame(what = /./s): unknown {
  let seen: { readonly value: unknown } | undefined;
  return {
    asymmetricMatch(value: unknown): boolean {
      seen ??= what.test(String(value)) ? { value } : undefined;
      return seen !== undefined && isDeepStrictEqual(seen.value, value);
    },
    toString: () => 'theSame',
    toAsymmetricMatcher: () => `the same as ${JSON.stringify(seen?.value)}`,
  };
}

/** The id of one person. */
export function aBrazeId(): unknown {
  return theSame(/^[0-9a-f]{24}$/);
}

/** A whole exported person with these fields and no other. */
export function person(fields: object, brazeId = aBrazeId()): object {
  return {
    created_at: anInstant,
    user_aliases: [],
    appboy_id: brazeId,
    braze_id: brazeId,
    random_bucket: expect.any(Number) as number,
    ...fields,
  };
}

/** What an export shows of an event or a product. */
export function happened(name: string, count: number, first: unknown = TIME, last: unknown = first): object {
  return { name, first, last, count };
}
