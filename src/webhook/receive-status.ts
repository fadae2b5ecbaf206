import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type DeliveryReceipt, ReceiptsReceived } from '../contracts/delivery/1-receipts-received.event.js';
import { ReceiptsRecorded } from '../contracts/delivery/2-receipts-recorded.event.js';
import { BlocksHonoured, NumbersBlocked } from '../contracts/delivery/numbers-blocked.event.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Dispatcher } from '../kernel/road/dispatcher.js';
import { type WebhookAnswer, WebhookDoor } from './webhook-door.js';

/** From a delivery report of a provider to its answer. @source contract "providers", sections 1.1 and 1.4 */
@Injectable()
export class ReceiveStatus {
  constructor(
    private readonly door: WebhookDoor,
    private readonly transactions: Transactions,
    private readonly dispatcher: Dispatcher,
  ) {}

  /** @throws DatabaseUnavailable answered 503: nothing was recorded */
  async handle(provider: string, connectionId: string, request: FastifyRequest): Promise<WebhookAnswer> {
    const entered = await this.door.verify(provider, connectionId, request);
    if (entered.kind === 'refused') return entered.answer;
    const { adapter, connection, webhook } = entered;

    const parsed = adapter.parseStatus?.(webhook, connection.credentials);
    if (parsed === undefined) return this.door.refuse(404, provider, 'no_status_route', connectionId);
    if (parsed.kind === 'refused') return this.door.refuse(parsed.status, provider, parsed.reason, connectionId);
    const wide = { provider, connection_id: connectionId };
    if (parsed.kind === 'ignored') return empty(204, { ...wide, outcome: 'ignored', reason: parsed.reason });
    if (parsed.kind === 'undecodable') {
      await this.door.keepAside(connection, webhook, parsed.reason);
      return empty(400, { ...wide, outcome: 'undecodable', reason: parsed.reason });
    }
    const { workspaceId } = connection;
    const recorded = await this.record(
      parsed.receipts.map((receipt) => ({
        ...receipt,
        workspaceId,
        connectionId,
        provider,
        receivedAt: webhook.now,
      })),
    );
    return empty(204, {
      ...wide,
      outcome: 'recorded',
      states: recorded.map(({ state }) => state),
      effects: recorded.map(({ effect }) => effect),
    });
  }

  /** All receipts of a request are of one connection, and so of one workspace. */
  private async honour(work: UnitOfWork, receipts: ReceiptsRecorded['receipts']): Promise<void> {
    const blocks = receipts.flatMap(({ block }) => block ?? []);
    const [first] = receipts;
    if (first === undefined || blocks.length === 0) return;
    await work.lock(
      'number',
      blocks.map(({ number }) => number.e164()),
    );
    await this.dispatcher.run(new NumbersBlocked(work, first.workspaceId, blocks), BlocksHonoured);
  }

  private record(receipts: readonly DeliveryReceipt[]): Promise<ReceiptsRecorded['receipts']> {
    return this.transactions.run(async (work) => {
      const end = await this.dispatcher.run(new ReceiptsReceived(work, receipts), ReceiptsRecorded);
      await this.honour(work, end.receipts);
      return end.receipts;
    });
  }
}

function empty(status: number, wide: Readonly<Record<string, unknown>>): WebhookAnswer {
  return { status, contentType: null, body: '', wide };
}
