import { Injectable } from '@nestjs/common';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { ProfileReader, type ProfileSummary } from '../contracts/readers/profile.reader.js';
import { ConcurrentChange } from '../kernel/database/database-errors.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { toStorableText } from '../kernel/text-safety.js';
import { FoundPeople, type NamedPerson } from './found-people.js';
import { GroupWishRepository } from './group-wish.repository.js';

/** Finds the people whom a client names, in two statements per kind of name however many there are. */
@Injectable()
export class PeopleFinder {
  constructor(
    private readonly profiles: ProfileReader,
    private readonly phones: PhoneReader,
    private readonly wishes: GroupWishRepository,
  ) {}

  async find(work: UnitOfWork, workspaceId: string, people: readonly NamedPerson[]): Promise<FoundPeople> {
    return this.lookUp(work, workspaceId, people, this.numbersOf(people));
  }

  /**
   * Finds people and locks what their consent hangs on: the numbers named and held, then what the profiles hold
   * themselves. A number named is locked also when nobody has it, so nobody can take it meanwhile.
   * @throws ConcurrentChange when the world moved between looking and locking; the transaction is run again
   * @source design, section 2 ("One lock order everywhere")
   */
  async findLocked(work: UnitOfWork, workspaceId: string, people: readonly NamedPerson[]): Promise<FoundPeople> {
    const named = this.numbersOf(people);
    // A number is known before its holders are; only the other names have to be looked up to know what to lock.
    const others = people.filter(({ by }) => by !== 'phone');
    const seen = await this.lookUp(work, workspaceId, others, new Map());
    const numbers = new Set([...named.values()].map((number) => number.e164()));
    for (const { phoneE164 } of seen.profiles) if (phoneE164 !== null) numbers.add(phoneE164);
    const brazeIds = new Set(seen.profiles.map(({ brazeId }) => brazeId));
    await work.lock('number', [...numbers]);
    await this.wishes.lock(work, [...brazeIds]);

    const found = await this.lookUp(work, workspaceId, people, named);
    const moved = others
      .flatMap((person) => found.of(person))
      .some(({ brazeId, phoneE164 }) => !brazeIds.has(brazeId) || (phoneE164 !== null && !numbers.has(phoneE164)));
    if (moved && !work.owns('number'))
      throw new ConcurrentChange('A profile changed while its number was being locked.');
    return found;
  }

  /** The numbers of those who are named by one that can be read, by the name as it was written. */
  numbersOf(people: readonly NamedPerson[]): ReadonlyMap<string, PhoneNumber> {
    const numbers = new Map<string, PhoneNumber>();
    for (const { by, value } of people) {
      const number = by === 'phone' ? this.phones.readPersonPhone(value).e164 : null;
      if (number !== null) numbers.set(value, number);
    }
    return numbers;
  }

  private async lookUp(
    work: UnitOfWork,
    workspaceId: string,
    people: readonly NamedPerson[],
    numbers: ReadonlyMap<string, PhoneNumber>,
  ): Promise<FoundPeople> {
    const externalIds = namesOf(people, 'external_id');
    const emails = namesOf(people, 'email');
    const phones = [...new Set([...numbers.values()].map((number) => number.e164()))];
    const found: ProfileSummary[] = [];
    if (externalIds.length > 0) found.push(...(await this.profiles.byExternalId(work, workspaceId, externalIds)));
    if (emails.length > 0) found.push(...(await this.profiles.byEmail(work, workspaceId, emails)));
    if (phones.length > 0) found.push(...(await this.profiles.byPhone(work, workspaceId, phones)));
    return new FoundPeople(found, numbers);
  }
}

/** The names of one kind, each once. A name that PostgreSQL could not even store names nobody. */
function namesOf(people: readonly NamedPerson[], kind: NamedPerson['by']): readonly string[] {
  const names = people.filter(({ by }) => by === kind).map(({ value }) => value);
  return [...new Set(names)].filter((name) => toStorableText(name) === name);
}
