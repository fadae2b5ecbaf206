import type { ClassifiedMessage } from '../contracts/inbound/3-inbound-classified.event.js';
import type { Identification, IdentifiedMessage } from '../contracts/inbound/4-sender-identified.event.js';
import { treatsAsOptOut } from '../contracts/inbound/treats-as-opt-out.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { PersonPhone } from '../contracts/readers/phone.reader.js';

/** A profile that has a number, or the alias `phone` of it. */
export interface NumberHolder {
  readonly workspaceId: string;
  /** E.164; the number in question, not necessarily the profile's phone. */
  readonly number: string;
  readonly brazeId: string;
  readonly externalId: string | null;
  /** The profile's own phone, E.164. */
  readonly phone: string | null;
  /** Digits of the profile's phone as given; null or empty: none. */
  readonly phoneUnformatted: string | null;
  readonly holdsAlias: boolean;
  readonly updatedAt: Date;
}

/** A number to write onto a profile that is its own but lacked it, or onto a new one. */
export interface NumberGiven {
  readonly workspaceId: string;
  readonly brazeId: string;
  readonly number: PhoneNumber;
  readonly valid: boolean | null;
}

/** Who sent each text, and what must be written for that to be true. */
export interface IdentifiedSenders {
  readonly messages: readonly IdentifiedMessage[];
  /** Anonymous profiles, each with the number and its alias. */
  readonly created: readonly NumberGiven[];
  /** Alias owners whose phone was empty. */
  readonly filled: readonly NumberGiven[];
}

/** What the rule asks from outside. */
export interface IdentifyOptions {
  newId(): string;
  readPhone(number: PhoneNumber): Pick<PersonPhone, 'valid' | 'country'>;
  /** The workspace's switch for unknown numbers. @source contract "Braze API", section 6.3 */
  makesProfiles(workspaceId: string): boolean;
}

/** Why a text has no person at the other end to look for; null when it has one. */
function whyNobody({ from, sender, fromOwnSender }: ClassifiedMessage): string | null {
  if (fromOwnSender) return 'own_sender';
  if (sender === null) return 'not_our_sender';
  return from.kind === 'e164' ? null : 'not_a_phone_number';
}

/** The number of the person who sent a text; null when no person did. */
export function numberOf(message: ClassifiedMessage): PhoneNumber | null {
  return whyNobody(message) === null && message.from.kind === 'e164' ? message.from.number : null;
}

/** Whether a text may turn its unknown author into a profile. */
export function mayMakeProfile({ classification, sender }: ClassifiedMessage, countryOf: () => string | null): boolean {
  if (sender === null) return false;
  return classification.category === 'opt_in' || treatsAsOptOut(classification, sender.group, countryOf);
}

/**
 * Attributes texts to people, in arrival order: what an early text made is known to a later one.
 * @param holders all profiles with one of the numbers, and the owners of their aliases
 * @source contract "Braze API", sections 6.3 and 6.4
 */
export function identifySenders(
  messages: readonly ClassifiedMessage[],
  holders: readonly NumberHolder[],
  options: IdentifyOptions,
): IdentifiedSenders {
  const known = new Map<string, NumberHolder[]>();
  for (const holder of holders) add(known, holder);
  const created: NumberGiven[] = [];
  const filled: NumberGiven[] = [];

  const identify = (message: ClassifiedMessage): Identification => {
    const number = numberOf(message);
    if (number === null) return nobody(whyNobody(message)!);
    const { workspaceId } = message;
    const people = known.get(keyOf(workspaceId, number.e164())) ?? [];
    const author = people.toSorted(byPrecedence)[0];
    if (author !== undefined) {
      const { given, now } = fillPhone(people, author, number, options);
      filled.push(...given);
      known.set(keyOf(workspaceId, number.e164()), now);
      return person(author, now, false);
    }
    if (!mayMakeProfile(message, () => options.readPhone(number).country)) return nobody('unknown_number');
    if (!options.makesProfiles(workspaceId)) return nobody('unknown_number_handling_off');
    const made = newHolder(message, number, options.newId());
    created.push({ workspaceId, brazeId: made.brazeId, number, valid: options.readPhone(number).valid });
    add(known, made);
    return person(made, [made], true);
  };
  return { messages: messages.map((message) => ({ ...message, identification: identify(message) })), created, filled };
}

function nobody(reason: string): Identification {
  return { profile: null, profileIds: [], reason };
}

function person(author: NumberHolder, people: readonly NumberHolder[], created: boolean): Identification {
  const { brazeId, externalId, holdsAlias } = author;
  return {
    profile: { brazeId, externalId, created, holdsPhoneAlias: holdsAlias },
    // An alias owner who has moved to another number is the author, but the number is not theirs any more.
    profileIds: people
      .filter(({ phone, number }) => phone === number)
      .map((holder) => holder.brazeId)
      .sort(),
    reason: created ? 'created' : holdsAlias ? 'alias' : 'phone',
  };
}

/** An alias owner without a phone gets the number. @source contract "Braze API", section 6.3 */
function fillPhone(
  people: readonly NumberHolder[],
  author: NumberHolder,
  number: PhoneNumber,
  options: IdentifyOptions,
): { given: readonly NumberGiven[]; now: NumberHolder[] } {
  const e164 = number.e164();
  // A phone that could not be made into a number is the customer's own entry, unless it is this very number without "+".
  const isBlank = author.phone === null && ['', e164.slice(1)].includes(author.phoneUnformatted ?? '');
  if (!isBlank) return { given: [], now: [...people] };
  const { workspaceId, brazeId } = author;
  return {
    given: [{ workspaceId, brazeId, number, valid: options.readPhone(number).valid }],
    now: people.map((holder) => (holder === author ? { ...author, phone: e164 } : holder)),
  };
}

function newHolder({ workspaceId, receivedAt }: ClassifiedMessage, number: PhoneNumber, brazeId: string): NumberHolder {
  const e164 = number.e164();
  return {
    workspaceId,
    number: e164,
    brazeId,
    externalId: null,
    phone: e164,
    phoneUnformatted: e164.slice(1),
    holdsAlias: true,
    updatedAt: receivedAt,
  };
}

/** The owner of the alias, else the most recently updated profile, else the lowest id. */
function byPrecedence(left: NumberHolder, right: NumberHolder): number {
  return (
    Number(right.holdsAlias) - Number(left.holdsAlias) ||
    right.updatedAt.getTime() - left.updatedAt.getTime() ||
    (left.brazeId < right.brazeId ? -1 : 1)
  );
}

function add(known: Map<string, NumberHolder[]>, holder: NumberHolder): void {
  const key = keyOf(holder.workspaceId, holder.number);
  known.set(key, [...(known.get(key) ?? []), holder]);
}

function keyOf(workspaceId: string, number: string): string {
  return `${workspaceId} ${number}`;
}
