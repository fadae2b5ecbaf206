import { Injectable } from '@nestjs/common';
import type { ConsentState } from '../contracts/inbound/5-consent-decided.event.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { ProfileReader, type ProfileSummary } from '../contracts/readers/profile.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { ConsentRepository } from './consent.repository.js';
import { GroupWishRepository } from './group-wish.repository.js';
import { labelOf, type StatusLabel } from './subscription-status.js';

/** Whose status is asked for; the values are as the client wrote them. */
export interface StatusQuestion {
  readonly workspaceId: string;
  readonly groupId: string;
  readonly by: 'external_id' | 'phone' | 'email';
  readonly values: readonly string[];
}

type Labels = ReadonlyMap<string, StatusLabel>;

/** Finds the status of people in a group, in three statements however many are asked about. */
@Injectable()
export class SubscriptionStatusReader {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly wishes: GroupWishRepository,
    private readonly profiles: ProfileReader,
    private readonly phones: PhoneReader,
  ) {}

  /** One label per value asked. */
  async read(work: UnitOfWork, question: StatusQuestion): Promise<Labels> {
    return question.by === 'phone' ? this.byPhone(work, question) : this.byProfile(work, question);
  }

  private async byPhone(work: UnitOfWork, { workspaceId, groupId, values }: StatusQuestion): Promise<Labels> {
    const numbers = new Map(values.map((value) => [value, this.phones.readPersonPhone(value).e164?.e164() ?? null]));
    const states = await this.statesOf(work, workspaceId, groupId, [...numbers.values()]);
    return new Map([...numbers].map(([value, number]) => [value, labelOf([states.get(number ?? '') ?? 'unknown'])]));
  }

  private async byProfile(work: UnitOfWork, { workspaceId, groupId, by, values }: StatusQuestion): Promise<Labels> {
    const found =
      by === 'external_id'
        ? await this.profiles.byExternalId(work, workspaceId, values)
        : await this.profiles.byEmail(work, workspaceId, values);
    const states = await this.statesOf(
      work,
      workspaceId,
      groupId,
      found.map(({ phoneE164 }) => phoneE164),
    );
    const wishes = await this.wishes.find(
      work,
      workspaceId,
      groupId,
      found.map(({ brazeId }) => brazeId),
    );
    const held = new Map(wishes.map(({ brazeId, state }) => [brazeId, state]));
    return new Map(
      values.map((value) => {
        const asked = found.filter((profile) => isNamed(profile, by, value));
        // A profile holds a state itself where no number can: in an e-mail group, or while it has no number.
        const stateOf = ({ phoneE164, brazeId }: ProfileSummary) => states.get(phoneE164 ?? '') ?? held.get(brazeId);
        return [value, labelOf(asked.map((profile) => stateOf(profile) ?? 'unknown'))];
      }),
    );
  }

  private async statesOf(
    work: UnitOfWork,
    workspaceId: string,
    groupId: string,
    numbers: readonly (string | null)[],
  ): Promise<ReadonlyMap<string, ConsentState>> {
    const known = numbers.filter((number) => number !== null);
    const consents = await this.consents.byNumber(work, workspaceId, [...new Set(known)]);
    return new Map(consents.filter((each) => each.groupId === groupId).map(({ number, state }) => [number, state]));
  }
}

function isNamed(profile: ProfileSummary, by: StatusQuestion['by'], value: string): boolean {
  if (by === 'external_id') return profile.externalId === value;
  return profile.email?.toLowerCase() === value.toLowerCase();
}
