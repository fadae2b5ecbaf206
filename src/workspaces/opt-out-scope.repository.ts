import { Injectable } from '@nestjs/common';
import { type OptOutScope, OptOutScopeReader } from '../contracts/readers/opt-out-scope.reader.js';
import { ConfigurationMemory } from '../kernel/configuration/configuration-memory.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';

/** The only access to `opt_out_scope`. */
@Injectable()
export class OptOutScopeRepository extends OptOutScopeReader {
  constructor(private readonly memory: ConfigurationMemory) {
    super();
  }

  override optOutScopes(work: UnitOfWork, workspaceId: string): Promise<readonly OptOutScope[]> {
    return this.memory.recall(work, workspaceId, 'opt_out_scopes', () =>
      work.rows<OptOutScope>(
        `select country, scope, effective_from as "from"
           from opt_out_scope where workspace_id = $1 order by effective_from, country`,
        [workspaceId],
      ),
    );
  }

  /** Writes the whole list in place of the one before. */
  async replace(work: UnitOfWork, workspaceId: string, scopes: readonly OptOutScope[]): Promise<void> {
    await work.execute('delete from opt_out_scope where workspace_id = $1', [workspaceId]);
    await work.execute(
      `insert into opt_out_scope (workspace_id, country, scope, effective_from)
       select $1, * from unnest($2::text[], $3::text[], $4::timestamptz[])`,
      [
        workspaceId,
        scopes.map(({ country }) => country),
        scopes.map(({ scope }) => scope),
        scopes.map(({ from }) => from),
      ],
    );
  }
}
