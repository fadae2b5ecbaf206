import { createHash, randomBytes } from 'node:crypto';

/** A new key: 256 random bits with a prefix that secret scanners can recognise. */
export function makeApiKey(): string {
  return `hark_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a key. Plain SHA-256: the key is random and long, there is nothing to guess. */
export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** The key of an `Authorization: Bearer …` header; empty when there is none. */
export function bearerKey(header: string | undefined): string {
  return /^Bearer +(\S.*)$/i.exec(header ?? '')?.[1]?.trimEnd() ?? '';
}

/** The `api_key` of a body or a query, as keys travelled before mid-2020; empty when there is none. @source contract "Braze API", section 1.1 */
export function legacyKey(fields: unknown): string {
  const { api_key: key } = (fields ?? {}) as { readonly api_key?: unknown };
  return typeof key === 'string' ? key : '';
}
