import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { ApiDocument } from './api-docs/api-document.js';
import { describeRefusals } from './api-docs/refusals.js';
import { AppModule, type AppOptions } from './app.module.js';
import { rateBuckets } from './config/rate-limits.js';
import { clarificationRoad } from './contracts/clarification/questions-unanswered.event.js';
import { blockRoad } from './contracts/delivery/numbers-blocked.event.js';
import { deactivationRoad } from './contracts/delivery/numbers-deactivated.event.js';
import { deliveryRoad } from './contracts/delivery/road.js';
import { inboundRoad } from './contracts/inbound/road.js';
import { undoRoad } from './contracts/profile/merge-undone.event.js';
import { erasureRoad } from './contracts/profile/people-erased.event.js';
import { mergeRoad } from './contracts/profile/people-merged.event.js';
import { trackRoad } from './contracts/profile/road.js';
import { reviewRoad } from './contracts/review/opt-outs-refuted.event.js';
import { sampleRoad } from './contracts/setup/workspace-created.event.js';
import { Clock } from './kernel/clock.js';
import { prepareEdge } from './kernel/http/edge.js';
import { createFastifyAdapter } from './kernel/http/fastify.js';
import { NestLogger } from './kernel/logging/logger.js';
import { Dispatcher } from './kernel/road/dispatcher.js';

/** Every road of the product; each must be wired from its first event to its last. */
export const roads = [
  inboundRoad,
  clarificationRoad,
  deliveryRoad,
  deactivationRoad,
  blockRoad,
  trackRoad,
  mergeRoad,
  undoRoad,
  erasureRoad,
  reviewRoad,
  sampleRoad,
];

/**
 * Builds the application and checks its wiring; the caller listens on it. The database must be migrated.
 * @throws RoadBroken when the rooms do not form the roads
 */
export async function createApplication(options: AppOptions): Promise<NestFastifyApplication> {
  const { config, logger } = options;
  const adapter = createFastifyAdapter({ trustedProxies: config.TRUSTED_PROXIES });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(options), adapter, {
    // The kernel's own parser keeps the raw bytes of webhooks.
    bodyParser: false,
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  prepareEdge(app, {
    logger,
    clock: app.get(Clock),
    buckets: rateBuckets(config),
    enforceRates: config.RATE_LIMITS,
  });
  try {
    describeApi(app);
    await app.init();
    app.get(Dispatcher).assertWired(roads);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

function describeApi(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Hark')
    .setDescription(
      'Inbound SMS: consent, identity, events and replies. The compatible API at the root, management under /admin.',
    )
    .setVersion('0.1.0')
    .addServer('/')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth()
    .build();
  app.get(ApiDocument).describeWith(() => describeRefusals(SwaggerModule.createDocument(app, description)));
}
