import { Injectable } from '@nestjs/common';
import { ConfigurationMemory } from '../kernel/configuration/configuration-memory.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { KeywordCategoryDefinition } from './classifier/index.js';
import type { KeywordSet } from './group-rules.js';

/** Names one group. */
export interface GroupKey {
  readonly workspaceId: string;
  readonly groupId: string;
}

/** A new version on its way into the table. */
export interface NewKeywordSet extends GroupKey {
  readonly categories: readonly KeywordCategoryDefinition[];
  readonly createdAt: Date;
  /** Id of the API key that asked for it. */
  readonly createdBy: string;
}

/** The versions that some groups point at. */
export class ActiveKeywordSets {
  private readonly byGroup: ReadonlyMap<string, KeywordSet>;

  constructor(sets: readonly (GroupKey & KeywordSet)[]) {
    this.byGroup = new Map(sets.map((set) => [keyOf(set.workspaceId, set.groupId), set]));
  }

  /** Null: the group has no keywords of its own. */
  of(workspaceId: string, groupId: string): KeywordSet | null {
    return this.byGroup.get(keyOf(workspaceId, groupId)) ?? null;
  }
}

/** The only SQL on `keyword_set`. Versions are added and retired, never changed. */
@Injectable()
export class KeywordSetRepository {
  constructor(private readonly memory: ConfigurationMemory) {}

  /** The versions that the groups of these workspaces point at. */
  async findActive(work: UnitOfWork, workspaceIds: readonly string[]): Promise<ActiveKeywordSets> {
    const sets: (GroupKey & KeywordSet)[] = [];
    for (const workspaceId of new Set(workspaceIds))
      sets.push(
        ...(await this.memory.recall(work, workspaceId, 'keyword_sets', () =>
          work.rows<GroupKey & KeywordSet>(
            `select workspace_id as "workspaceId", group_id as "groupId", version, categories
               from keyword_set where workspace_id = $1 and active`,
            [workspaceId],
          ),
        )),
      );
    return new ActiveKeywordSets(sets);
  }

  /** @param version null: the active one */
  async find(work: UnitOfWork, { workspaceId, groupId }: GroupKey, version: number | null): Promise<KeywordSet | null> {
    const sets = await work.rows<KeywordSet>(
      `select version, categories
         from keyword_set
        where workspace_id = $1 and group_id = $2 and (version = $3 or ($3::integer is null and active))`,
      [workspaceId, groupId, version],
    );
    return sets[0] ?? null;
  }

  /** Stores the next version and points the group at it; the earlier ones stay. */
  async add(work: UnitOfWork, set: NewKeywordSet): Promise<KeywordSet> {
    const { workspaceId, groupId, categories, createdAt, createdBy } = set;
    // Two operators saving at once get two versions, one after the other.
    await work.lock('keyword_set', [keyOf(workspaceId, groupId)]);
    await work.execute(`update keyword_set set active = false where workspace_id = $1 and group_id = $2 and active`, [
      workspaceId,
      groupId,
    ]);
    const [stored] = await work.rows<KeywordSet>(
      `insert into keyword_set (workspace_id, group_id, version, active, categories, created_at, created_by)
       select $1, $2, coalesce(max(version), 0) + 1, true, $3, $4, $5
         from keyword_set
        where workspace_id = $1 and group_id = $2
       returning version, categories`,
      [workspaceId, groupId, JSON.stringify(categories), createdAt, createdBy],
    );
    return stored!;
  }
}

function keyOf(workspaceId: string, groupId: string): string {
  return `${workspaceId}/${groupId}`;
}
