import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoop } from '../../kernel/background-loop.js';
import { QuestionsUnanswered, SilenceReviewed } from '../../contracts/clarification/questions-unanswered.event.js';
import { Clock } from '../../kernel/clock.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { LOGGER, type Logger } from '../../kernel/logging/logger.js';
import { Dispatcher } from '../../kernel/road/dispatcher.js';
import { ClarificationRepository, type DueQuestion } from './clarification.repository.js';

/** Questions in one transaction, whose numbers are locked meanwhile. Unit: questions. */
const BATCH_MAX = 100;
/** The law counts in days; half a minute keeps "no" and its effect together for whoever looks. Unit: ms. */
const IDLE_MS = 30_000;
/** How long answered questions are kept to explain a pause; the history of consent keeps what they led to. Unit: ms. */
const KEEP_ANSWERED_MS = 30 * 24 * 3_600_000;

/**
 * Counts silence as an opt-out, in the background. Any number of instances may run: a lock lets one count at a time, and
 * a batch is counted whole or, after a crash, not at all and then again.
 * @source contract "keywords and consent", section 5.6
 */
@Injectable()
export class CountSilence implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly transactions: Transactions,
    private readonly questions: ClarificationRepository,
    private readonly dispatcher: Dispatcher,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.loop = new BackgroundLoop(
      {
        // Each batch is of one workspace; the others are next.
        round: async () => ((await this.countOnce()) > 0 ? 0 : IDLE_MS),
        restAfterFailureMs: IDLE_MS,
        failure: 'silence could not be counted, trying again',
      },
      logger,
    );
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** One batch. @returns questions counted */
  countOnce(): Promise<number> {
    return this.transactions.run(async (work) => {
      if (!(await this.questions.tryLock(work))) return 0;
      const now = this.clock.now();
      await this.questions.removeAnswered(work, new Date(now.getTime() - KEEP_ANSWERED_MS));
      const seen = await this.questions.findDue(work, now, BATCH_MAX);
      if (seen.length === 0) return 0;
      await work.lock(
        'number',
        seen.map(({ number }) => number.e164()),
      );
      // While their numbers were waited for, some may have been answered.
      const ids = new Set(seen.map(({ id }) => id));
      const due = (await this.questions.findDue(work, now, BATCH_MAX)).filter(({ id }) => ids.has(id));
      await this.count(work, due, now);
      return due.length;
    });
  }

  private async count(work: UnitOfWork, due: readonly DueQuestion[], now: Date): Promise<void> {
    const [first] = due;
    if (first === undefined) return;
    const unanswered = due.map(({ declinedAt, ...question }) => ({
      ...question,
      reason: declinedAt === null ? ('clarify_timeout' as const) : ('clarify_no' as const),
    }));
    await this.dispatcher.run(new QuestionsUnanswered(work, first.workspaceId, unanswered), SilenceReviewed);
    this.questions.close(
      work,
      due.map(({ workspaceId, number, groupId }) => ({
        workspaceId,
        number: number.e164(),
        groupId,
        outcome: 'no_answer',
      })),
      now,
    );
    this.logger.info({ questions: due.length }, 'silence was counted as an opt-out');
  }
}
