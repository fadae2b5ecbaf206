import { Injectable } from '@nestjs/common';
import type { ConsentState } from '../contracts/inbound/5-consent-decided.event.js';
import type { ProfilesMerged } from '../contracts/profile/2-profiles-tracked.event.js';
import type { UndoneMerge } from '../contracts/profile/merge-undone.event.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';

/** A state that a profile holds itself, because no number can: it has none, or the group is one for e-mail. */
export interface StoredWish {
  readonly brazeId: string;
  readonly groupId: string;
  readonly state: Exclude<ConsentState, 'unknown'>;
  readonly wishedAt: Date;
  /** Id of the API key. */
  readonly actor: string | null;
}

const WISH_COLUMNS = 'w.braze_id as "brazeId", w.group_id as "groupId", w.state, w.wished_at as "wishedAt", w.actor';

/** The only access to `profile_group_wish`. */
@Injectable()
export class GroupWishRepository {
  /**
   * Makes whoever reads or writes the wishes of these profiles take turns until the transaction ends. Whoever then finds
   * a profile without a number knows that no number can arrive without seeing the wish. After the locks of numbers and
   * profiles, and last of all.
   */
  async lock(work: UnitOfWork, brazeIds: readonly string[]): Promise<void> {
    await work.lock('profile_group_wish', brazeIds);
  }

  /** What these profiles hold, in every group. */
  async findByProfile(
    work: UnitOfWork,
    workspaceId: string,
    brazeIds: readonly string[],
  ): Promise<readonly StoredWish[]> {
    if (brazeIds.length === 0) return [];
    return work.rows<StoredWish>(
      `select ${WISH_COLUMNS} from profile_group_wish w where w.workspace_id = $1 and w.braze_id = any($2::text[])`,
      [workspaceId, [...new Set(brazeIds)]],
    );
  }

  /** Takes away what these profiles wished for SMS groups: they have a number now. Sorted by profile and group. */
  async take(work: UnitOfWork, workspaceId: string, brazeIds: readonly string[]): Promise<readonly StoredWish[]> {
    if (brazeIds.length === 0) return [];
    return work.rows<StoredWish>(
      `with w as (
         delete from profile_group_wish w using subscription_group g
          where w.workspace_id = $1 and w.braze_id = any($2::text[])
            and g.workspace_id = w.workspace_id and g.id = w.group_id and g.channel = 'sms'
         returning w.*
       )
       select ${WISH_COLUMNS} from w order by w.braze_id, w.group_id`,
      [workspaceId, [...new Set(brazeIds)]],
    );
  }

  /** Writes wishes given in the order they were made; the newest one per profile and group counts. */
  async save(work: UnitOfWork, workspaceId: string, wishes: readonly StoredWish[]): Promise<void> {
    if (wishes.length === 0) return;
    const newest = new Map(wishes.map((wish) => [`${wish.brazeId} ${wish.groupId}`, wish]));
    const sorted = [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, wish]) => wish);
    await work.execute(
      `insert into profile_group_wish as held (workspace_id, braze_id, group_id, state, wished_at, actor)
       select $1::uuid, * from unnest($2::text[], $3::uuid[], $4::text[], $5::timestamptz[], $6::text[])
       on conflict (workspace_id, braze_id, group_id) do update
         set state = excluded.state, wished_at = excluded.wished_at, actor = excluded.actor
       where excluded.wished_at >= held.wished_at`,
      [
        workspaceId,
        sorted.map((wish) => wish.brazeId),
        sorted.map((wish) => wish.groupId),
        sorted.map((wish) => wish.state),
        sorted.map((wish) => wish.wishedAt),
        sorted.map((wish) => wish.actor),
      ],
    );
  }

  /** Forgets what these profiles hold: they are erased. */
  async delete(work: UnitOfWork, workspaceId: string, brazeIds: readonly string[]): Promise<void> {
    if (brazeIds.length === 0) return;
    await work.execute('delete from profile_group_wish where workspace_id = $1 and braze_id = any($2::text[])', [
      workspaceId,
      brazeIds,
    ]);
    await work.execute(
      `delete from merged_group_wish
        where workspace_id = $1 and (gone_id = any($2::text[]) or braze_id = any($2::text[]))`,
      [workspaceId, brazeIds],
    );
  }

  /** Gives what merged profiles wished to the kept ones, which prefer their own. @source contract "Braze API", 3.4 */
  async moveMerged(work: UnitOfWork, workspaceId: string, merged: readonly ProfilesMerged[]): Promise<void> {
    if (merged.length === 0) return;
    await work.execute(
      `insert into merged_group_wish (workspace_id, gone_id, braze_id, group_id, state, wished_at, actor)
       select w.workspace_id, m.gone_id, w.braze_id, w.group_id, w.state, w.wished_at, w.actor
         from unnest($2::text[], $3::text[]) as m(gone_id, kept_id)
         join profile_group_wish w on w.workspace_id = $1 and w.braze_id in (m.gone_id, m.kept_id)
       on conflict do nothing`,
      [workspaceId, merged.map(({ goneId }) => goneId), merged.map(({ keptId }) => keptId)],
    );
    const heirs = finalHeirs(merged);
    await work.execute(
      `with moved as (
         delete from profile_group_wish w using unnest($2::text[], $3::text[]) as m(gone_id, kept_id)
          where w.workspace_id = $1 and w.braze_id = m.gone_id
         returning m.kept_id, w.group_id, w.state, w.wished_at, w.actor
       )
       insert into profile_group_wish (workspace_id, braze_id, group_id, state, wished_at, actor)
       select distinct on (kept_id, group_id) $1::uuid, kept_id, group_id, state, wished_at, actor
         from moved order by kept_id, group_id, wished_at desc
       on conflict (workspace_id, braze_id, group_id) do nothing`,
      [workspaceId, [...heirs.keys()], [...heirs.values()]],
    );
  }

  /**
   * Gives both what they wished before they were merged, unless the kept profile said something else since, or has a
   * number that speaks for it.
   */
  async giveBack(
    work: UnitOfWork,
    { workspaceId, keptId, goneId, keptHasNumber }: Omit<UndoneMerge, 'returningIds'>,
  ): Promise<void> {
    await work.execute(
      `delete from profile_group_wish held using merged_group_wish theirs
        where held.workspace_id = $1 and held.braze_id = $2
          and theirs.workspace_id = $1 and theirs.gone_id = $3 and theirs.braze_id = $3
          and (theirs.group_id, theirs.state, theirs.wished_at) = (held.group_id, held.state, held.wished_at)
          and not exists (select from merged_group_wish own
                           where own.workspace_id = $1 and own.gone_id = $3 and own.braze_id = $2
                             and own.group_id = held.group_id)`,
      [workspaceId, keptId, goneId],
    );
    await work.execute(
      `insert into profile_group_wish (workspace_id, braze_id, group_id, state, wished_at, actor)
       select m.workspace_id, m.braze_id, m.group_id, m.state, m.wished_at, m.actor
         from merged_group_wish m join subscription_group g on g.workspace_id = m.workspace_id and g.id = m.group_id
        where m.workspace_id = $1 and m.gone_id = $2 and (m.braze_id = $2 or g.channel = 'email' or not $3)
       on conflict (workspace_id, braze_id, group_id) do nothing`,
      [workspaceId, goneId, keptHasNumber],
    );
    await work.execute('delete from merged_group_wish where workspace_id = $1 and gone_id = $2', [workspaceId, goneId]);
  }
}

/** Who has it in the end, when one request merges A into B and then B into C. */
function finalHeirs(merged: readonly ProfilesMerged[]): ReadonlyMap<string, string> {
  const heirs = new Map<string, string>();
  for (const { goneId, keptId } of merged) {
    for (const [gone, kept] of heirs) if (kept === goneId) heirs.set(gone, keptId);
    heirs.set(goneId, keptId);
  }
  return heirs;
}
