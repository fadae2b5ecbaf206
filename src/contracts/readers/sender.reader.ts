import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { GroupOnRoad, SenderOnRoad } from '../inbound/sender.js';

/** Questions about our own addresses and their groups. Answered by: subscriptions. */
export abstract class SenderReader {
  /** The senders with these addresses, by address. Addresses that are none of ours are absent. */
  abstract byAddress(
    work: UnitOfWork,
    workspaceId: string,
    addresses: readonly string[],
  ): Promise<ReadonlyMap<string, SenderOnRoad>>;

  /** The groups with these ids, by id. */
  abstract groups(
    work: UnitOfWork,
    workspaceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, GroupOnRoad>>;
}
