import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { Config } from '../../config/config.js';
import {
  type NoEffect,
  NoEffectLog,
  type NoEffectReason,
  type SilentCall,
} from '../../contracts/gateways/no-effect.gateway.js';
import { Clock } from '../../kernel/clock.js';
import { SecretBox } from '../../kernel/crypto/secret-box.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { Ids } from '../../kernel/ids.js';
import { Metrics } from '../../kernel/metrics/metrics.js';
import { PruneSchedule } from './prune-schedule.js';
import { TrackLogRepository } from './track-log.repository.js';

const DAY_MS = 24 * 3_600_000;

/** Keeps and counts what had no effect. Rows beyond the bounds go in a step of every so manieth write. */
@Injectable()
export class TrackLog implements NoEffectLog {
  private readonly counter: Counter<'reason'>;
  private readonly schedule: PruneSchedule;

  constructor(
    private readonly repository: TrackLogRepository,
    private readonly config: Config,
    private readonly secrets: SecretBox,
    private readonly ids: Ids,
    private readonly clock: Clock,
    { registry }: Metrics,
  ) {
    this.schedule = new PruneSchedule(config.TRACK_LOG_MAX);
    this.counter = new Counter({
      name: 'hark_track_no_effect_total',
      help: 'Accepted objects and wishes without effect, by reason. See GET /admin/track_log.',
      labelNames: ['reason'],
      registers: [registry],
    });
  }

  async record(work: UnitOfWork, call: SilentCall, entries: readonly NoEffect[]): Promise<void> {
    for (const { reason } of entries) this.counter.inc({ reason });
    if (entries.length === 0 || this.config.TRACK_LOG === 'off') return;
    await this.repository.add(
      work,
      call,
      entries.map(({ reason, inputArray, index, named, groupId }) => ({
        id: this.ids.uuid(),
        reason,
        inputArray,
        index,
        identifierKind: named?.kind ?? null,
        identifierFingerprint: named === null ? null : this.secrets.fingerprint(named.value.reveal()),
        groupId,
      })),
    );
    await this.prune(work, call, entries);
  }

  /** Rows older than this are not shown either, so that their age does not depend on when the next write comes. */
  get oldest(): Date {
    return new Date(this.clock.now().getTime() - this.config.TRACK_LOG_DAYS * DAY_MS);
  }

  private async prune(work: UnitOfWork, { workspaceId }: SilentCall, entries: readonly NoEffect[]): Promise<void> {
    const written = new Map<NoEffectReason, number>();
    for (const { reason } of entries) written.set(reason, (written.get(reason) ?? 0) + 1);
    for (const [reason, count] of written) {
      if (!this.schedule.isDue(`${workspaceId} ${reason}`, count, this.clock.now())) continue;
      await this.repository.prune(work, workspaceId, reason, { newest: this.config.TRACK_LOG_MAX, since: this.oldest });
    }
  }
}
