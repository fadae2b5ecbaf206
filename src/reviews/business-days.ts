/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** A holiday on a day of the year. Months count from 1. */
interface FixedHoliday {
  readonly month: number;
  readonly day: number;
}

/** A holiday on a Monday or Thursday: the `nth` of its month, -1 being the last. Weekdays count from Sunday, 0. */
interface FloatingHoliday {
  readonly month: number;
  readonly weekday: number;
  readonly nth: number;
}

/**
 * The holidays of the United States federal government. A law adds one now and then (Juneteenth in 2021); days that a
 * president gives off are not here, so a due day can only come out too early, never too late.
 * @source 5 U.S.C. 6103(a)
 */
const FIXED: readonly FixedHoliday[] = [
  { month: 1, day: 1 },
  { month: 6, day: 19 },
  { month: 7, day: 4 },
  { month: 11, day: 11 },
  { month: 12, day: 25 },
];
const MONDAY = 1;
const THURSDAY = 4;
const FLOATING: readonly FloatingHoliday[] = [
  { month: 1, weekday: MONDAY, nth: 3 },
  { month: 2, weekday: MONDAY, nth: 3 },
  { month: 5, weekday: MONDAY, nth: -1 },
  { month: 9, weekday: MONDAY, nth: 1 },
  { month: 10, weekday: MONDAY, nth: 2 },
  { month: 11, weekday: THURSDAY, nth: 4 },
];

/** The rule counts in the calendar of its authors. @source 47 CFR 64.1200(a)(10) names no zone; the FCC sits in Washington */
const ZONE = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', dateStyle: 'short' });

/** The day of an instant in the eastern United States. */
export function dayOf(instant: Date): Day {
  return ZONE.format(instant);
}

/** The day `count` business days after a day; that day itself does not count. */
export function addBusinessDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00.000Z`);
  for (let left = count; left > 0;) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (isBusinessDay(date)) left -= 1;
  }
  return date.toISOString().slice(0, 10);
}

function isBusinessDay(date: Date): boolean {
  const weekday = date.getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isHoliday(date);
}

/** A fixed holiday on a Saturday is kept on the Friday before, on a Sunday on the Monday after. @source 5 U.S.C. 6103(b) */
function isHoliday(date: Date): boolean {
  const weekday = date.getUTCDay();
  const kept = [date];
  if (weekday === MONDAY) kept.push(shifted(date, -1));
  if (weekday === 5) kept.push(shifted(date, 1));
  return kept.some(isFixedHoliday) || isFloatingHoliday(date);
}

function isFixedHoliday(date: Date): boolean {
  return FIXED.some(({ month, day }) => date.getUTCMonth() + 1 === month && date.getUTCDate() === day);
}

function isFloatingHoliday(date: Date): boolean {
  const isLast = shifted(date, 7).getUTCMonth() !== date.getUTCMonth();
  const nth = Math.ceil(date.getUTCDate() / 7);
  return FLOATING.some(
    (each) =>
      each.month === date.getUTCMonth() + 1 &&
      each.weekday === date.getUTCDay() &&
      (each.nth === nth || (each.nth === -1 && isLast)),
  );
}

function shifted(date: Date, days: number): Date {
  const other = new Date(date);
  other.setUTCDate(other.getUTCDate() + days);
  return other;
}
