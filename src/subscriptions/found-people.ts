import { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { ProfileSummary } from '../contracts/readers/profile.reader.js';

/** One name by which a client means somebody, as it was written. One email or phone may mean several profiles. */
export interface NamedPerson {
  readonly by: 'external_id' | 'phone' | 'email';
  readonly value: string;
}

/** The profiles behind the names of a request. */
export class FoundPeople {
  /** Each profile once, in the order of the names. */
  readonly profiles: readonly ProfileSummary[];
  private readonly byName = new Map<string, ProfileSummary[]>();

  /** @param numbers the numbers of those named by phone, by the name as it was written */
  constructor(
    found: readonly ProfileSummary[],
    private readonly numbers: ReadonlyMap<string, PhoneNumber>,
  ) {
    this.profiles = [...new Map(found.map((profile) => [profile.brazeId, profile])).values()];
    for (const profile of this.profiles) {
      this.add('external_id', profile.externalId, profile);
      for (const id of profile.formerExternalIds ?? []) this.add('external_id', id, profile);
      this.add('phone', profile.phoneE164, profile);
      this.add('email', profile.email?.toLowerCase() ?? null, profile);
    }
  }

  /** The numbers these profiles have. */
  get heldNumbers(): readonly PhoneNumber[] {
    return this.profiles.flatMap(({ phoneE164 }) => (phoneE164 === null ? [] : [PhoneNumber.fromE164(phoneE164)]));
  }

  /** The profiles that a name means. */
  of(person: NamedPerson): readonly ProfileSummary[] {
    const { by, value } = person;
    const name = by === 'phone' ? this.numberOf(person)?.e164() : by === 'email' ? value.toLowerCase() : value;
    return name === undefined ? [] : (this.byName.get(keyOf(by, name)) ?? []);
  }

  /** The number a person is named by; null when it is none, or the name is of another kind. */
  numberOf({ by, value }: NamedPerson): PhoneNumber | null {
    return by === 'phone' ? (this.numbers.get(value) ?? null) : null;
  }

  private add(by: NamedPerson['by'], name: string | null, profile: ProfileSummary): void {
    if (name === null) return;
    const key = keyOf(by, name);
    const known = this.byName.get(key);
    if (known === undefined) this.byName.set(key, [profile]);
    else known.push(profile);
  }
}

function keyOf(by: NamedPerson['by'], name: string): string {
  return `${by} ${name}`;
}
