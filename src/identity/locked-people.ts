import { Injectable } from '@nestjs/common';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { PhoneChange, ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { Clock } from '../kernel/clock.js';
import { ConcurrentChange } from '../kernel/database/database-errors.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Ids } from '../kernel/ids.js';
import { FormerIdRepository } from './former-id.repository.js';
import type { Profile } from './profile.js';
import { type Holder, ProfileRepository } from './profile.repository.js';
import type { AliasRow } from './alias-row.js';
import { ProfileSet } from './profile-set.js';

/** What a request is about to do with people. */
export interface PeopleRequest {
  readonly workspaceId: string;
  readonly identifiers: readonly ProfileIdentifier[];
  /** Numbers that will be written onto a profile. */
  readonly numbers: readonly PhoneNumber[];
  /** Whether the numbers that the people hold already matter: phones change, group wishes, merges. */
  readonly movesNumbers: boolean;
  /** Whether people may be merged or removed: then their aliases matter, and the numbers that stand in them. */
  readonly removesPeople: boolean;
  /** How many objects of the request may change who holds an email or a phone; null: every holder is needed. */
  readonly changes: number | null;
}

/** Finds the people of a request and locks everything it may change, in the one order that never deadlocks. */
@Injectable()
export class LockedPeople {
  constructor(
    private readonly profiles: ProfileRepository,
    private readonly formerIds: FormerIdRepository,
    private readonly phones: PhoneReader,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /**
   * Locks numbers, then identifiers nobody holds (so that only one of two requests makes the profile; who removes people
   * locks all of them, so that nobody vanishes from under a request that owns the space), then the rows of those who hold
   * the others, ascending.
   * @throws ConcurrentChange when the world moved between looking and locking; the transaction is run again
   * @source design, section 2 ("One lock order everywhere")
   */
  async load(work: UnitOfWork, request: PeopleRequest): Promise<ProfileSet> {
    const { workspaceId, movesNumbers, removesPeople } = request;
    const identifiers = distinct(request.identifiers);
    // Each object can remove at most one profile from those with an email or phone, so one more than that is enough
    // to know the first in precedence at any moment. A number that ten thousand profiles share stays cheap.
    const most = request.changes === null ? null : request.changes + 1;
    const find = () => this.profiles.findHolders(work, workspaceId, identifiers, most);

    const seen = await find();
    const numbers = new Set([
      ...namedNumbers(request),
      ...(movesNumbers ? seen.flatMap(phoneOf) : []),
      ...(removesPeople ? numbersIn(await this.profiles.findAliases(work, workspaceId, idsOf(seen))) : []),
    ]);
    const locked = identifiers.filter(
      (identifier, position) => removesPeople || (canBeTaken(identifier) && !isHeld(seen, position)),
    );
    await work.lock('number', [...numbers]);
    await work.lock(
      'identifier',
      locked.map((identifier) => lockKey(workspaceId, identifier)),
    );
    // Whoever waited for a lock may find that its identifiers have holders now.
    const hasWaited = numbers.size + locked.length > 0 || work.owns('number');
    const holders = hasWaited ? await find() : seen;
    const lost = identifiers.some((_, position) => isHeld(seen, position) && !isHeld(holders, position));
    if (lost && !work.owns('identifier'))
      throw new ConcurrentChange('A profile lost an identifier while it was being locked.');

    const brazeIds = idsOf(holders);
    const people = brazeIds.length === 0 ? [] : await this.profiles.lockMany(work, workspaceId, brazeIds);
    // Most requests name nobody by alias and need no look at the table.
    const needsAliases = removesPeople || identifiers.some(({ kind }) => kind === 'alias' || kind === 'link');
    const aliases = needsAliases ? await this.profiles.findAliases(work, workspaceId, brazeIds) : [];
    const formerIds = await this.formerIdsAmong(work, workspaceId, identifiers, people);
    assertUnmoved(identifiers, holders, people, { aliases, formerIds });
    const held = [
      ...(movesNumbers ? people.flatMap(({ phone }) => phone?.e164?.e164() ?? []) : []),
      ...(removesPeople ? numbersIn(aliases) : []),
    ];
    if (held.some((number) => !numbers.has(number)) && !work.owns('number'))
      throw new ConcurrentChange('A profile changed its number while it was being locked.');

    const birth = {
      newId: () => this.ids.hex24(),
      now: this.clock.now(),
      phoneOf: (number: PhoneNumber) => this.phoneOf(number),
    };
    return new ProfileSet(people, aliases, birth, formerIds);
  }

  /** Owners of the external ids that lead to somebody without being anybody's id today. */
  private async formerIdsAmong(
    work: UnitOfWork,
    workspaceId: string,
    identifiers: readonly ProfileIdentifier[],
    people: readonly Profile[],
  ): Promise<ReadonlyMap<string, string>> {
    const current = new Set(people.map(({ externalId }) => externalId));
    const others = identifiers.flatMap((identifier) =>
      identifier.kind === 'external_id' && !current.has(identifier.externalId) ? [identifier.externalId] : [],
    );
    const owners =
      people.length === 0 ? new Map<string, string>() : await this.formerIds.findOwners(work, workspaceId, others);
    // One renamed since the people were looked for is a holder that nobody locked.
    return new Map([...owners].filter(([, ownerId]) => people.some(({ brazeId }) => brazeId === ownerId)));
  }

  private phoneOf(number: PhoneNumber): PhoneChange {
    const { unformatted, valid } = this.phones.readPersonPhone(number.e164());
    return { e164: number, unformatted, valid };
  }
}

/** @throws ConcurrentChange when a holder vanished, or no longer has the identifier it was found by */
function assertUnmoved(
  identifiers: readonly ProfileIdentifier[],
  holders: readonly Holder[],
  people: readonly Profile[],
  { aliases, formerIds }: { aliases: readonly AliasRow[]; formerIds: ReadonlyMap<string, string> },
): void {
  const byId = new Map(people.map((profile) => [profile.brazeId, profile]));
  const owners = new Map(aliases.map((alias) => [JSON.stringify([alias.label, alias.name]), alias.brazeId]));
  for (const { position, brazeId } of holders) {
    const identifier = identifiers[position]!;
    const profile = byId.get(brazeId);
    const lost =
      profile === undefined ||
      (identifier.kind === 'external_id' &&
        profile.externalId !== identifier.externalId &&
        formerIds.get(identifier.externalId) !== brazeId) ||
      (identifier.kind === 'alias' && owners.get(JSON.stringify([identifier.label, identifier.name])) !== brazeId);
    if (lost) throw new ConcurrentChange('A profile changed while it was being locked.');
  }
}

/** A link asks for two holders: of the alias and of the external id. */
function distinct(identifiers: readonly ProfileIdentifier[]): readonly ProfileIdentifier[] {
  const each = identifiers.flatMap((identifier): ProfileIdentifier[] => {
    if (identifier.kind !== 'link') return [identifier];
    const { label, name, externalId } = identifier;
    return [
      { kind: 'alias', label, name },
      { kind: 'external_id', externalId },
    ];
  });
  return [...new Map(each.map((identifier) => [lockKey('', identifier), identifier])).values()];
}

/** The alias `phone` stands for a number as much as the phone itself: inbound texts look for both. */
function namedNumbers({ identifiers, numbers }: PeopleRequest): readonly string[] {
  return [
    ...numbers.map((number) => number.e164()),
    ...identifiers.flatMap((identifier) => {
      if (identifier.kind === 'phone') return [identifier.number.e164()];
      return (identifier.kind === 'alias' || identifier.kind === 'link') && identifier.label === 'phone'
        ? [identifier.name]
        : [];
    }),
  ];
}

function isHeld(holders: readonly Holder[], position: number): boolean {
  return holders.some((holder) => holder.position === position);
}

/** A braze id is never given on request; a phone, and the alias that stands for one, are locked as a number already. */
function canBeTaken(identifier: ProfileIdentifier): boolean {
  if (identifier.kind === 'alias') return identifier.label !== 'phone';
  return identifier.kind !== 'braze_id' && identifier.kind !== 'phone';
}

function idsOf(holders: readonly Holder[]): readonly string[] {
  return [...new Set(holders.map(({ brazeId }) => brazeId))];
}

function numbersIn(aliases: readonly AliasRow[]): readonly string[] {
  return aliases.filter(({ label }) => label === 'phone').map(({ name }) => name);
}

function phoneOf({ phone }: Holder): readonly string[] {
  return phone === null ? [] : [phone];
}

function lockKey(workspaceId: string, identifier: ProfileIdentifier): string {
  const { kind } = identifier;
  switch (kind) {
    case 'external_id':
      return JSON.stringify([workspaceId, kind, identifier.externalId]);
    case 'alias':
    case 'link':
      return JSON.stringify([workspaceId, 'alias', identifier.label, identifier.name]);
    case 'braze_id':
      return JSON.stringify([workspaceId, kind, identifier.brazeId]);
    case 'email':
      return JSON.stringify([workspaceId, kind, identifier.email.toLowerCase()]);
    case 'phone':
      return JSON.stringify([workspaceId, kind, identifier.number.e164()]);
  }
}
