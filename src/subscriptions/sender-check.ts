import { Injectable } from '@nestjs/common';
import { ConnectionReader } from '../contracts/readers/connection.reader.js';
import { InvalidRequest } from '../kernel/app-error.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { Sender } from './sender.entity.js';
import { SubscriptionGroupRepository } from './subscription-group.repository.js';

/** Ids of connections are hex; anything longer or stranger is none and is not given to the database. */
const CONNECTION_ID = /^[\w-]{1,64}$/;

/** Whether a sender fits into its workspace. */
@Injectable()
export class SenderCheck {
  constructor(
    private readonly groups: SubscriptionGroupRepository,
    private readonly connections: ConnectionReader,
  ) {}

  /** @throws InvalidRequest naming every field that is wrong */
  async assertUsable(work: UnitOfWork, sender: Sender): Promise<void> {
    const faults = [...faultsOfKind(sender), ...(await this.faultsOfPlace(work, sender))];
    if (faults[0] !== undefined) throw new InvalidRequest(faults[0], faults);
  }

  private async faultsOfPlace(work: UnitOfWork, sender: Sender): Promise<readonly string[]> {
    const { workspaceId, connectionId, subscriptionGroupId } = sender;
    const isConnected =
      CONNECTION_ID.test(connectionId) && (await this.connections.exists(work, workspaceId, connectionId));
    const group = (await this.groups.findMany(work, workspaceId, [subscriptionGroupId])).get(subscriptionGroupId);
    return [
      ...(isConnected ? [] : [`'connection_id' is unknown`]),
      ...(group === undefined ? [`'subscription_group_id' is unknown`] : []),
      ...(group?.channel === 'email' ? [`'subscription_group_id' is a group for e-mail`] : []),
    ];
  }
}

/** Nobody can text to a name. @source design, ruling 4 */
function faultsOfKind({ kind, optOutInstructions, keywordsActivated }: Sender): readonly string[] {
  if (kind !== 'alphanumeric') return [];
  return [
    ...(optOutInstructions === null ? [`'opt_out_instructions' is required for an alphanumeric sender`] : []),
    ...(keywordsActivated ? [`'keywords_activated' cannot be true: an alphanumeric sender cannot receive`] : []),
  ];
}
