/**
 * Failures before a byte of the request was written: no connection, no name, no trusted certificate. Everything else
 * (a reset, a time-out, the other side closing) may have come after the provider took the request.
 */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Whether a failed `fetch` certainly reached nobody, so that sending again makes no second text. */
export function neverLeft(error: unknown): boolean {
  return NEVER_LEFT.has(systemCodeOf(error) ?? '');
}

/** A short code of a failed `fetch` for the row and the log: `TIMEOUT`, `NETWORK_ECONNRESET`. Never its message. */
export function networkCodeOf(error: unknown): string {
  if ((error as { name?: unknown } | null)?.name === 'TimeoutError') return 'TIMEOUT';
  return `NETWORK_${systemCodeOf(error) ?? 'FAILED'}`;
}

/** `fetch` wraps what happened; trying several addresses wraps it once more, with the code of the first. */
function systemCodeOf(error: unknown): string | null {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code)) return code;
  return cause === undefined ? null : systemCodeOf(cause);
}
