import type { EventSummary } from '../contracts/readers/event-summary.reader.js';
import type { PurchaseSummary } from '../contracts/readers/purchase-summary.reader.js';
import { type Profile, randomBucketOf } from './profile.js';
import type { AliasRow } from './alias-row.js';
import { shownPhone } from './shown-phone.js';

/** How far back custom events are exported. @source contract "Braze API", section 3.8 */
const EVENTS_MAX_AGE_DAYS = 90;

/** A person and what belongs to them. */
export interface ExportedPerson {
  readonly profile: Profile;
  readonly aliases: readonly AliasRow[];
  readonly events: readonly EventSummary[];
  readonly purchases: readonly PurchaseSummary[];
}

/** The answer of an export. @source contract "Braze API", section 3.8 */
export interface ExportAnswer {
  readonly users: readonly Readonly<Record<string, unknown>>[];
  /** Requested external ids that do not exist; never empty. */
  readonly invalid_user_ids?: readonly string[];
  readonly message: 'success';
}

/** What decides how an export looks. */
export interface ExportOptions {
  /** Null: all fields. */
  readonly fields: ReadonlySet<string> | null;
  readonly phoneStyle: 'e164' | 'digits';
  readonly now: Date;
}

/** A person as the export answers one: blank fields are left out. @source contract "Braze API", section 3.8 */
export function exportedUser(
  { profile, aliases, events, purchases }: ExportedPerson,
  { fields, phoneStyle, now }: ExportOptions,
): Readonly<Record<string, unknown>> {
  const user: Record<string, unknown> = {
    created_at: profile.createdAt.toISOString(),
    external_id: profile.externalId,
    user_aliases: aliases.map(({ name, label }) => ({ alias_name: name, alias_label: label })),
    appboy_id: profile.brazeId,
    braze_id: profile.brazeId,
    ...profile.fields,
    phone: shownPhone(profile.phone, phoneStyle),
    random_bucket: randomBucketOf(profile.brazeId),
    custom_attributes: profile.custom.size === 0 ? null : Object.fromEntries(profile.custom),
    custom_events: nullIfEmpty(recent(events, now).map(shownSummary)),
    purchases: nullIfEmpty(purchases.map(shownSummary)),
    total_revenue: profile.totalRevenue === 0 ? null : profile.totalRevenue,
    last_coordinates: coordinates(profile.attributes.get('current_location')),
  };
  return Object.fromEntries(
    Object.entries(user).filter(([name, value]) => value !== null && (fields === null || fields.has(name))),
  );
}

function recent(events: readonly EventSummary[], now: Date): readonly EventSummary[] {
  const oldest = now.getTime() - EVENTS_MAX_AGE_DAYS * 24 * 60 * 60 * 1000;
  return events.filter(({ last }) => last.getTime() >= oldest);
}

function shownSummary({ name, first, last, count }: Pick<EventSummary, 'name' | 'first' | 'last' | 'count'>) {
  return { name, first: first.toISOString(), last: last.toISOString(), count };
}

function nullIfEmpty<Item>(list: readonly Item[]): readonly Item[] | null {
  return list.length === 0 ? null : list;
}

function coordinates(location: unknown): readonly unknown[] | null {
  if (typeof location !== 'object' || location === null) return null;
  const { longitude, latitude } = location as { longitude?: unknown; latitude?: unknown };
  return [longitude, latitude];
}
