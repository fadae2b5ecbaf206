import { Injectable } from '@nestjs/common';
import type { NamedBy, NoEffectReason, SilentCall } from '../../contracts/gateways/no-effect.gateway.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** A row to write; the request is the same for all. */
export interface NewTrackLogRow {
  readonly id: string;
  readonly reason: NoEffectReason;
  readonly inputArray: string | null;
  readonly index: number | null;
  readonly identifierKind: NamedBy['kind'] | null;
  readonly identifierFingerprint: string | null;
  readonly groupId: string | null;
}

/** A row as it was kept. */
export interface TrackLogRow extends NewTrackLogRow {
  readonly receivedAt: Date;
  readonly route: string;
  readonly keyId: string;
}

/** Which rows to show. Null: no matter. */
export interface TrackLogFilter {
  readonly since: Date;
  readonly reason: string | null;
  /** Any of these. */
  readonly fingerprints: readonly string[] | null;
  /** Id of the last row of the page before. */
  readonly cursor: string | null;
  readonly limit: number;
}

/** What to keep of one reason's rows. */
export interface TrackLogBounds {
  readonly newest: number;
  readonly since: Date;
}

/** Most rows one step removes, so that a lowered bound costs no request more than a few milliseconds. Unit: rows. */
const PRUNE_MAX = 5000;

/** The only SQL of `track_log`. */
@Injectable()
export class TrackLogRepository {
  async add(work: UnitOfWork, call: SilentCall, rows: readonly NewTrackLogRow[]): Promise<void> {
    const { workspaceId, receivedAt, route, actor } = call;
    await work.execute(
      `insert into track_log (workspace_id, received_at, route, key_id, id, input_array, input_index, reason,
                              identifier_kind, identifier_fingerprint, group_id)
       select $1, $2, $3, $4, r.*
         from unnest($5::uuid[], $6::text[], $7::int[], $8::text[], $9::text[], $10::text[], $11::uuid[]) as r`,
      [
        workspaceId,
        receivedAt,
        route,
        actor,
        rows.map(({ id }) => id),
        rows.map(({ inputArray }) => inputArray),
        rows.map(({ index }) => index),
        rows.map(({ reason }) => reason),
        rows.map(({ identifierKind }) => identifierKind),
        rows.map(({ identifierFingerprint }) => identifierFingerprint),
        rows.map(({ groupId }) => groupId),
      ],
    );
  }

  /** Removes what lies beyond the bounds, oldest first. Steps of several requests at once do not wait for each other. */
  async prune(work: UnitOfWork, workspaceId: string, reason: NoEffectReason, bounds: TrackLogBounds): Promise<void> {
    await work.execute(
      `delete from track_log
        where workspace_id = $1 and id in (
          select id from track_log
           where workspace_id = $1 and reason = $2
             and (received_at < $3 or id <= (
               select id from track_log where workspace_id = $1 and reason = $2 order by id desc offset $4 limit 1))
           order by id limit ${PRUNE_MAX} for update skip locked)`,
      [workspaceId, reason, bounds.since, bounds.newest],
    );
  }

  /** Newest first; ids are time-ordered, so the cursor is an id. */
  list(work: UnitOfWork, workspaceId: string, filter: TrackLogFilter): Promise<TrackLogRow[]> {
    return work.rows<TrackLogRow>(
      `select id, received_at as "receivedAt", route, key_id as "keyId", input_array as "inputArray",
              input_index as "index", reason, identifier_kind as "identifierKind",
              identifier_fingerprint as "identifierFingerprint", group_id as "groupId"
         from track_log
        where workspace_id = $1 and received_at >= $2
          and ($3::text is null or reason = $3)
          and ($4::text[] is null or identifier_fingerprint = any($4))
          and ($5::uuid is null or id < $5)
        order by id desc
        limit $6`,
      [workspaceId, filter.since, filter.reason, filter.fingerprints, filter.cursor, filter.limit],
    );
  }
}
