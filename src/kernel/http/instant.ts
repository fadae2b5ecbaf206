import { registerDecorator } from 'class-validator';

/** Date, then perhaps time and zone. A blank before the offset is a `+` that a query string was not encoded for. */
const ISO =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:T(?<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?<zone>Z|[+ -]\d{2}:?\d{2})?)?$/;

/**
 * Reads an ISO 8601 time; without a zone it is UTC, without a time of day midnight. Never `Date.parse` alone: that reads
 * "5", takes February 30 for the second of March, and a time without a zone for the machine's own.
 * @returns null when it is none, or no day of the calendar
 */
export function parseInstant(text: string): Date | null {
  const { date, time = '00:00', zone = 'Z' } = ISO.exec(text)?.groups ?? {};
  if (date === undefined) return null;
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) return null;
  const offset = zone.replace(' ', '+').replace(/^(.\d{2})(\d{2})$/, '$1:$2');
  const instant = new Date(`${date}T${time}${offset}`);
  // PostgreSQL has no year 0, and an offset may lead into it.
  return Number.isNaN(instant.getTime()) || instant.getUTCFullYear() < 1 ? null : instant;
}

/** The field is a text that `parseInstant` reads. */
export function IsInstant(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isInstant',
      target: target.constructor,
      propertyName: String(property),
      options: { message: '$property must be an ISO 8601 date or time' },
      validator: { validate: (value: unknown) => typeof value === 'string' && parseInstant(value) !== null },
    });
  };
}
