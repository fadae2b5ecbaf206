import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConnectionReader } from '../contracts/readers/connection.reader.js';
import { ConnectionCache } from './connection-cache.js';
import { Connection } from './connection.entity.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionsController } from './connections.controller.js';
import { CreateSandboxWhenWorkspaceCreated } from './create-sandbox-when-workspace-created.handler.js';
import { ExplainController } from './explain.controller.js';
import { InboundLogRepository } from './inbound-log.repository.js';
import { InboundMessagesController } from './inbound-messages.controller.js';
import { InboundBatch } from './intake/inbound-batch.js';
import { InboundMessageRepository } from './intake/inbound-message.repository.js';
import { InboundMetrics } from './intake/inbound-metrics.js';
import { Intake } from './intake/intake.js';
import { ReceiveInbound } from './receive-inbound.js';
import { Replay } from './replay.js';
import { SandboxController } from './sandbox.controller.js';
import { WebhookController } from './webhook.controller.js';

/**
 * Where texts come in: verifies providers, stores every text once, starts the road and answers. Owns connections and
 * inbound messages; what a text means and causes is decided by the rooms along the road.
 */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Connection])],
  controllers: [
    WebhookController,
    ConnectionsController,
    InboundMessagesController,
    SandboxController,
    ExplainController,
  ],
  providers: [
    ConnectionRepository,
    ConnectionCache,
    ReceiveInbound,
    Intake,
    InboundBatch,
    InboundMessageRepository,
    InboundLogRepository,
    InboundMetrics,
    Replay,
    CreateSandboxWhenWorkspaceCreated,
    { provide: ConnectionReader, useExisting: ConnectionRepository },
  ],
  exports: [ConnectionReader],
})
export class WebhookModule {}
