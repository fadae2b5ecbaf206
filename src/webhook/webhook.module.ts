import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessageGateway } from '../contracts/gateways/message.gateway.js';
import { ConnectionReader } from '../contracts/readers/connection.reader.js';
import { InboundMessageReader } from '../contracts/readers/inbound-message.reader.js';
import { InboundTextReader } from '../contracts/readers/inbound-text.reader.js';
import { CheckSecretKey } from './check-secret-key.js';
import { ConnectionCache } from './connection-cache.js';
import { Connection } from './connection.entity.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionsController } from './connections.controller.js';
import { CreateSandboxWhenWorkspaceCreated } from './create-sandbox-when-workspace-created.handler.js';
import { EdgeRefusals } from './edge-refusals.js';
import { ErasedTextRepository } from './erased-text.repository.js';
import { EraseTextsWhenPeopleErased } from './erase-texts-when-people-erased.handler.js';
import { ExplainController } from './explain.controller.js';
import { InboundLogRepository } from './inbound-log.repository.js';
import { InboundTextRepository } from './inbound-text.repository.js';
import { InboundMessagesController } from './inbound-messages.controller.js';
import { InboundBatch } from './intake/inbound-batch.js';
import { InboundMessageRepository } from './intake/inbound-message.repository.js';
import { InboundMetrics } from './intake/inbound-metrics.js';
import { Intake } from './intake/intake.js';
import { OUTSIDE, ProviderMessageGateway, REAL_OUTSIDE } from './provider-message.gateway.js';
import { ReceiveInbound } from './receive-inbound.js';
import { ReceiveStatus } from './receive-status.js';
import { Replay } from './replay.js';
import { SandboxController } from './sandbox.controller.js';
import { WebhookController } from './webhook.controller.js';
import { WebhookDoor } from './webhook-door.js';

/**
 * Where texts come in: verifies providers, stores every text once, starts the road and answers; and where answers leave
 * again by the API of the provider. Owns connections and inbound messages; what a text means and causes is decided by the rooms along the road.
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
    WebhookDoor,
    ReceiveInbound,
    ReceiveStatus,
    Intake,
    InboundBatch,
    InboundMessageRepository,
    InboundLogRepository,
    InboundMetrics,
    EdgeRefusals,
    CheckSecretKey,
    Replay,
    CreateSandboxWhenWorkspaceCreated,
    EraseTextsWhenPeopleErased,
    ErasedTextRepository,
    { provide: ConnectionReader, useExisting: ConnectionRepository },
    { provide: InboundMessageReader, useExisting: InboundLogRepository },
    { provide: InboundTextReader, useClass: InboundTextRepository },
    { provide: MessageGateway, useClass: ProviderMessageGateway },
    { provide: OUTSIDE, useValue: REAL_OUTSIDE },
  ],
  exports: [ConnectionReader, InboundMessageReader, InboundTextReader, MessageGateway],
})
export class WebhookModule {}
