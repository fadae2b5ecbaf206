import { DynamicModule, Global, Module } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { Clock, SystemClock } from './clock.js';
import { ConfigurationMemory } from './configuration/configuration-memory.js';
import { SecretBox } from './crypto/secret-box.js';
import { Ids, RandomIds } from './ids.js';
import { LOGGER, type Logger } from './logging/logger.js';
import { Metrics } from './metrics/metrics.js';
import { Outbox } from './outbox/outbox.js';
import { OutboxDrain } from './outbox/outbox-drain.js';
import { Dispatcher } from './road/dispatcher.js';

/** What the kernel cannot make itself. */
export interface KernelOptions {
  readonly logger: Logger;
  /** 32 bytes. */
  readonly secretKey: Buffer;
  /** For tests; the machine's clock otherwise. */
  readonly clock?: Clock;
}

/** What every room stands on: the bus, the clock, identifiers, secrets, the outbox. Knows no domain word. */
@Global()
@Module({})
export class KernelModule {
  static with({ logger, secretKey, clock }: KernelOptions): DynamicModule {
    return {
      module: KernelModule,
      imports: [EventEmitterModule.forRoot({ wildcard: false, maxListeners: 20 })],
      providers: [
        ConfigurationMemory,
        Dispatcher,
        Metrics,
        Outbox,
        OutboxDrain,
        { provide: LOGGER, useValue: logger },
        { provide: Clock, useValue: clock ?? new SystemClock() },
        { provide: Ids, useClass: RandomIds },
        { provide: SecretBox, useValue: new SecretBox(secretKey) },
      ],
      exports: [ConfigurationMemory, Dispatcher, Metrics, Outbox, OutboxDrain, LOGGER, Clock, Ids, SecretBox],
    };
  }
}
