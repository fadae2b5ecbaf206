import { Injectable } from '@nestjs/common';
import { type ProfileFields, ProfileFieldsReader } from '../contracts/readers/profile-fields.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { ProfileRepository } from './profile.repository.js';
import { templateFields } from './template-fields.js';

/** Describes people to whoever writes to them. */
@Injectable()
export class StoredProfileFieldsReader extends ProfileFieldsReader {
  constructor(private readonly profiles: ProfileRepository) {
    super();
  }

  override async fieldsOf(
    work: UnitOfWork,
    workspaceId: string,
    brazeIds: readonly string[],
  ): Promise<ReadonlyMap<string, ProfileFields>> {
    if (brazeIds.length === 0) return new Map();
    const found = await this.profiles.findMany(work, workspaceId, [...new Set(brazeIds)]);
    return new Map(found.map((profile) => [profile.brazeId, templateFields(profile)]));
  }
}
