import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { FormerNumber } from './profile-set.js';

/** Numbers that people had before. They lead nobody to the profile: only whoever erases a person asks. */
@Injectable()
export class FormerNumberRepository {
  /** The former numbers of these people, in no order; an alias `phone` may have been anything. */
  async find(work: UnitOfWork, workspaceId: string, brazeIds: readonly string[]): Promise<readonly string[]> {
    if (brazeIds.length === 0) return [];
    const rows = await work.rows<{ number: string }>(
      'select distinct number from profile_former_number where workspace_id = $1 and braze_id = any($2::text[])',
      [workspaceId, brazeIds],
    );
    return rows.map(({ number }) => number);
  }

  async add(work: UnitOfWork, workspaceId: string, former: readonly FormerNumber[], now: Date): Promise<void> {
    if (former.length === 0) return;
    await work.execute(
      `insert into profile_former_number (workspace_id, braze_id, number, given_up_at)
       select $1, f.braze_id, f.number, $4::timestamptz
         from unnest($2::text[], $3::text[]) as f (braze_id, number) order by f.braze_id, f.number
       on conflict do nothing`,
      [workspaceId, former.map(({ brazeId }) => brazeId), former.map(({ number }) => number), now],
    );
  }

  async forget(work: UnitOfWork, workspaceId: string, brazeIds: readonly string[]): Promise<void> {
    if (brazeIds.length === 0) return;
    await work.execute('delete from profile_former_number where workspace_id = $1 and braze_id = any($2::text[])', [
      workspaceId,
      brazeIds,
    ]);
  }
}
