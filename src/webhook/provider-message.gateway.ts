import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { FailureClass } from '../contracts/delivery/failure.js';
import { MessageGateway, type OutgoingMessage, type SendResult } from '../contracts/gateways/message.gateway.js';
import { AppError } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import { DatabaseUnavailable } from '../kernel/database/database-errors.js';
import { LOGGER, type Logger } from '../kernel/logging/logger.js';
import { ConnectionCache } from './connection-cache.js';
import type { ProviderNetwork } from './providers/provider-adapter.js';
import { statusUrl } from './providers/public-url.js';
import { adapterFor, SANDBOX } from './providers/registry.js';

/** Injection token of what does not change from one send to the next. */
export const OUTSIDE = Symbol('outside');

/** The network as the process has it. */
export type Outside = Pick<ProviderNetwork, 'fetch' | 'timeoutMs'>;

/** Fifteen seconds, as Twilio grants us; `fetch` itself gives up connecting after ten, which is certainly not taken. */
export const REAL_OUTSIDE: Outside = { fetch: (...request) => globalThis.fetch(...request), timeoutMs: 15_000 };

/** Sends through the provider of the connection, with its own credentials. */
@Injectable()
export class ProviderMessageGateway extends MessageGateway {
  constructor(
    private readonly config: Config,
    private readonly connections: ConnectionCache,
    private readonly clock: Clock,
    @Inject(OUTSIDE) private readonly outside: Outside,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async send(message: OutgoingMessage): Promise<SendResult> {
    let hand: () => Promise<SendResult>;
    try {
      hand = await this.prepare(message);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) return refused(error.code, 'temporary');
      this.logger.error({ err: error, outbound_message_id: message.outboundId }, 'a message could not be prepared');
      return refused(error instanceof AppError ? error.code : 'PREPARATION_FAILED', 'sender_config');
    }
    try {
      return await hand();
    } catch (error) {
      // Adapters do not throw; if one does, nobody knows how far it had come.
      this.logger.error({ err: error, outbound_message_id: message.outboundId }, 'a provider adapter failed');
      return { outcome: 'ambiguous', failure: { code: 'ADAPTER_FAILED', class: 'unknown', certainty: 'soft' } };
    }
  }

  /** Everything before the network: what fails here was certainly not sent. */
  private async prepare(message: OutgoingMessage): Promise<() => Promise<SendResult>> {
    const { connectionId, outboundId, workspaceId } = message;
    const connection = await this.connections.get(connectionId);
    if (connection?.workspaceId !== workspaceId) return answer(refused('CONNECTION_GONE', 'sender_config'));
    const { provider, credentials, settings } = connection;
    // Nobody is behind the sandbox: what was handed to it has arrived.
    if (provider === SANDBOX) return answer({ outcome: 'accepted', providerMessageId: `sandbox-${outboundId}` });
    const adapter = adapterFor(provider);
    if (adapter?.send === undefined) return answer(refused('PROVIDER_CANNOT_SEND', 'sender_config'));
    const reportTo = statusUrl(this.config.PUBLIC_URL ?? null, { provider, connectionId, outboundId });
    const network = { ...this.outside, apiBaseUrl: settings.api_base_url ?? null, now: this.clock.now() };
    return () => adapter.send!({ ...message, statusUrl: reportTo }, credentials, network);
  }
}

function answer(result: SendResult): () => Promise<SendResult> {
  return () => Promise.resolve(result);
}

function refused(code: string, failureClass: FailureClass): SendResult {
  const retryable = failureClass === 'temporary';
  return {
    outcome: 'refused',
    failure: { code, class: failureClass, certainty: 'soft' },
    retryable,
    retryAfterMs: null,
  };
}
