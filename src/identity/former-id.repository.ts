import { Injectable } from '@nestjs/common';
import { ConcurrentChange, violatedConstraint } from '../kernel/database/database-errors.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';

/** An external id from before a rename, and whose it was. */
export interface FormerId {
  readonly externalId: string;
  readonly brazeId: string;
}

/** External ids from before a rename: they lead to the profile until they are removed. @source contract "Braze API", 3.6 */
@Injectable()
export class FormerIdRepository {
  /** The owners of these ids; one that is no former id is absent. */
  async findOwners(
    work: UnitOfWork,
    workspaceId: string,
    externalIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    if (externalIds.length === 0) return new Map();
    const rows = await work.rows<FormerId>(
      `select external_id as "externalId", braze_id as "brazeId" from profile_former_id
        where workspace_id = $1 and external_id = any($2::text[])`,
      [workspaceId, externalIds],
    );
    return new Map(rows.map(({ externalId, brazeId }) => [externalId, brazeId]));
  }

  /** All former ids of these people. */
  async findMany(work: UnitOfWork, workspaceId: string, brazeIds: readonly string[]): Promise<readonly FormerId[]> {
    if (brazeIds.length === 0) return [];
    return work.rows<FormerId>(
      `select external_id as "externalId", braze_id as "brazeId" from profile_former_id
        where workspace_id = $1 and braze_id = any($2::text[]) order by external_id`,
      [workspaceId, brazeIds],
    );
  }

  /** @throws ConcurrentChange when somebody took one of the ids in the meantime */
  async add(work: UnitOfWork, workspaceId: string, ids: readonly FormerId[], now: Date): Promise<void> {
    if (ids.length === 0) return;
    try {
      await work.execute(
        `insert into profile_former_id (workspace_id, external_id, braze_id, created_at)
         select $1, f.external_id, f.braze_id, $4::timestamptz
           from unnest($2::text[], $3::text[]) as f(external_id, braze_id) order by f.external_id`,
        [workspaceId, ids.map(({ externalId }) => externalId), ids.map(({ brazeId }) => brazeId), now],
      );
    } catch (error) {
      if (violatedConstraint(error) !== 'profile_former_id_pk') throw error;
      throw new ConcurrentChange('Somebody else took a former external id.', { cause: error });
    }
  }

  async remove(work: UnitOfWork, workspaceId: string, externalIds: readonly string[]): Promise<void> {
    if (externalIds.length === 0) return;
    await work.execute('delete from profile_former_id where workspace_id = $1 and external_id = any($2::text[])', [
      workspaceId,
      externalIds,
    ]);
  }
}
