import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { ApiKey } from './api-key.entity.js';

/** What a request needs to know of its key. */
export interface ValidKey extends Pick<ApiKey, 'workspaceId' | 'id' | 'permissions' | 'allowedIps'> {
  /** Whether the compatible API of its workspace is closed. */
  readonly disabled: boolean;
}

/** The only access to `api_key`. */
@Injectable()
export class ApiKeyRepository {
  constructor(@InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>) {}

  /** The key with this hash, unless revoked. Its own short read, outside any transaction. */
  async findValid(keyHash: Buffer): Promise<ValidKey | null> {
    const [found] = await this.keys.query<ValidKey[]>(
      `select k.workspace_id as "workspaceId", k.id, k.permissions, k.allowed_ips as "allowedIps",
              w.disabled_at is not null as disabled
         from api_key k join workspace w on w.id = k.workspace_id
        where k.key_hash = $1 and k.revoked_at is null`,
      [keyHash],
    );
    return found ?? null;
  }

  async add(work: UnitOfWork, key: ApiKey): Promise<void> {
    await work.manager.insert(ApiKey, key);
  }

  /** @returns false when the workspace has no such key that is still valid */
  async revoke(work: UnitOfWork, workspaceId: string, id: string, at: Date): Promise<boolean> {
    const { affected } = await work.manager.update(ApiKey, { workspaceId, id, revokedAt: IsNull() }, { revokedAt: at });
    return affected === 1;
  }

  list(work: UnitOfWork, workspaceId: string): Promise<ApiKey[]> {
    return work.manager.find(ApiKey, { where: { workspaceId }, order: { id: 'DESC' } });
  }

  count(work: UnitOfWork): Promise<number> {
    return work.manager.count(ApiKey);
  }
}
