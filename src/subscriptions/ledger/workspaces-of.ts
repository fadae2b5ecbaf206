/**
 * A recursive query that gives the workspaces with rows in a table: one step into its index per workspace instead of
 * reading the whole of it. Its last `id` is null.
 */
export function workspacesOf(table: 'consent' | 'consent_change' | 'consent_seal'): string {
  return `(select workspace_id as id from ${table} order by workspace_id limit 1)
    union all
    select (select t.workspace_id from ${table} t where t.workspace_id > workspace.id order by t.workspace_id limit 1)
      from workspace where workspace.id is not null`;
}
