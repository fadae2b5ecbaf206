import { Injectable } from '@nestjs/common';
import { DoubleOptInPrompts } from '../contracts/gateways/double-opt-in.gateway.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Ids } from '../kernel/ids.js';
import { ConsentBook } from './consent-book.js';
import { ConsentRepository } from './consent.repository.js';
import { type Call, leaves } from './group-wish.js';
import { GroupWishRepository } from './group-wish.repository.js';
import { ErasedNumberRepository } from './ledger/erased-number.repository.js';
import { OptOutReach } from './opt-out-reach.js';
import { PeopleFinder } from './people-finder.js';
import { type Ineffective, settleOrders } from './settle-orders.js';
import type { StatusOrder } from './status-order.js';
import type { SubscriptionGroup } from './subscription-group.entity.js';
import { SubscriptionGroupRepository } from './subscription-group.repository.js';

/** Puts people into groups and out of them on order of a client, in one statement per step. */
@Injectable()
export class SetStatus {
  constructor(
    private readonly groups: SubscriptionGroupRepository,
    private readonly people: PeopleFinder,
    private readonly consents: ConsentRepository,
    private readonly optOuts: OptOutReach,
    private readonly wishes: GroupWishRepository,
    private readonly erased: ErasedNumberRepository,
    private readonly prompts: DoubleOptInPrompts,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * @returns the parts that were accepted and had no effect, with the reason
   * @throws InvalidRequest when a group is unknown or nobody is named; nothing of the call is done then
   */
  async obey(work: UnitOfWork, call: Call, orders: readonly StatusOrder[]): Promise<readonly Ineffective[]> {
    const { workspaceId } = call;
    const groups = await this.groups.findMany(
      work,
      workspaceId,
      orders.map(({ groupId }) => groupId),
    );
    for (const order of orders) assertAddressed(order, groups.get(order.groupId));
    const people = await this.people.findLocked(
      work,
      workspaceId,
      orders.flatMap((order) => order.people),
    );
    const stored = await this.consents.findByNumber(work, workspaceId, people.heldNumbers);
    const leftBefore = await this.erased.leftBefore(work, workspaceId, people.heldNumbers);
    const book = new ConsentBook(stored, {
      recordedAt: this.clock.now(),
      newId: () => this.ids.uuid(),
      leftBefore,
      scopeOf: await this.optOuts.scopeOf(work, orders.some(leaves) ? [workspaceId] : []),
      inOrder: { keys: await this.consents.freshFromClients(work, stored, call.receivedAt), request: call.id },
    });
    const { held, ineffective } = settleOrders(book, call, orders, groups, people);
    this.consents.save(work, book);
    await this.prompts.ask(work, workspaceId, book.waiting);
    await this.wishes.save(work, workspaceId, held);
    return ineffective;
  }
}

/** @throws InvalidRequest @source contract "Braze API", section 4.1 (which names go with which group) */
function assertAddressed({ people }: StatusOrder, group: SubscriptionGroup | undefined): void {
  if (group === undefined) throw new InvalidRequest('Invalid subscription group ID');
  const address = group.channel === 'sms' ? 'phone' : 'email';
  if (!people.some(({ by }) => by === 'external_id' || by === address))
    throw new InvalidRequest(`'external_id' or '${address}' is required`);
}
