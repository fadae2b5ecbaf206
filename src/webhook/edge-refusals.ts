import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isWebhook } from '../kernel/http/request-path.js';
import { InboundMetrics } from './intake/inbound-metrics.js';
import { adapterFor } from './providers/registry.js';

/** Why a request never came to the door, or found it closed. */
const REASONS = new Map([
  [413, 'too_large'],
  [415, 'encoded'],
  [503, 'unavailable'],
]);

/**
 * Counts the webhook requests that were answered outside of the door: too large or encoded, before it; when nothing could be
 * stored, behind it. A refused request leaves a counter and nothing else, so each one must. @source design ruling 13
 */
@Injectable()
export class EdgeRefusals implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly metrics: InboundMetrics,
  ) {}

  onModuleInit(): void {
    this.host.httpAdapter.getInstance<FastifyInstance>().addHook('onResponse', (request, reply, done) => {
      const reason = REASONS.get(reply.statusCode);
      if (reason !== undefined && isWebhook(request)) this.metrics.refusal(providerOf(request), reason);
      done();
    });
  }
}

function providerOf(request: FastifyRequest): string {
  const { provider = '' } = request.params as { provider?: string };
  return adapterFor(provider) === null ? 'unknown' : provider;
}
