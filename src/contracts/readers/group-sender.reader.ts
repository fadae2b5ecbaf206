import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { SenderOnRoad } from '../inbound/sender.js';

/** One of our addresses with the provider account that carries its texts. */
export interface GroupSender extends SenderOnRoad {
  readonly connectionId: string;
}

/** Questions about the addresses a group can write from. Answered by: subscriptions. */
export abstract class GroupSenderReader {
  /** The senders of these groups, the oldest first. */
  abstract ofGroups(
    work: UnitOfWork,
    workspaceId: string,
    groupIds: readonly string[],
  ): Promise<readonly GroupSender[]>;
}
