import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../database/unit-of-work.js';

/** Most subjects that are remembered, over all workspaces; the one not used for longest is forgotten first. */
const MOST_REMEMBERED = 1000;

interface Remembered {
  readonly version: string;
  readonly value: unknown;
}

/**
 * Remembers what operators configure between the transactions that need it. Exact, not roughly fresh: each transaction
 * reads the version of the configuration first, which changes in the very transaction that changes a configuration
 * table, on whatever instance. So a busy minute costs one small read per batch instead of one per stage.
 */
@Injectable()
export class ConfigurationMemory {
  // A Map remembers the order of insertion: the first key is the one not used for longest.
  private readonly kept = new Map<string, Remembered>();
  private readonly asked = new WeakMap<UnitOfWork, Map<string, Promise<string>>>();

  /** Asks for the versions of these workspaces without waiting, so that {@link recall} finds them answered. */
  ask(work: UnitOfWork, workspaceIds: readonly string[]): void {
    const asked = this.asked.get(work) ?? new Map<string, Promise<string>>();
    this.asked.set(work, asked);
    const missing = [...new Set(workspaceIds)].filter((id) => !asked.has(id));
    if (missing.length === 0) return;
    const answer = work.rows<{ id: string; version: string }>(
      `select workspace_id as id, version::text from configuration_version where workspace_id = any($1::uuid[])`,
      [missing],
    );
    for (const workspaceId of missing) {
      // Without a row nothing was ever configured.
      const version = answer.then((rows) => rows.find(({ id }) => id === workspaceId)?.version ?? '');
      // Whoever recalls something hears of a failure; that nobody may do so is no reason to end the process.
      version.catch(() => undefined);
      asked.set(workspaceId, version);
    }
  }

  /**
   * What `load` gave when it was last asked under the present version, else what it gives now. A transaction that changes
   * the configuration recalls after its changes, not before.
   * @param subject names what is loaded; the same value for the same subject and workspace, whoever asks
   */
  async recall<Value>(
    work: UnitOfWork,
    workspaceId: string,
    subject: string,
    load: () => Promise<Value>,
  ): Promise<Value> {
    this.ask(work, [workspaceId]);
    const version = await this.asked.get(work)!.get(workspaceId)!;
    const key = `${workspaceId} ${subject}`;
    const found = this.kept.get(key);
    this.kept.delete(key);
    const known = found?.version === version ? found : { version, value: await load() };
    this.kept.set(key, known);
    if (this.kept.size > MOST_REMEMBERED) this.kept.delete(this.kept.keys().next().value as string);
    return known.value as Value;
  }
}
