import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { ApiKey } from './api-key.entity.js';

/** The only access to `api_key`. */
@Injectable()
export class ApiKeyRepository {
  constructor(@InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>) {}

  /** The key with this hash, unless revoked. Its own short read, outside any transaction. */
  findValid(keyHash: Buffer): Promise<ApiKey | null> {
    return this.keys.findOneBy({ keyHash, revokedAt: IsNull() });
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
