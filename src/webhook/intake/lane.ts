/** A piece of work waiting for its commit. */
interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects what arrives while the last batch is being worked on and hands it over as the next batch, in order of
 * arrival. No timer: alone, an item starts at once; under load, batches grow by themselves up to the maximum.
 */
export class Lane<Item, Result> {
  private readonly waiting: Waiting<Item, Result>[] = [];
  private working = false;

  /**
   * @param work takes a batch and settles each of its items; it must not throw
   * @param max most items in a batch
   */
  constructor(
    private readonly work: (batch: readonly Waiting<Item, Result>[]) => Promise<void>,
    private readonly max: number,
  ) {}

  /** Items not yet taken into a batch. */
  get depth(): number {
    return this.waiting.length;
  }

  /** Puts an item at the end. @returns its result once its batch is done */
  push(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.working) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.working = true;
    while (this.waiting.length > 0) await this.work(this.waiting.splice(0, this.max));
    this.working = false;
  }
}
