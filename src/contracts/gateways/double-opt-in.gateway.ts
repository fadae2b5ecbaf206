import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { PhoneNumber } from '../phone/phone-number.js';

/** Somebody who waits for the question whether they want to subscribe. */
export interface PersonToAsk {
  readonly number: PhoneNumber;
  readonly groupId: string;
}

/**
 * Asks people to confirm a double opt-in that a call of the API began; in the caller's transaction, so a prompt leaves
 * exactly when the state is committed. The numbers must be locked by the caller. Answered by: replies.
 * @source contract "Braze API", section 6.7 (entry by anything but inbound uses the English prompt)
 */
export abstract class DoubleOptInPrompts {
  abstract ask(work: UnitOfWork, workspaceId: string, people: readonly PersonToAsk[]): Promise<void>;
}
