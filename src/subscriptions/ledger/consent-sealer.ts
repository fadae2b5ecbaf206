import { randomBytes } from 'node:crypto';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { InboundMessageReader } from '../../contracts/readers/inbound-message.reader.js';
import { BackgroundLoop } from '../../kernel/background-loop.js';
import { Clock } from '../../kernel/clock.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { LOGGER, type Logger } from '../../kernel/logging/logger.js';
import { Metrics } from '../../kernel/metrics/metrics.js';
import { hex, isErased } from './ledger-record.js';
import { type Seal, sealRecords, type UnsealedRow } from './seal-records.js';
import { SealRepository } from './seal.repository.js';
import { SettledHorizon } from './settled-horizon.js';

/** Rows sealed in one transaction: about 5 ms of hashing, so that no answer waits noticeably. Unit: rows. */
const BATCH_MAX = 256;
/** Pause when everything is sealed. Unit: ms. */
const IDLE_MS = 500;
/** Pause while a writing transaction is waited for; they last milliseconds. Unit: ms. */
const WAITING_MS = 50;
/** How often the end of a chain goes into the log, where it is out of reach of whoever can change the database. Unit: ms. */
const ANCHOR_EVERY_MS = 3_600_000;

/**
 * The background writer of the hash chains. Nobody waits for it: texts are decided and committed without it, and
 * readiness does not ask it. Any number of instances may run; a lock lets one of them seal a workspace at a time, and a
 * batch is sealed whole or, after a crash, not at all and then again.
 */
@Injectable()
export class ConsentSealer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly horizon = new SettledHorizon();
  private readonly anchoredAt = new Map<string, number>();
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly transactions: Transactions,
    private readonly seals: SealRepository,
    private readonly inbound: InboundMessageReader,
    private readonly clock: Clock,
    { registry }: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.loop = new BackgroundLoop(
      { round: () => this.round(), restAfterFailureMs: IDLE_MS, failure: 'the consent history could not be sealed' },
      logger,
    );
    const count = (): Promise<number | null> =>
      this.transactions.run((work) => this.seals.countUnsealed(work)).catch(() => null);
    new Gauge({
      name: 'hark_consent_unsealed',
      help: 'Rows of the consent history that are not in the hash chain yet. Should stay near zero.',
      registers: [registry],
      async collect() {
        const unsealed = await count();
        if (unsealed !== null) this.set(unsealed);
      },
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** Ends the pause between two rounds. */
  hurry(): void {
    this.loop.hurry();
  }

  /** One round over all workspaces. @returns rows sealed */
  async sealOnce(): Promise<number> {
    const upTo = await this.transactions.run((work) =>
      this.horizon.advance({
        lastSeq: () => this.seals.lastSeq(work),
        writers: () => this.seals.writers(work),
      }),
    );
    const workspaces = await this.transactions.run((work) => this.seals.workspacesToSeal(work, upTo));
    let sealed = 0;
    for (const workspaceId of workspaces)
      sealed += await this.transactions.run((work) => this.sealBatch(work, workspaceId, upTo));
    return sealed;
  }

  private async sealBatch(work: UnitOfWork, workspaceId: string, upTo: number): Promise<number> {
    if (!(await this.seals.tryLock(work, workspaceId))) return 0;
    const end = await this.seals.ledgerEnd(work, workspaceId);
    const rows = await this.seals.unsealed(work, workspaceId, { after: end.seq, upTo, limit: BATCH_MAX });
    if (rows.length === 0) return 0;
    const secrets = await this.seals.secretsOf(work, workspaceId, numbersOf(rows), () => randomBytes(32));
    const texts = await this.inbound.texts(work, workspaceId, messagesOf(rows));
    const seals = sealRecords(rows, end, { secrets, texts });
    await this.seals.save(work, workspaceId, seals, this.clock.now());
    this.anchor(workspaceId, seals.at(-1)!);
    return seals.length;
  }

  private anchor(workspaceId: string, { position, ledgerHash }: Seal): void {
    const now = this.clock.now().getTime();
    if (now - (this.anchoredAt.get(workspaceId) ?? -Infinity) < ANCHOR_EVERY_MS) return;
    this.anchoredAt.set(workspaceId, now);
    this.logger.info(
      { workspace_id: workspaceId, position, ledger_hash: hex(ledgerHash) },
      'end of the consent ledger',
    );
  }

  private async round(): Promise<number> {
    if ((await this.sealOnce()) >= BATCH_MAX) return 0;
    return this.horizon.isWaiting ? WAITING_MS : IDLE_MS;
  }
}

function numbersOf(rows: readonly UnsealedRow[]): string[] {
  return rows.map(({ row }) => row.number).filter((number) => !isErased(number));
}

function messagesOf(rows: readonly UnsealedRow[]): string[] {
  return rows.flatMap(({ row }) => row.inbound_message_id ?? []);
}
