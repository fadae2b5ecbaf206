/** Cuts a page from rows of which one more than `limit` was read; the cursor is the id of its last row. */
export function pageOf<Row extends { readonly id: string }>(
  found: readonly Row[],
  limit: number,
): { readonly rows: readonly Row[]; readonly nextCursor: string | null } {
  const rows = found.slice(0, limit);
  return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}
