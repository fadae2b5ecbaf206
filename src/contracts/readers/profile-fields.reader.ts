import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** What a text to a person may say about them. Personal data. */
export interface ProfileFields {
  /** By the names templates use: `first_name`, `email_address`, `phone_number`, …; blank ones are absent. */
  readonly standard: Readonly<Record<string, string>>;
  readonly custom: Readonly<Record<string, unknown>>;
}

/** Questions about what people are like. Answered by: identity. */
export abstract class ProfileFieldsReader {
  /** The fields of these profiles, by braze_id, in one statement. Ids of nobody are absent. */
  abstract fieldsOf(
    work: UnitOfWork,
    workspaceId: string,
    brazeIds: readonly string[],
  ): Promise<ReadonlyMap<string, ProfileFields>>;
}
