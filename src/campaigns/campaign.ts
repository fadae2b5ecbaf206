/**
 * What starts a campaign: the custom event of a text, or the category it was read as; either may also ask for a body.
 * @source contract "Braze API", section 6.5
 */
export interface Trigger {
  /** Name of the legacy custom event; exactly one of `event` and `category` is set. */
  readonly event: string | null;
  readonly category: 'custom' | 'other' | null;
  /** Name of one custom category; only beside the category `custom`. */
  readonly customCategory: string | null;
  /** The whole text, as {@link comparableBody} writes it. At most one of `messageBody` and `bodyRegex` is set. */
  readonly messageBody: string | null;
  /** RE2 syntax. */
  readonly bodyRegex: string | null;
}

/** From `activeFrom` on, before `activeUntil`; null: without that end. */
export interface Window {
  readonly activeFrom: Date | null;
  readonly activeUntil: Date | null;
}

/** A reply to a keyword, for a time. */
export interface Campaign extends Window {
  readonly workspaceId: string;
  /** UUIDv7. */
  readonly id: string;
  readonly groupId: string;
  readonly name: string;
  readonly trigger: Trigger;
  /** A template in Liquid, filled in for the person by the replies. */
  readonly reply: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Id of the API key that made it. */
  readonly createdBy: string;
}
