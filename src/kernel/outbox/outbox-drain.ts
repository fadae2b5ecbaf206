import { Inject, Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { BackgroundLoop } from '../background-loop.js';
import { Clock } from '../clock.js';
import { Transactions } from '../database/transactions.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { Metrics } from '../metrics/metrics.js';
import type { DeliveryVerdict, OutboxConsumer, OutboxDelivery } from './outbox-consumer.js';

/** Pause when nothing was due: how late a queued reply may leave. Unit: ms. */
const IDLE_MS = 250;
/** Facts delivered side by side. */
const AT_ONCE_MAX = 32;
/** A claimed fact is left alone this long; after a crash another instance takes it over then. Unit: ms. */
const LEASE_MS = 60_000;
/** Pauses before the second, third and fourth try; then the fact is parked. Unit: ms. @source contract "providers", section 2 (`temporary`) */
const PAUSES_MS = [30_000, 120_000, 480_000];

interface ClaimedRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly topic: string;
  readonly payload: Record<string, unknown>;
  readonly attempts: number;
}

/**
 * Takes facts out of the outbox after their commit: claims with `for update skip locked` and a lease, delivers, deletes
 * exactly the rows it read. Several instances drain side by side; a crash between delivery and deletion repeats one.
 */
@Injectable()
export class OutboxDrain implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly consumers = new Map<string, OutboxConsumer>();
  private readonly inFlight = new Set<Promise<void>>();
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly transactions: Transactions,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    { registry }: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.loop = new BackgroundLoop(
      {
        round: async () => ((await this.take()) === 0 ? IDLE_MS : 0),
        restAfterFailureMs: IDLE_MS,
        failure: 'the outbox could not be drained, trying again',
      },
      logger,
    );
    const source = this.dataSource;
    new Gauge({
      name: 'hark_outbox_depth',
      help: 'Facts that wait to leave; parked ones wait for an operator.',
      labelNames: ['state'],
      registers: [registry],
      async collect() {
        const [row] = await source
          .query<{ waiting: number; parked: number }[]>(
            `select count(*) filter (where parked_at is null)::int as waiting,
                    count(*) filter (where parked_at is not null)::int as parked from outbox`,
          )
          .catch(() => []);
        if (row === undefined) return;
        this.set({ state: 'waiting' }, row.waiting);
        this.set({ state: 'parked' }, row.parked);
      },
    });
  }

  /** Rooms register in their constructors, before the drain starts. */
  register(consumer: OutboxConsumer): void {
    this.consumers.set(consumer.topic, consumer);
  }

  /** Whether the loop is alive. */
  get running(): boolean {
    return this.loop.isRunning;
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    await Promise.all(this.inFlight);
  }

  /** One round, for tests: claims, and waits until all of it is settled. @returns facts claimed */
  async drainOnce(): Promise<number> {
    const claimed = await this.take();
    await Promise.all(this.inFlight);
    return claimed;
  }

  /** Claims as many facts as there is room for. A slow one holds only its own place, never the others up. */
  private async take(): Promise<number> {
    const room = AT_ONCE_MAX - this.inFlight.size;
    if (room === 0) return 0;
    const claimed = await this.claim(room);
    for (const row of claimed) {
      const delivery = this.deliver(row)
        .catch((error: unknown) => {
          // Not settled: the lease ends, and the fact is delivered again.
          this.logger.warn({ err: error, outbox_id: row.id }, 'an outbox fact could not be settled');
        })
        .finally(() => {
          this.inFlight.delete(delivery);
          this.loop.hurry();
        });
      this.inFlight.add(delivery);
    }
    return claimed.length;
  }

  private claim(max: number): Promise<ClaimedRow[]> {
    const now = this.clock.now();
    return this.transactions.run((work) =>
      work.rows<ClaimedRow>(
        `update outbox set leased_until = $2, attempts = attempts + 1
          where id in (select id from outbox
                        where parked_at is null and next_attempt_at <= $1 and (leased_until is null or leased_until <= $1)
                          and topic = any($4)
                        order by next_attempt_at, id limit $3 for update skip locked)
         returning id, workspace_id, topic, payload, attempts - 1 as attempts`,
        [now, new Date(now.getTime() + LEASE_MS), max, [...this.consumers.keys()]],
      ),
    );
  }

  private async deliver(row: ClaimedRow): Promise<void> {
    const fact: OutboxDelivery = {
      id: row.id,
      workspaceId: row.workspace_id,
      payload: row.payload,
      attempts: row.attempts,
    };
    let verdict: DeliveryVerdict;
    try {
      verdict = (await this.consumers.get(row.topic)?.deliver(fact)) ?? { kind: 'park', code: 'OUTBOX.NO_CONSUMER' };
    } catch (error) {
      this.logger.error({ err: error, outbox_id: row.id, topic: row.topic }, 'an outbox consumer failed');
      verdict = { kind: 'retry', code: 'OUTBOX.CONSUMER_FAILED' };
    }
    await this.settle(row, verdict);
  }

  private async settle(row: ClaimedRow, verdict: DeliveryVerdict): Promise<void> {
    const pause = PAUSES_MS[row.attempts];
    await this.transactions.run(async (work) => {
      if (verdict.kind === 'done') {
        await work.execute('delete from outbox where id = $1', [row.id]);
        return;
      }
      if (verdict.kind === 'retry' && pause !== undefined) {
        const next = new Date(this.clock.now().getTime() + (verdict.afterMs ?? pause));
        await work.execute(
          'update outbox set next_attempt_at = $2, leased_until = null, last_error_code = $3 where id = $1',
          [row.id, next, verdict.code],
        );
        return;
      }
      this.logger.error({ outbox_id: row.id, topic: row.topic, code: verdict.code }, 'an outbox fact was parked');
      await work.execute('update outbox set parked_at = $2, leased_until = null, last_error_code = $3 where id = $1', [
        row.id,
        this.clock.now(),
        verdict.code,
      ]);
    });
  }
}
