import { Injectable } from '@nestjs/common';
import { WorkspaceReader, type WorkspaceSettings } from '../contracts/readers/workspace.reader.js';
import { NotFound } from '../kernel/app-error.js';
import { ConfigurationMemory } from '../kernel/configuration/configuration-memory.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Workspace } from './workspace.entity.js';

/** The only access to `workspace`. */
@Injectable()
export class WorkspaceRepository implements WorkspaceReader {
  constructor(private readonly memory: ConfigurationMemory) {}

  settings(work: UnitOfWork, workspaceId: string): Promise<WorkspaceSettings> {
    return this.memory.recall(work, workspaceId, 'workspace', () => this.load(work, workspaceId));
  }

  private async load(work: UnitOfWork, workspaceId: string): Promise<WorkspaceSettings> {
    const [row] = await work.rows<{ unknown_number_handling: boolean }>(
      'select unknown_number_handling from workspace where id = $1',
      [workspaceId],
    );
    if (row === undefined) throw new NotFound('There is no such workspace');
    return { unknownNumberHandling: row.unknown_number_handling };
  }

  async saveSettings(work: UnitOfWork, workspaceId: string, settings: WorkspaceSettings): Promise<void> {
    await work.execute('update workspace set unknown_number_handling = $2 where id = $1', [
      workspaceId,
      settings.unknownNumberHandling,
    ]);
  }

  /** Since when the compatible API is closed; null: it is open. */
  async disabledAt(work: UnitOfWork, workspaceId: string): Promise<Date | null> {
    const [row] = await work.rows<{ disabled_at: Date | null }>('select disabled_at from workspace where id = $1', [
      workspaceId,
    ]);
    return row?.disabled_at ?? null;
  }

  /** One that is closed already stays so since then. */
  async saveDisabledAt(work: UnitOfWork, workspaceId: string, at: Date | null): Promise<void> {
    await work.execute(
      'update workspace set disabled_at = case when $2::timestamptz is null then null else coalesce(disabled_at, $2) end where id = $1',
      [workspaceId, at],
    );
  }

  /** @returns the id of the workspace with this name, and whether this call made it */
  async findOrCreate(work: UnitOfWork, workspace: Workspace): Promise<{ id: string; created: boolean }> {
    // The unique name decides between two instances that start together; the loser waits and finds the winner's row.
    const inserted = await work.execute(
      `insert into workspace (id, name, unknown_number_handling, created_at) values ($1, $2, $3, $4)
       on conflict on constraint workspace_name_unique do nothing`,
      [workspace.id, workspace.name, workspace.unknownNumberHandling, workspace.createdAt],
    );
    const found = await work.manager.findOneByOrFail(Workspace, { name: workspace.name });
    return { id: found.id, created: inserted === 1 };
  }
}
