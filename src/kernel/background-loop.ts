import type { Logger } from './logging/logger.js';

/** What is done in the background, again and again. */
export interface BackgroundWork {
  /** One round. @returns how long to rest before the next; 0: not at all. Unit: ms */
  readonly round: () => Promise<number>;
  /** Rest after a round that failed. Unit: ms. */
  readonly restAfterFailureMs: number;
  /** What the log says of a round that failed. */
  readonly failure: string;
}

/**
 * Repeats rounds of work one after another, from the start of the process to its end. A round that fails is tried again:
 * the database being away heals itself, and whatever else it is, the next round shows it again.
 */
export class BackgroundLoop {
  private stopping = false;
  private running: Promise<void> | null = null;
  private wake: (() => void) | null = null;

  constructor(
    private readonly work: BackgroundWork,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.running = this.run();
  }

  /** Lets the round that runs finish; no other begins. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.hurry();
    await this.running;
  }

  /** Ends the rest between two rounds. */
  hurry(): void {
    this.wake?.();
  }

  get isRunning(): boolean {
    return this.running !== null && !this.stopping;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      let restMs = this.work.restAfterFailureMs;
      try {
        restMs = await this.work.round();
      } catch (error) {
        this.logger.warn({ err: error }, this.work.failure);
      }
      if (restMs > 0) await this.rest(restMs);
    }
  }

  private rest(ms: number): Promise<void> {
    // Asked to stop during the round: there was no rest yet to end.
    if (this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
