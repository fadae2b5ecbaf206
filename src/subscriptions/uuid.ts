const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a text can be given to PostgreSQL as a `uuid`; anything else would fail the whole transaction. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
