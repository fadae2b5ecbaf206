import { PhoneReader } from '../contracts/readers/phone.reader.js';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { toStorableText } from '../kernel/text-safety.js';

/** Most external ids, and most aliases, of one request. @source contract "Braze API", section 3.8 */
const MOST_IDS = 50;

/** What to export. */
export interface ExportRequest {
  readonly identifiers: readonly ProfileIdentifier[];
  /** Null: all fields. */
  readonly fields: ReadonlySet<string> | null;
}

/**
 * Reads the body of an export. Identifiers that are null or empty count as absent, several kinds give the union.
 * @throws InvalidRequest when there is no identifier, or too many
 * @source contract "Braze API", section 3.8
 */
export function readExportRequest(body: unknown, phones: PhoneReader): ExportRequest {
  const asked = isObject(body) ? body : {};
  const externalIds = listOf(asked['external_ids']);
  const aliases = listOf(asked['user_aliases']);
  if (externalIds.length > MOST_IDS || aliases.length > MOST_IDS)
    throw new InvalidRequest('The max number of ids per request was exceeded');
  const single = ['braze_id', 'email_address', 'phone', 'device_id'].flatMap((name) => listOf(asked[name]));
  if (externalIds.length + aliases.length + single.length === 0)
    throw new InvalidRequest(
      "'external_ids', 'user_aliases', 'device_id', 'braze_id', 'email_address' or 'phone' is required",
    );
  const fields = listOf(asked['fields_to_export']).filter((name) => typeof name === 'string');
  return {
    identifiers: [
      ...externalIds.flatMap(textOf).map((externalId) => ({ kind: 'external_id', externalId }) as const),
      ...aliases.flatMap(aliasOf),
      ...listOf(asked['braze_id'])
        .flatMap(textOf)
        .map((brazeId) => ({ kind: 'braze_id', brazeId: brazeId.toLowerCase() }) as const),
      ...listOf(asked['email_address'])
        .flatMap(textOf)
        .map((email) => ({ kind: 'email', email: email.trim() }) as const),
      ...listOf(asked['phone']).flatMap((phone) => phoneOf(phone, phones)),
    ],
    fields: fields.length === 0 ? null : new Set(fields),
  };
}

function aliasOf(alias: unknown): readonly ProfileIdentifier[] {
  if (!isObject(alias)) return [];
  const [label] = textOf(alias['alias_label']);
  const [name] = textOf(alias['alias_name']);
  return label === undefined || name === undefined ? [] : [{ kind: 'alias', label, name }];
}

function phoneOf(phone: unknown, phones: PhoneReader): readonly ProfileIdentifier[] {
  if (typeof phone !== 'string' && typeof phone !== 'number') return [];
  const { e164 } = phones.readPersonPhone(phone);
  return e164 === null ? [] : [{ kind: 'phone', number: e164 }];
}

/** Ids may arrive as JSON numbers. @source contract "Braze API", section 1.6 */
function textOf(value: unknown): readonly string[] {
  if (typeof value === 'number' && Number.isFinite(value)) return [String(value)];
  return typeof value === 'string' && value !== '' ? [toStorableText(value)] : [];
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
