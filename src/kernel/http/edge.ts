import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Clock } from '../clock.js';
import type { Logger } from '../logging/logger.js';
import { ApiErrorFilter } from './api-error.filter.js';
import { limitRates, type Bucket } from './rate-limit.js';
import { logWideLines } from './wide-line.js';

/** What the edge needs to know. */
export interface EdgeOptions {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly buckets: readonly Bucket[];
  readonly enforceRates: boolean;
}

/** Providers and probes are not clients of the API: throttling a provider would lose texts. */
const NOT_LIMITED = /^\/(?:webhooks|health|metrics|docs)(?:\/|$|-)/;

/** Puts the log line, the rate limits and the error envelope around every route. Before `app.init()`. */
export function prepareEdge(app: NestFastifyApplication, options: EdgeOptions): void {
  const fastify = app.getHttpAdapter().getInstance();
  logWideLines(fastify, options.logger);
  limitRates(fastify, {
    buckets: options.buckets,
    enforced: options.enforceRates,
    clock: options.clock,
    exempt: NOT_LIMITED,
  });
  app.useGlobalFilters(new ApiErrorFilter(options.logger));
}
