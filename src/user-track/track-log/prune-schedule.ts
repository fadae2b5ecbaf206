/** Rows go an hour after their time at the latest, as long as anything is written. Unit: ms. */
const AT_LEAST_EVERY_MS = 3_600_000;

interface Since {
  readonly rows: number;
  readonly prunedAt: Date;
}

/**
 * When to remove rows beyond a bound: at the first write of this process (rows of the one before are not counted),
 * then whenever a tenth of the bound was written, or an hour went by. So the table holds at most a tenth too much for
 * each process, and a write pays for removing as many rows as it adds, on average.
 */
export class PruneSchedule {
  private readonly since = new Map<string, Since>();

  /** @param most the bound. Unit: rows */
  constructor(private readonly most: number) {}

  /** @param rows rows just written under this key */
  isDue(key: string, rows: number, now: Date): boolean {
    const before = this.since.get(key);
    const written = (before?.rows ?? 0) + rows;
    const isDue =
      before === undefined ||
      written >= this.most / 10 ||
      now.getTime() - before.prunedAt.getTime() >= AT_LEAST_EVERY_MS;
    this.since.set(key, isDue ? { rows: 0, prunedAt: now } : { rows: written, prunedAt: before.prunedAt });
    return isDue;
  }
}
