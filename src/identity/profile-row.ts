import { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { PhoneChange } from '../contracts/profile/1-track-requested.event.js';
import { columnFields, type Profile, randomBucketOf } from './profile.js';

/** A row of `profile` as `pg` gives it. */
export interface ProfileRow {
  readonly braze_id: string;
  readonly external_id: string | null;
  readonly phone_e164: string | null;
  readonly phone_unformatted: string | null;
  readonly phone_valid: boolean | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly custom_attributes: Readonly<Record<string, unknown>>;
  /** `numeric` arrives as text. */
  readonly total_revenue: string;
  readonly created_at: Date;
  readonly updated_at: Date;
  /** One of `columnFields`. */
  readonly [field: string]: unknown;
}

/** The columns of a `ProfileRow`. `dob` as text: `pg` would make a local midnight of a date. */
export const profileColumns = `p.braze_id, p.external_id, p.phone_e164, p.phone_unformatted, p.phone_valid,
  ${columnFields.map((field) => (field === 'dob' ? 'p.dob::text' : `p.${field}`)).join(', ')},
  p.attributes, p.custom_attributes, p.total_revenue, p.created_at, p.updated_at`;

/** A person out of a row. */
export function profileFrom(row: ProfileRow): Profile {
  const fields = columnFields.flatMap((field) => (row[field] === null ? [] : [[field, row[field]]]));
  return {
    brazeId: row.braze_id,
    externalId: row.external_id,
    phone: phoneFrom(row),
    fields: Object.fromEntries(fields) as Profile['fields'],
    attributes: new Map(Object.entries(row.attributes)),
    custom: new Map(Object.entries(row.custom_attributes)),
    totalRevenue: Number(row.total_revenue),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** A person as JSON for `jsonb_to_recordset`; keys are column names, absent ones become null. */
export function recordOf(profile: Profile): Readonly<Record<string, unknown>> {
  return {
    ...profile.fields,
    braze_id: profile.brazeId,
    external_id: profile.externalId,
    phone_e164: profile.phone?.e164?.e164() ?? null,
    phone_unformatted: profile.phone?.unformatted ?? null,
    phone_valid: profile.phone?.valid ?? null,
    attributes: Object.fromEntries(profile.attributes),
    custom_attributes: Object.fromEntries(profile.custom),
    total_revenue: profile.totalRevenue,
    random_bucket: randomBucketOf(profile.brazeId),
    created_at: profile.createdAt,
    updated_at: profile.updatedAt,
  };
}

function phoneFrom(row: ProfileRow): PhoneChange | null {
  const { phone_e164: e164, phone_unformatted: unformatted, phone_valid: valid } = row;
  if (e164 === null && unformatted === null) return null;
  return { e164: e164 === null ? null : PhoneNumber.fromE164(e164), unformatted: unformatted ?? '', valid };
}
