import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { TLSSocket } from 'node:tls';
import { Config } from '../config/config.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { LOGGER, type Logger } from '../kernel/logging/logger.js';
import { ConnectionCache, type OpenConnection } from './connection-cache.js';
import { InboundBatch } from './intake/inbound-batch.js';
import { InboundMetrics } from './intake/inbound-metrics.js';
import { receivedBytes, undecodableDraft } from './make-draft.js';
import type { ProviderAdapter, WebhookRequest } from './providers/provider-adapter.js';
import { publicUrls } from './providers/public-url.js';
import { adapterFor } from './providers/registry.js';

/** The HTTP answer and what the log line shall say about it. */
export interface WebhookAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
  readonly wide: Readonly<Record<string, unknown>>;
}

/** A request that was let in. */
export interface VerifiedRequest {
  readonly kind: 'verified';
  readonly adapter: ProviderAdapter;
  readonly connection: OpenConnection;
  readonly webhook: WebhookRequest;
}

/**
 * What all provider requests have in common, whatever they bring: find the connection, verify, refuse or let in. Nothing
 * of the body is read before. @source contract "providers", section 1.1
 */
@Injectable()
export class WebhookDoor {
  constructor(
    private readonly config: Config,
    private readonly connections: ConnectionCache,
    private readonly batches: InboundBatch,
    private readonly metrics: InboundMetrics,
    private readonly ids: Ids,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws DatabaseUnavailable answered 503 */
  async verify(
    provider: string,
    connectionId: string,
    request: FastifyRequest,
  ): Promise<VerifiedRequest | { readonly kind: 'refused'; readonly answer: WebhookAnswer }> {
    const adapter = adapterFor(provider);
    const connection = adapter === null ? null : await this.connections.get(connectionId);
    if (adapter === null || connection?.provider !== provider) {
      const known = adapter === null ? 'unknown' : provider;
      return { kind: 'refused', answer: this.refuse(404, known, 'unknown_connection', connectionId) };
    }
    const webhook = this.webhookRequest(request);
    const verdict = adapter.verify(webhook, connection.credentials);
    if (verdict.ok) return { kind: 'verified', adapter, connection, webhook };
    if (verdict.hint !== null) this.logger.warn({ connection_id: connectionId, hint: verdict.hint }, 'webhook refused');
    return { kind: 'refused', answer: this.refuse(verdict.status, provider, verdict.reason, connectionId) };
  }

  /** An answer that tells nothing but its status. */
  refuse(status: number, provider: string, reason: string, connectionId: string): WebhookAnswer {
    this.metrics.refusal(provider, reason);
    const known = provider === 'unknown' ? {} : { provider, connection_id: connectionId };
    return { status, contentType: null, body: '', wide: { ...known, outcome: 'refused', reason } };
  }

  /** Bytes that were verified but cannot be used, kept for an operator: for most providers our copy is the only one. */
  async keepAside(
    connection: OpenConnection,
    webhook: WebhookRequest,
    reason: string,
    bytes: Buffer = receivedBytes(webhook),
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
}
