import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { SampleSendersCreated, SampleWorkspaceCreated } from '../contracts/setup/workspace-created.event.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Ids } from '../kernel/ids.js';
import { Dispatcher } from '../kernel/road/dispatcher.js';
import { hashApiKey, makeApiKey } from './api-key.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { permissions } from './permissions.js';
import { WorkspaceRepository } from './workspace.repository.js';

/** Name of the workspace that exists in every installation. */
const DEFAULT_WORKSPACE = 'default';
/** Name of the key that HARK_API_KEY or the first start makes. */
const BOOTSTRAP_KEY = 'bootstrap';

/** Makes an empty database usable: the workspace `default`, a key that opens it, sample data if wanted. */
@Injectable()
export class FirstStart {
  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly workspaces: WorkspaceRepository,
    private readonly keys: ApiKeyRepository,
    private readonly dispatcher: Dispatcher,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Safe to run at every start and by several instances at once. @returns a key made just now, to be shown once, or null */
  prepare(): Promise<string | null> {
    return this.transactions.run(async (work) => {
      const { id, created } = await this.workspaces.findOrCreate(work, {
        id: this.ids.uuid(),
        name: DEFAULT_WORKSPACE,
        unknownNumberHandling: true,
        createdAt: this.clock.now(),
        disabledAt: null,
      });
      if (created && this.config.HARK_SAMPLE_DATA)
        await this.dispatcher.run(new SampleWorkspaceCreated(work, id), SampleSendersCreated);
      return this.ensureKey(work, id);
    });
  }

  private async ensureKey(work: UnitOfWork, workspaceId: string): Promise<string | null> {
    const configured = this.config.HARK_API_KEY;
    if (configured === undefined && (await this.keys.count(work)) > 0) return null;
    const key = configured ?? makeApiKey();
    await work.execute(
      `insert into api_key (workspace_id, id, name, key_hash, permissions, created_at) values ($1, $2, $3, $4, $5, $6)
       on conflict on constraint api_key_hash_unique do update set permissions = excluded.permissions, revoked_at = null`,
      [workspaceId, this.ids.uuid(), BOOTSTRAP_KEY, hashApiKey(key), permissions, this.clock.now()],
    );
    return configured === undefined ? key : null;
  }
}
