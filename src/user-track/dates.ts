const ISO =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[Tt ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,:](?<fraction>\d{1,9}))?)? ?(?<zone>[Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/;

const AMERICAN = /^(?<month>\d{2})\/(?<day>\d{2})\/(?<year>\d{4})$/;

const RFC_2822 =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(?<day>\d{1,2}) (?<monthName>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?<year>\d{4}) (?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2}))? (?<zone>UTC|GMT|[+-]\d{4})$/;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Later years stay texts. @source contract "Braze API", section 2.5 */
const LAST_YEAR = 3000;

/**
 * Reads a text that looks like a date; without a zone it is UTC, without a time midnight. Never `Date.parse`: that makes
 * dates of "May 5" and "order 12", and of February 30 the second of March.
 * @returns null when the text is no date, or no day of the calendar
 * @source contract "Braze API", sections 1.6 and 2.5
 */
export function readDate(text: string): Date | null {
  const parts = (ISO.exec(text) ?? AMERICAN.exec(text) ?? RFC_2822.exec(text))?.groups;
  if (parts === undefined) return null;
  const number = (name: string) => Number(parts[name] ?? 0);
  const month = parts['monthName'] === undefined ? number('month') : MONTHS.indexOf(parts['monthName']) + 1;
  const [year, day, hour, minute, second] = ['year', 'day', 'hour', 'minute', 'second'].map(number) as Five;
  const offset = offsetMinutes(parts['zone'] ?? 'Z');
  if (year > LAST_YEAR || hour > 23 || minute > 59 || second > 59 || offset === null) return null;

  const date = new Date(0);
  // Not Date.UTC: it takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const fraction = Number((parts['fraction'] ?? '').padEnd(3, '0').slice(0, 3));
  date.setUTCHours(hour, minute - offset, second, fraction);
  return date;
}

/**
 * Reads the time of an event. One in the future is taken for now.
 * @returns null when it is no time, or none that a database can hold
 * @source contract "Braze API", section 2.8
 */
export function readEventTime(value: unknown, now: Date): Date | null {
  const time = typeof value === 'string' ? readDate(value.trim()) : null;
  if (time === null || time.getUTCFullYear() < 1) return null;
  return time > now ? now : time;
}

type Five = [number, number, number, number, number];

function offsetMinutes(zone: string): number | null {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (match === null) return 0;
  const hours = Number(match[2]);
  const minutes = Number(match[3] ?? 0);
  if (hours > 23 || minutes > 59) return null;
  return (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
}
