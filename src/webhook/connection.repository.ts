import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Not, Repository } from 'typeorm';
import { ConnectionReader } from '../contracts/readers/connection.reader.js';
import { SecretBox } from '../kernel/crypto/secret-box.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Connection } from './connection.entity.js';

/** What strangers put into a path asks the database nothing, and brings it nothing it cannot take (U+0000). */
function isConnectionId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

/** The only access to `connection`, and the only place that opens its credentials. */
@Injectable()
export class ConnectionRepository implements ConnectionReader {
  constructor(
    @InjectRepository(Connection) private readonly connections: Repository<Connection>,
    private readonly secrets: SecretBox,
  ) {}

  /** Its own short read, outside any transaction: a webhook is verified before one is opened. */
  async find(id: string): Promise<Connection | null> {
    return isConnectionId(id) ? this.connections.findOneBy({ id }) : null;
  }

  /** Those with credentials, of all workspaces; for the check at start. */
  sealed(): Promise<Connection[]> {
    return this.connections.findBy({ credentials: Not(IsNull()) });
  }

  async exists(work: UnitOfWork, workspaceId: string, id: string): Promise<boolean> {
    return isConnectionId(id) && (await work.manager.existsBy(Connection, { workspaceId, id }));
  }

  async providers(work: UnitOfWork, workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await work.manager.findBy(Connection, { workspaceId, id: In([...ids]) });
    return new Map(found.map(({ id, provider }) => [id, provider]));
  }

  list(work: UnitOfWork, workspaceId: string): Promise<Connection[]> {
    return work.manager.find(Connection, { where: { workspaceId }, order: { createdAt: 'DESC', id: 'ASC' } });
  }

  async findIn(work: UnitOfWork, workspaceId: string, id: string): Promise<Connection | null> {
    return isConnectionId(id) ? work.manager.findOneBy(Connection, { workspaceId, id }) : null;
  }

  async add(work: UnitOfWork, connection: Connection): Promise<void> {
    await work.manager.insert(Connection, connection);
  }

  async change(work: UnitOfWork, connection: Connection): Promise<void> {
    await work.manager.update(Connection, { id: connection.id, workspaceId: connection.workspaceId }, connection);
  }

  /** Credentials ready to be stored: bound to their connection, copied to another row they do not open. */
  seal(id: string, credentials: unknown): Buffer {
    return this.secrets.seal(JSON.stringify(credentials), `connection ${id}`);
  }

  /** @throws SecretUnreadable when HARK_SECRET_KEY is not the one they were sealed with */
  open({ id, credentials }: Connection): unknown {
    return credentials === null ? null : (JSON.parse(this.secrets.open(credentials, `connection ${id}`)) as unknown);
  }
}
