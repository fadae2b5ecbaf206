import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { AppError } from '../../kernel/app-error.js';
import { SecretBox } from '../../kernel/crypto/secret-box.js';
import { DatabaseUnavailable, isWorthRetrying } from '../../kernel/database/database-errors.js';
import { LOGGER, type Logger } from '../../kernel/logging/logger.js';
import { InboundBatch } from './inbound-batch.js';
import type { InboundDraft, InboundResult } from './inbound-draft.js';
import { InboundMetrics } from './inbound-metrics.js';
import { Lane } from './lane.js';

/** More texts wait for a commit than may. Nothing was stored; the provider shall come again. HTTP 503. */
export class IntakeOverloaded extends AppError {
  readonly code = 'WEBHOOK.OVERLOADED';
  readonly retryable = true;
}

type Waiting = Parameters<ConstructorParameters<typeof Lane<InboundDraft, InboundResult>>[0]>[0];

/**
 * Where texts wait for their commit. Many share one transaction, which is where the speed comes from (docs/adr/0002);
 * one that fails must not take its neighbours with it, so a failing batch is split until the guilty one is alone.
 */
@Injectable()
export class Intake implements OnModuleDestroy {
  private readonly lanes: Lane<InboundDraft, InboundResult>[];
  private readonly inFlight = new Set<Promise<unknown>>();

  constructor(
    private readonly config: Config,
    private readonly batches: InboundBatch,
    private readonly metrics: InboundMetrics,
    private readonly secrets: SecretBox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.lanes = Array.from(
      { length: config.INBOUND_LANES },
      () => new Lane((batch) => this.work(batch), config.INBOUND_BATCH_MAX),
    );
  }

  /**
   * Takes one text. Resolves after the commit that holds it.
   * @throws DatabaseUnavailable when nothing could be stored
   * @throws IntakeOverloaded
   */
  async receive(draft: InboundDraft): Promise<InboundResult> {
    const lane = this.lanes[laneOf(draft.from, this.lanes.length)]!;
    if (lane.depth >= this.config.INBOUND_QUEUE_MAX) throw new IntakeOverloaded('Too many texts wait for a commit.');
    const result = lane.push(draft);
    const settled = result.catch(() => undefined);
    this.inFlight.add(settled);
    void settled.then(() => this.inFlight.delete(settled));
    return result;
  }

  /** Texts that wait for a batch, over all lanes. */
  get waiting(): number {
    return this.lanes.reduce((sum, lane) => sum + lane.depth, 0);
  }

  /** Lets what is in flight finish; the server has stopped taking requests by then. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.inFlight);
  }

  private async work(batch: Waiting): Promise<void> {
    this.metrics.batch(batch.length);
    try {
      const results = await this.batches.commit(batch.map(({ item }) => item));
      batch.forEach(({ item, resolve }, index) => {
        const result = results[index]!;
        this.count(item, result);
        resolve(result);
      });
    } catch (error) {
      await this.recover(batch, error);
    }
  }

  private async recover(batch: Waiting, error: unknown): Promise<void> {
    const first = batch[0]!;
    // The database being away, or busy beyond all retries, is nobody's fault in the batch: the provider comes again.
    if (error instanceof DatabaseUnavailable || isWorthRetrying(error)) {
      for (const { reject } of batch) reject(error);
      return;
    }
    if (batch.length > 1) {
      const middle = Math.ceil(batch.length / 2);
      // Left before right: texts of one number keep their order.
      await this.work(batch.slice(0, middle));
      await this.work(batch.slice(middle));
      return;
    }
    await this.putAside(first, error);
  }

  private async putAside({ item, resolve, reject }: Waiting[number], error: unknown): Promise<void> {
    const code = codeOf(error);
    this.logger.error(
      { err: error, message_id: item.id, from: this.secrets.fingerprint(item.from), code },
      'text quarantined: mend the cause, then replay it',
    );
    try {
      const result = await this.batches.quarantine(item, code);
      this.count(item, result);
      resolve(result);
    } catch (fault) {
      reject(fault);
    }
  }

  private count({ provider }: InboundDraft, result: InboundResult): void {
    if (result.repeat) this.metrics.repeat(provider);
    else if (result.kind === 'processed') this.metrics.text(provider, result.category ?? 'none');
    else if (result.kind === 'quarantined') this.metrics.quarantine(provider, result.code);
  }
}

/** The same number always takes the same lane, so its texts keep their order and never wait for each other's locks. */
function laneOf(from: string, lanes: number): number {
  let hash = 0;
  for (let index = 0; index < from.length; index++) hash = (hash * 31 + from.charCodeAt(index)) | 0;
  return Math.abs(hash) % lanes;
}

/** A short code for the quarantine: ours, PostgreSQL's SQLSTATE, or the kind of error. Never a message, it may be personal. */
function codeOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z_.]{2,40}$/.test(code)) return `SQLSTATE.${code}`;
  return error instanceof Error ? `ERROR.${error.name}` : 'ERROR.UNKNOWN';
}
