import { PruneSchedule } from './prune-schedule.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 12, minutes));

describe('PruneSchedule', () => {
  it('is due at the first write, then after a tenth of the bound', () => {
    const schedule = new PruneSchedule(100);

    expect([3, 4, 5, 1, 9, 1].map((rows) => schedule.isDue('a', rows, at(0)))).toEqual([
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
  });

  it('is due after an hour, however little was written', () => {
    const schedule = new PruneSchedule(100);

    expect([0, 59, 60, 61].map((minutes) => schedule.isDue('a', 1, at(minutes)))).toEqual([true, false, true, false]);
  });

  it('counts each key alone', () => {
    const schedule = new PruneSchedule(100);
    schedule.isDue('a', 1, at(0));

    expect(schedule.isDue('b', 1, at(0))).toBe(true);
  });
});
