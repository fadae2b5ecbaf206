import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Ids } from '../kernel/ids.js';
import type { OpenConnection } from './connection-cache.js';
import type { InboundResult } from './intake/inbound-draft.js';
import { InboundBatch } from './intake/inbound-batch.js';
import { Intake } from './intake/intake.js';
import { draftOf } from './make-draft.js';
import type { InboundOutcome, InlineReply, ProviderAdapter } from './providers/provider-adapter.js';
import { statusUrl } from './providers/public-url.js';
import { type WebhookAnswer, WebhookDoor } from './webhook-door.js';

/** Code of a text that came by something else than SMS, MMS or RCS. @source contract "providers", section 1.5 */
const OTHER_CHANNEL = 'WEBHOOK.CHANNEL_NOT_SERVED';

/** From a text of a provider to its answer: verify, parse, commit, acknowledge. @source contract "providers", section 1.1 */
@Injectable()
export class ReceiveInbound {
  constructor(
    private readonly config: Config,
    private readonly door: WebhookDoor,
    private readonly intake: Intake,
    private readonly batches: InboundBatch,
    private readonly ids: Ids,
  ) {}

  /** @throws DatabaseUnavailable @throws IntakeOverloaded both answered 503: nothing was stored */
  async handle(provider: string, connectionId: string, request: FastifyRequest): Promise<WebhookAnswer> {
    const entered = await this.door.verify(provider, connectionId, request);
    if (entered.kind === 'refused') return entered.answer;
    const { adapter, connection, webhook } = entered;

    const parsed = adapter.parseInbound(webhook, connection.credentials);
    if (parsed.kind === 'refused') return this.door.refuse(parsed.status, provider, parsed.reason, connectionId);
    if (parsed.kind === 'ignored')
      return acknowledge(adapter, { kind: 'ignored' }, { outcome: 'ignored', reason: parsed.reason });
    if (parsed.kind === 'undecodable') {
      await this.door.keepAside(connection, webhook, parsed.reason);
      return acknowledge(adapter, { kind: 'undecodable' }, { outcome: 'undecodable', reason: parsed.reason });
    }
    for (const bad of parsed.bad) await this.door.keepAside(connection, webhook, bad.reason, Buffer.from(bad.raw));
    const requestId = parsed.messages.length > 1 ? this.ids.uuid() : null;
    const results = await Promise.all(
      parsed.messages.map((message) => {
        const draft = draftOf(this.ids.uuid(), connection, webhook, message, requestId);
        // WhatsApp and the like: kept, because the provider will not send it again, and left alone.
        return message.channel === 'other' ? this.batches.ignore(draft, OTHER_CHANNEL) : this.intake.receive(draft);
      }),
    );
    const wide = { provider, connection_id: connectionId, ...summary(results), bad_elements: parsed.bad.length };
    return acknowledge(adapter, { kind: 'stored', replies: this.inlineReplies(connection, results) }, wide);
  }

  private inlineReplies({ provider, id }: OpenConnection, results: readonly InboundResult[]): InlineReply[] {
    return results.flatMap((result) => {
      const reply = result.kind === 'processed' ? result.outcome.reply : null;
      if (reply?.via !== 'response') return [];
      const ids = { provider, connectionId: id, outboundId: reply.id };
      return [{ text: reply.body, statusUrl: statusUrl(this.config.PUBLIC_URL ?? null, ids) }];
    });
  }
}

function acknowledge(
  adapter: ProviderAdapter,
  outcome: InboundOutcome,
  wide: Readonly<Record<string, unknown>>,
): WebhookAnswer {
  return { ...adapter.acknowledge(outcome), wide };
}

function summary(results: readonly InboundResult[]): Record<string, unknown> {
  return {
    outcome: results.every(({ repeat }) => repeat) ? 'repeat' : 'stored',
    message_ids: results.map(({ id }) => id),
    categories: results.map((result) => (result.kind === 'processed' ? result.category : result.kind)),
  };
}
