/** What the horizon asks the database. */
export interface WriterWatch {
  /** The newest number given to a row of history, also by transactions that still run. */
  lastSeq(): Promise<number>;
  /** The transactions that may hold numbers of rows nobody can see yet. */
  writers(): Promise<readonly string[]>;
}

/**
 * The row of history up to which every row that will ever be there can be seen.
 *
 * `seq` is given before the commit, so row 11 can be seen while row 10 is still being written, and whoever sealed 11
 * first would skip 10 for ever. Comparing transaction ids (a row's `xmin` with the oldest running one) does not tell:
 * the older transaction may draw the later number, and a transaction draws its number before it has an id at all.
 * What does tell is the lock that an insert holds on the table, from before it draws a number until its transaction is
 * over. So: read the last number given, then list the holders of that lock, then wait until each of these is gone.
 * Whoever drew one of these numbers held the lock when the list was made, or had ended before, and an ended transaction
 * is visible before it lets go of its locks. New writers are never kept waiting; they draw higher numbers.
 * @source the way `create index concurrently` waits (PostgreSQL, `WaitForLockers`)
 */
export class SettledHorizon {
  private settled = 0;
  private waiting: Look | null = null;

  /** Whether rows wait only for transactions to end. */
  get isWaiting(): boolean {
    return this.waiting !== null;
  }

  /** Looks once, never waits. @returns the highest `seq` known to be settled */
  async advance(watch: WriterWatch): Promise<number> {
    const found = this.waiting === null ? await this.firstLook(watch) : await this.nextLook(watch, this.waiting);
    this.waiting = found.writers.length > 0 ? found : null;
    if (found.writers.length === 0) this.settled = Math.max(this.settled, found.seq);
    return this.settled;
  }

  private async firstLook(watch: WriterWatch): Promise<Look> {
    const seq = await watch.lastSeq();
    // In this order: a writer that begins between the two draws a higher number, and is waited for without need.
    return { seq, writers: seq === this.settled ? [] : await watch.writers() };
  }

  private async nextLook(watch: WriterWatch, { seq, writers }: Look): Promise<Look> {
    const still = new Set(await watch.writers());
    return { seq, writers: writers.filter((writer) => still.has(writer)) };
  }
}

/** A number that was given, and who of that time still writes. */
interface Look {
  readonly seq: number;
  readonly writers: readonly string[];
}
