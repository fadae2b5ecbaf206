import type { PhoneChange, TrackAttributes } from '../contracts/profile/1-track-requested.event.js';
import { applyCustomChanges } from './custom-attributes.js';

/** Reserved fields with a column of their own; every other reserved field lives in `attributes`. */
export const columnFields = [
  'email',
  'first_name',
  'last_name',
  'country',
  'language',
  'time_zone',
  'home_city',
  'dob',
  'gender',
  'email_subscribe',
  'push_subscribe',
] as const;

/** Name of a reserved field with a column. */
export type ColumnField = (typeof columnFields)[number];

/** One person as identity knows one. Immutable: each rule gives a new one. */
export interface Profile {
  /** 24 hex digits. */
  readonly brazeId: string;
  readonly externalId: string | null;
  readonly phone: PhoneChange | null;
  /** Blank fields are absent. */
  readonly fields: Readonly<Partial<Record<ColumnField, string>>>;
  /** Reserved fields that nothing inside Hark reads. */
  readonly attributes: ReadonlyMap<string, unknown>;
  readonly custom: ReadonlyMap<string, unknown>;
  /** Sum of price × quantity; currencies are not converted. */
  readonly totalRevenue: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What an attributes object says about a person, apart from who it is. */
export type Description = Pick<TrackAttributes, 'fields' | 'phone' | 'custom'>;

/** A profile that nobody has said anything about yet. */
export function newProfile(brazeId: string, now: Date): Profile {
  return {
    brazeId,
    externalId: null,
    phone: null,
    fields: {},
    attributes: new Map(),
    custom: new Map(),
    totalRevenue: 0,
    createdAt: now,
    updatedAt: now,
  };
}

/** Writes a description onto a profile; null erases. @param arrayMax see `applyCustomChanges` @source contract "Braze API", sections 2.5 and 2.7 */
export function describeProfile(profile: Profile, told: Description, arrayMax?: number): Profile {
  const fields: Record<string, string> = { ...profile.fields };
  const attributes = new Map(profile.attributes);
  for (const [name, value] of Object.entries(told.fields)) {
    if (!isColumnField(name)) write(attributes, name, value);
    else if (typeof value === 'string') fields[name] = value;
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- `name` is one of a fixed list
    else delete fields[name];
  }
  return {
    ...profile,
    phone: told.phone === undefined ? profile.phone : told.phone,
    fields,
    attributes,
    custom: applyCustomChanges(profile.custom, told.custom, arrayMax),
  };
}

/** Adds a purchase. Unit of `revenue`: that of its currency. @source contract "Braze API", section 2.9 */
export function addRevenue(profile: Profile, revenue: number): Profile {
  // Six decimals: what binary fractions add beyond them is noise, no currency has more than four.
  return { ...profile, totalRevenue: Number((profile.totalRevenue + revenue).toFixed(6)) };
}

/** A stable spread over 0–9999, from the random part of the id. @source contract "Braze API", section 3.8 */
export function randomBucketOf(brazeId: string): number {
  return Number.parseInt(brazeId.slice(-8), 16) % 10_000;
}

function isColumnField(name: string): name is ColumnField {
  return (columnFields as readonly string[]).includes(name);
}

function write(values: Map<string, unknown>, name: string, value: unknown): void {
  if (value === null) values.delete(name);
  else values.set(name, value);
}
