import { Injectable } from '@nestjs/common';
import { Conflict, NotFound } from '../kernel/app-error.js';
import { Transactions } from '../kernel/database/transactions.js';
import { ConnectionCache } from './connection-cache.js';
import { InboundLogRepository, type InboundRow } from './inbound-log.repository.js';
import { InboundBatch } from './intake/inbound-batch.js';
import { whoAnswers } from './providers/registry.js';

/** Sends a quarantined text down the road again, once its cause is mended. */
@Injectable()
export class Replay {
  constructor(
    private readonly transactions: Transactions,
    private readonly log: InboundLogRepository,
    private readonly batches: InboundBatch,
    private readonly connections: ConnectionCache,
  ) {}

  /**
   * @returns the text as it stands afterwards
   * @throws NotFound
   * @throws Conflict when it is not in quarantine, or never was a text
   */
  async run(workspaceId: string, id: string): Promise<InboundRow> {
    await this.transactions.run(async (work) => {
      const row = await this.log.findForReplay(work, workspaceId, id);
      if (row === null) throw new NotFound('There is no inbound message with this id');
      if (row.status !== 'quarantined')
        throw new Conflict(`Only quarantined messages are replayed; this one is ${row.status}`);
      if (row.provider_message_id.startsWith('sha256:'))
        throw new Conflict('This request could not be decoded; there is no text in it to replay');
      const connection = await this.connections.get(row.connection_id);
      if (connection === null) throw new Conflict('The connection of this message no longer exists');
      await this.batches.decide(work, [
        {
          id: row.id,
          workspaceId,
          connectionId: row.connection_id,
          provider: row.provider,
          providerMessageId: row.provider_message_id,
          requestId: null,
          rawBody: row.raw_body,
          contentType: row.content_type,
          from: row.from_raw,
          to: row.to_raw,
          text: row.body,
          media: row.media,
          hint: row.hint,
          providerTime: row.provider_time,
          receivedAt: row.received_at,
          occurredAt: row.occurred_at,
          // The provider's request is long answered; what is to be said now leaves by its API.
          replyVia: 'api',
          answeredUpstream: whoAnswers(row.provider, connection.settings, row.body, row.hint),
        },
      ]);
    });
    const row = await this.transactions.run((work) => this.log.find(work, workspaceId, id));
    if (row === null) throw new NotFound('There is no inbound message with this id');
    return row;
  }
}
