import type { PhoneNumber } from '../contracts/phone/phone-number.js';

/** What consent is about: one number in one group. */
export interface ConsentKey {
  readonly workspaceId: string;
  readonly number: PhoneNumber;
  readonly groupId: string;
}

/** The key as text, for maps and for the one order in which rows are written. Holds the number: never for logs. */
export function textOf({ workspaceId, number, groupId }: ConsentKey): string {
  return `${workspaceId} ${number.e164()} ${groupId}`;
}
