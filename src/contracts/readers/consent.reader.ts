import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { ConsentState } from '../inbound/5-consent-decided.event.js';

/** The state of one number in one group. */
export interface NumberConsent {
  readonly number: string;
  readonly groupId: string;
  readonly state: ConsentState;
}

/** Questions about consent. Answered by: subscriptions. */
export abstract class ConsentReader {
  /** All known states of these E.164 numbers. */
  abstract byNumber(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly string[],
  ): Promise<readonly NumberConsent[]>;
}
