import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { NumberFlag } from '../delivery/number-flag.js';

/** Questions about numbers that cannot be texted. Answered by: delivery. */
export abstract class InvalidNumberReader {
  /** The current flags of these E.164 numbers, by number; one that is not flagged is absent. */
  abstract flagged(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly string[],
  ): Promise<ReadonlyMap<string, NumberFlag>>;
}
