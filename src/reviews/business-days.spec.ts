import { addBusinessDays, dayOf } from './business-days.js';

describe('addBusinessDays', () => {
  it.each([
    ['a plain week', '2026-03-02', 5, '2026-03-09'],
    ['from a Saturday', '2026-03-07', 1, '2026-03-09'],
    ['no days', '2026-03-07', 0, '2026-03-07'],
    ['ten days over Thanksgiving', '2026-11-22', 10, '2026-12-07'],
    ['over Martin Luther King', '2027-01-15', 1, '2027-01-19'],
    ['over Washington', '2027-02-12', 1, '2027-02-16'],
    ['over Memorial Day, the last Monday of five', '2027-05-28', 1, '2027-06-01'],
    ['over Memorial Day, the last Monday of four', '2026-05-22', 1, '2026-05-26'],
    ['the fourth of five Mondays in May is no holiday', '2027-05-21', 1, '2027-05-24'],
    ['over Juneteenth', '2026-06-18', 1, '2026-06-22'],
    ['over an Independence Day on a Saturday, kept on Friday', '2026-07-02', 1, '2026-07-06'],
    ['over an Independence Day on a Sunday, kept on Monday', '2027-07-02', 1, '2027-07-06'],
    ['over Labor Day', '2026-09-04', 1, '2026-09-08'],
    ['over Columbus Day', '2026-10-09', 1, '2026-10-13'],
    ['over Veterans Day', '2026-11-10', 1, '2026-11-12'],
    ['over Christmas', '2026-12-24', 1, '2026-12-28'],
    ['over a New Year on a Saturday, kept in the old year', '2027-12-30', 1, '2028-01-03'],
    ['over a New Year on a Sunday, kept on Monday', '2022-12-30', 1, '2023-01-03'],
    ['over a leap day', '2028-02-28', 2, '2028-03-01'],
  ])('%s: %s and %d days is %s', (_label, day, count, expected) => {
    expect(addBusinessDays(day, count)).toBe(expected);
  });
});

describe('dayOf', () => {
  it.each([
    ['2026-11-22T12:00:00.000Z', '2026-11-22'],
    ['2026-11-22T04:59:59.999Z', '2026-11-21'],
    ['2026-07-01T04:00:00.000Z', '2026-07-01'],
  ])('%s is %s in the eastern United States', (instant, day) => {
    expect(dayOf(new Date(instant))).toBe(day);
  });
});
