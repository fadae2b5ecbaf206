import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { PhoneNumber } from '../phone/phone-number.js';

/** Whom to forget. */
export interface ErasureRequest {
  readonly workspaceId: string;
  /**
   * The numbers of the erased people that nobody else holds: consent belongs to the number, so a number that another
   * profile still has is not theirs alone. Must be locked (`work.lock('number', …)`) by the caller.
   */
  readonly numbers: readonly PhoneNumber[];
  /** The erased profiles. */
  readonly brazeIds: readonly string[];
  /** Id of the API key that asked. */
  readonly actor: string;
}

/**
 * Takes people out of everything the subscriptions room keeps, in the caller's transaction: states, wishes, and the
 * personal part of the history. What stays is a keyed hash with the groups the number had left, and the history without
 * a name. Answered by: subscriptions.
 * @source docs/adr/0006; contract "keywords and consent", section 7.5
 */
export abstract class ConsentErasure {
  abstract erase(work: UnitOfWork, request: ErasureRequest): Promise<void>;
}
