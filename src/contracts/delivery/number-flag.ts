/**
 * Why a number cannot be texted. `provider_error`: a provider failed for good, it is malformed or takes no SMS.
 * `deactivated`: the carrier says the line was given up; somebody else may get the number later.
 * @source contract "Braze API", section 5.3
 */
export type InvalidReason = 'provider_error' | 'deactivated';

/** A number that must not be texted. */
export interface NumberFlag {
  /** E.164. */
  readonly number: string;
  readonly reason: InvalidReason;
  /** The newest detection. */
  readonly detectedAt: Date;
}

/**
 * Whether a profile counts as one with an invalid number: its number is flagged, and the profile was there when that was
 * detected. One created later starts unflagged, because its number may have a new owner; a profile that was there and
 * takes a flagged number later is flagged. Removing the flag of the number un-flags all.
 * @param flag the current flag of the profile's number; undefined when there is none
 * @source contract "Braze API", sections 2.7 (last line) and 5.3
 */
export function isProfileFlagged(
  profile: { readonly createdAt: Date; /** E.164. */ readonly phone: string | null },
  flag: NumberFlag | undefined,
): boolean {
  if (flag === undefined || flag.number !== profile.phone) return false;
  return profile.createdAt.getTime() <= flag.detectedAt.getTime();
}
