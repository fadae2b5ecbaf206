import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** A person as other rooms need to see one. */
export interface ProfileSummary {
  /** 24 hex digits. */
  readonly brazeId: string;
  readonly externalId: string | null;
  /** Of the external ids asked for, those from before a rename that led to this profile. Absent: none. */
  readonly formerExternalIds?: readonly string[];
  readonly email: string | null;
  /** E.164, or null when the profile has none that can be texted. */
  readonly phoneE164: string | null;
  /** How the phone is shown in answers (`EXPORT_PHONE_STYLE`); null when there is none. */
  readonly phoneShown: string | null;
}

/** Questions about people. Answered by: identity. */
export abstract class ProfileReader {
  abstract byExternalId(
    work: UnitOfWork,
    workspaceId: string,
    ids: readonly string[],
  ): Promise<readonly ProfileSummary[]>;
  abstract byPhone(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly string[],
  ): Promise<readonly ProfileSummary[]>;
  abstract byEmail(
    work: UnitOfWork,
    workspaceId: string,
    emails: readonly string[],
  ): Promise<readonly ProfileSummary[]>;
}
