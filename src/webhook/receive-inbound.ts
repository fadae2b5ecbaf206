import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { TLSSocket } from 'node:tls';
import { Config } from '../config/config.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { LOGGER, type Logger } from '../kernel/logging/logger.js';
import { ConnectionCache, type OpenConnection } from './connection-cache.js';
import type { InboundResult } from './intake/inbound-draft.js';
import { InboundMetrics } from './intake/inbound-metrics.js';
import { Intake } from './intake/intake.js';
import { draftOf, undecodableDraft } from './make-draft.js';
import type { InboundOutcome, ParsedInbound, ProviderAdapter, WebhookRequest } from './providers/provider-adapter.js';
import { publicUrls } from './providers/public-url.js';
import { adapterFor } from './providers/registry.js';
import { InboundBatch } from './intake/inbound-batch.js';

/** The HTTP answer and what the log line shall say about it. */
export interface WebhookAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
  readonly wide: Readonly<Record<string, unknown>>;
}

/** From a provider's request to its answer: verify, parse, commit, acknowledge. @source contract "providers", section 1.1 */
@Injectable()
export class ReceiveInbound {
  constructor(
    private readonly config: Config,
    private readonly connections: ConnectionCache,
    private readonly intake: Intake,
    private readonly batches: InboundBatch,
    private readonly metrics: InboundMetrics,
    private readonly ids: Ids,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws DatabaseUnavailable @throws IntakeOverloaded both answered 503: nothing was stored */
  async handle(provider: string, connectionId: string, request: FastifyRequest): Promise<WebhookAnswer> {
    const adapter = adapterFor(provider);
    const connection = adapter === null ? null : await this.connections.get(connectionId);
    if (adapter === null || connection?.provider !== provider)
      return this.refuse(404, adapter === null ? 'unknown' : provider, 'unknown_connection', connectionId);

    const webhook = this.webhookRequest(request);
    const verdict = adapter.verify(webhook, connection.credentials);
    if (!verdict.ok) {
      if (verdict.hint !== null)
        this.logger.warn({ connection_id: connectionId, hint: verdict.hint }, 'webhook refused');
      return this.refuse(verdict.status, provider, verdict.reason, connectionId);
    }

    const parsed = adapter.parseInbound(webhook, connection.credentials);
    if (parsed.kind === 'refused') return this.refuse(parsed.status, provider, parsed.reason, connectionId);
    if (parsed.kind === 'ignored')
      return this.acknowledge(adapter, { kind: 'ignored' }, { outcome: 'ignored', reason: parsed.reason });
    if (parsed.kind === 'undecodable') {
      await this.keepAside(connection, webhook, parsed.reason, webhook.rawBody);
      return this.acknowledge(adapter, { kind: 'undecodable' }, { outcome: 'undecodable', reason: parsed.reason });
    }
    for (const bad of parsed.bad) await this.keepAside(connection, webhook, bad.reason, Buffer.from(bad.raw));
    const results = await Promise.all(parsed.messages.map((message) => this.take(connection, webhook, message)));
    const wide = { provider, connection_id: connectionId, ...summary(results), bad_elements: parsed.bad.length };
    return this.acknowledge(adapter, { kind: 'stored', replies: inlineReplies(results) }, wide);
  }

  private take(connection: OpenConnection, webhook: WebhookRequest, message: ParsedInbound): Promise<InboundResult> {
    return this.intake.receive(draftOf(this.ids.uuid(), connection, webhook, message));
  }

  /** Bytes that were verified but cannot be used, kept for an operator: for most providers our copy is the only one. */
  private async keepAside(
    connection: OpenConnection,
    webhook: WebhookRequest,
    reason: string,
    bytes: Buffer,
  ): Promise<void> {
    const draft = undecodableDraft(this.ids.uuid(), connection, webhook, bytes);
    const code = `WEBHOOK.${reason.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`;
    const result = await this.batches.quarantine(draft, code);
    if (!result.repeat) this.metrics.quarantine(connection.provider, code);
    this.logger.error(
      { connection_id: connection.id, message_id: result.id, code, bytes: bytes.length },
      'request quarantined',
    );
  }

  private webhookRequest(request: FastifyRequest): WebhookRequest {
    const socket = request.raw.socket as TLSSocket;
    return {
      method: request.method,
      publicUrls: publicUrls({
        publicUrl: this.config.PUBLIC_URL ?? null,
        rawTarget: request.raw.url ?? '/',
        host: request.headers.host,
        encrypted: socket.encrypted,
      }),
      headers: request.headers,
      rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      now: this.clock.now(),
    };
  }

  private refuse(status: number, provider: string, reason: string, connectionId: string): WebhookAnswer {
    this.metrics.refusal(provider, reason);
    const known = provider === 'unknown' ? {} : { provider, connection_id: connectionId };
    return { status, contentType: null, body: '', wide: { ...known, outcome: 'refused', reason } };
  }

  private acknowledge(adapter: ProviderAdapter, outcome: InboundOutcome, wide: Record<string, unknown>): WebhookAnswer {
    return { ...adapter.acknowledge(outcome), wide };
  }
}

function inlineReplies(results: readonly InboundResult[]): { text: string; statusUrl: null }[] {
  return results.flatMap((result) =>
    result.kind === 'processed' && result.outcome.reply?.via === 'response'
      ? [{ text: result.outcome.reply.body, statusUrl: null }]
      : [],
  );
}

function summary(results: readonly InboundResult[]): Record<string, unknown> {
  return {
    outcome: results.every(({ repeat }) => repeat) ? 'repeat' : 'stored',
    message_ids: results.map(({ id }) => id),
    categories: results.map((result) => (result.kind === 'processed' ? result.category : result.kind)),
  };
}
