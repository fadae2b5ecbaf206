import { Injectable } from '@nestjs/common';
import { DatabaseUnavailable, isDatabaseAway } from '../kernel/database/database-errors.js';
import { Clock } from '../kernel/clock.js';
import { Connection, type ConnectionSettings } from './connection.entity.js';
import { ConnectionRepository } from './connection.repository.js';

/** A connection with its credentials open, ready to verify a request. */
export interface OpenConnection {
  readonly id: string;
  readonly workspaceId: string;
  readonly provider: string;
  readonly credentials: unknown;
  readonly settings: ConnectionSettings;
}

/**
 * How long a connection is believed without asking again, so that a busy minute costs no read per text. A rotated or
 * removed secret is honoured at once on the instance that changed it and within this time on the others. Unit: ms.
 */
const BELIEVED_MS = 1000;
/** Ids are guessable by strangers only as misses; beyond this many entries the oldest is dropped. */
const MAX_ENTRIES = 1000;

interface Entry {
  readonly connection: Promise<OpenConnection | null>;
  readonly until: number;
}

/** Connections by id, remembered for a second. */
@Injectable()
export class ConnectionCache {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly repository: ConnectionRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DatabaseUnavailable */
  get(id: string): Promise<OpenConnection | null> {
    const now = this.clock.now().getTime();
    const found = this.entries.get(id);
    if (found !== undefined && found.until > now) return found.connection;
    const connection = this.load(id);
    this.entries.delete(id);
    this.entries.set(id, { connection, until: now + BELIEVED_MS });
    // A failed read must not be remembered; the caller of `get` sees the error itself.
    connection.catch(() => this.entries.delete(id));
    const oldest = this.entries.keys().next();
    if (this.entries.size > MAX_ENTRIES && oldest.done !== true) this.entries.delete(oldest.value);
    return connection;
  }

  /** Forgets a connection that was changed here. */
  forget(id: string): void {
    this.entries.delete(id);
  }

  private async load(id: string): Promise<OpenConnection | null> {
    let connection: Connection | null;
    try {
      connection = await this.repository.find(id);
    } catch (error) {
      throw isDatabaseAway(error) ? new DatabaseUnavailable(error) : error;
    }
    if (connection === null) return null;
    const { workspaceId, provider, settings } = connection;
    return { id, workspaceId, provider, settings, credentials: this.repository.open(connection) };
  }
}
