import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { ProfileReader, type ProfileSummary } from '../contracts/readers/profile.reader.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { FormerIdRepository } from './former-id.repository.js';
import { ProfileRepository } from './profile.repository.js';
import { shownPhone } from './shown-phone.js';

/** Answers what other rooms ask about people, in the order of the question. */
@Injectable()
export class StoredProfileReader extends ProfileReader {
  constructor(
    private readonly profiles: ProfileRepository,
    private readonly formerIds: FormerIdRepository,
    private readonly config: Config,
  ) {
    super();
  }

  override async byExternalId(work: UnitOfWork, workspaceId: string, ids: readonly string[]) {
    const people = await this.find(
      work,
      workspaceId,
      ids.map((externalId) => ({ kind: 'external_id', externalId })),
    );
    const current = new Set(people.map(({ externalId }) => externalId));
    const others = ids.filter((id) => !current.has(id));
    const owners =
      people.length === 0 ? new Map<string, string>() : await this.formerIds.findOwners(work, workspaceId, others);
    if (owners.size === 0) return people;
    const formerIdsOf = (brazeId: string) => others.filter((id) => owners.get(id) === brazeId);
    return people.map((person) => ({ ...person, formerExternalIds: formerIdsOf(person.brazeId) }));
  }

  override byPhone(work: UnitOfWork, workspaceId: string, numbers: readonly string[]) {
    return this.find(
      work,
      workspaceId,
      numbers.map((number) => ({ kind: 'phone', number: PhoneNumber.fromE164(number) })),
    );
  }

  override byEmail(work: UnitOfWork, workspaceId: string, emails: readonly string[]) {
    return this.find(
      work,
      workspaceId,
      emails.map((email) => ({ kind: 'email', email })),
    );
  }

  private async find(
    work: UnitOfWork,
    workspaceId: string,
    identifiers: readonly ProfileIdentifier[],
  ): Promise<readonly ProfileSummary[]> {
    const people = await this.profiles.findHoldersOf(work, workspaceId, identifiers);
    return people.map(({ brazeId, externalId, fields, phone }) => ({
      brazeId,
      externalId,
      email: fields.email ?? null,
      phoneE164: phone?.e164?.e164() ?? null,
      phoneShown: shownPhone(phone, this.config.EXPORT_PHONE_STYLE),
    }));
  }
}
