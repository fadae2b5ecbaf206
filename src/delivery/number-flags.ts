import { Injectable } from '@nestjs/common';
import { NumbersDeactivated } from '../contracts/delivery/numbers-deactivated.event.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import { Clock } from '../kernel/clock.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Ids } from '../kernel/ids.js';
import { flagAfter, type InvalidNumber, type NumberReport } from './invalid-number.js';
import { InvalidNumberRepository } from './invalid-number.repository.js';

/** Flags after reports, and what the road has to hear about them. */
export interface FlaggedNumbers {
  /** One per number, in the order in which the numbers were first reported. */
  readonly flags: readonly InvalidNumber[];
  /** The lines that were given up; may name nobody. */
  readonly deactivated: NumbersDeactivated;
}

/** Sets and removes the flags of numbers, each number locked meanwhile. Group states are not touched here. */
@Injectable()
export class NumberFlags {
  constructor(
    private readonly invalidNumbers: InvalidNumberRepository,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async flag(work: UnitOfWork, workspaceId: string, reports: readonly NumberReport[]): Promise<FlaggedNumbers> {
    const flags = new Map<string, InvalidNumber>();
    const numbers = distinct(reports.map(({ number }) => number));
    await lock(work, numbers);
    const stored = await this.invalidNumbers.findCurrent(work, workspaceId, numbers);
    const current = new Map(stored.map((flag) => [flag.number.e164(), flag]));
    for (const report of reports) {
      const key = report.number.e164();
      flags.set(
        key,
        flagAfter(flags.get(key) ?? current.get(key), report, () => this.ids.uuid()),
      );
    }
    await this.invalidNumbers.saveMany(work, workspaceId, [...flags.values()]);
    const deactivations = lastDeactivations(reports).map(({ number, detectedAt, actor }) => ({
      number,
      deactivatedAt: detectedAt,
      actor,
    }));
    return { flags: [...flags.values()], deactivated: new NumbersDeactivated(work, workspaceId, deactivations) };
  }

  /** Un-flags the numbers for all profiles. Those that are not flagged are passed over. */
  async remove(work: UnitOfWork, workspaceId: string, numbers: readonly PhoneNumber[], by: string): Promise<void> {
    const named = distinct(numbers);
    await lock(work, named);
    // Read while the numbers are locked, so that no removal is older than the flag it ends.
    await this.invalidNumbers.removeMany(work, workspaceId, named, { at: this.clock.now(), by });
  }
}

/** The same lock the texts of a number take, so consent is never decided while its number is being flagged. */
function lock(work: UnitOfWork, numbers: readonly PhoneNumber[]): Promise<void> {
  return work.lock(
    'number',
    numbers.map((number) => number.e164()),
  );
}

function distinct(numbers: readonly PhoneNumber[]): readonly PhoneNumber[] {
  return [...new Map(numbers.map((number) => [number.e164(), number])).values()];
}

/** The last deactivation of each number: a tenure ends once. */
function lastDeactivations(reports: readonly NumberReport[]): readonly NumberReport[] {
  const deactivations = reports.filter(({ reason }) => reason === 'deactivated');
  return [...new Map(deactivations.map((report) => [report.number.e164(), report])).values()];
}
