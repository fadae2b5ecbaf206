// With the `u` flag \p{Surrogate} matches lone surrogates only, never the halves of a pair.
const UNSTORABLE = /[\u0000\p{Surrogate}]/gu;
const REPLACEMENT = '\uFFFD';

/** Deepest JSON we store. Unit: levels. PostgreSQL's own limit is near 6,000; recursion here must never be the limit. */
const MAX_JSON_DEPTH = 500;

/** Anything JSON.parse can return. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** The value nests deeper than we store. Not retryable: the sender must change the request. */
export class JsonTooDeep extends Error {
  readonly code = 'KERNEL.JSON_TOO_DEEP';
  readonly retryable = false;

  constructor() {
    super(`JSON nests deeper than ${MAX_JSON_DEPTH} levels`);
    this.name = 'JsonTooDeep';
  }
}

/**
 * Replaces what PostgreSQL refuses by U+FFFD: U+0000 (`text` and `jsonb`) and lone surrogates (`jsonb`). Length in
 * UTF-16 units stays the same, so spans into the text stay right. Nothing is trimmed.
 * @source contract "providers", section 1.6 (GSM-7 gateways that mis-map `@` deliver U+0000)
 */
export function toStorableText(text: string): string {
  return text.replace(UNSTORABLE, REPLACEMENT);
}

/**
 * `toStorableText` for every string and key of a JSON value. When two keys become equal the later one wins.
 * @throws JsonTooDeep
 */
export function toStorableJson(value: JsonValue, depth = 0): JsonValue {
  if (typeof value === 'string') return toStorableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_JSON_DEPTH) throw new JsonTooDeep();
  if (isArray(value)) return value.map((item) => toStorableJson(item, depth + 1));
  // fromEntries defines own properties: a key named __proto__ stays data and touches no prototype.
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [toStorableText(key), toStorableJson(item, depth + 1)]),
  );
}

/** Array.isArray does not narrow readonly arrays. */
function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
