import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';

/** What people read before they opt in to a group, in one version. A version never changes. */
export interface ConsentWording {
  /** 1, 2, 3 … */
  readonly version: number;
  readonly text: string;
  readonly createdAt: Date;
  /** Id of the API key that gave it. */
  readonly createdBy: string;
}

/** Names one group. */
export interface WordedGroup {
  readonly workspaceId: string;
  readonly groupId: string;
}

const COLUMNS = 'version, text, created_at as "createdAt", created_by as "createdBy"';

/** The only SQL on `consent_wording`, but for the version that goes into each record of an opt-in. */
@Injectable()
export class ConsentWordingRepository {
  /** All versions of a group, the newest first. */
  list(work: UnitOfWork, { workspaceId, groupId }: WordedGroup): Promise<ConsentWording[]> {
    return work.rows<ConsentWording>(
      `select ${COLUMNS} from consent_wording where workspace_id = $1 and group_id = $2 order by version desc`,
      [workspaceId, groupId],
    );
  }

  /** Stores the next version. The words in force already are no new version. */
  async put(
    work: UnitOfWork,
    { workspaceId, groupId }: WordedGroup,
    wording: Omit<ConsentWording, 'version'>,
  ): Promise<ConsentWording> {
    // Two operators saving at once get two versions, one after the other.
    await work.lock('consent_wording', [`${workspaceId}/${groupId}`]);
    const [current] = await this.list(work, { workspaceId, groupId });
    if (current?.text === wording.text) return current;
    const [stored] = await work.rows<ConsentWording>(
      `insert into consent_wording (workspace_id, group_id, version, text, created_at, created_by)
       values ($1, $2, $3, $4, $5, $6) returning ${COLUMNS}`,
      [workspaceId, groupId, (current?.version ?? 0) + 1, wording.text, wording.createdAt, wording.createdBy],
    );
    return stored!;
  }
}
