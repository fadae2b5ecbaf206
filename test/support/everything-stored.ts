import type { TestApp } from './app.js';

interface ColumnRow {
  readonly table_name: string;
  readonly column_name: string;
  readonly data_type: string;
}

/**
 * Where in the whole database a text stands, in whatever column of whatever table: one that is added later is searched
 * too. Case does not matter; bytes are read as text.
 * @returns `table.column`, sorted
 */
export async function whereStored(app: TestApp, needle: string): Promise<readonly string[]> {
  const columns = await app.rows<ColumnRow>(
    `select column_name, table_name, data_type
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE'
      order by table_name, column_name`,
  );
  const found: string[] = [];
  for (const { table_name: table, column_name: column, data_type: type } of columns) {
    // 'escape' leaves ASCII as it is; a word of letters and digits is found in it.
    const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const rows = await app.rows(`select from "${table}" where position(lower($1) in lower(${text})) > 0 limit 1`, [
      needle,
    ]);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}

/** How many rows each table has, for "nothing was added". */
export async function rowCounts(app: TestApp): Promise<Readonly<Record<string, number>>> {
  const tables = await app.rows<{ table_name: string }>(
    `select table_name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`,
  );
  const counts: Record<string, number> = {};
  for (const { table_name: table } of tables) {
    const [row] = await app.rows<{ count: number }>(`select count(*)::int as count from "${table}"`);
    counts[table] = row!.count;
  }
  return counts;
}
