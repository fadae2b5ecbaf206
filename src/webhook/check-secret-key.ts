import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AppError } from '../kernel/app-error.js';
import { LOGGER, type Logger } from '../kernel/logging/logger.js';
import type { Connection } from './connection.entity.js';
import { ConnectionRepository } from './connection.repository.js';

/** HARK_SECRET_KEY is not the key of this database. Not retryable: the operator must give the right one. */
export class SecretKeyWrong extends AppError {
  readonly code = 'WEBHOOK.SECRET_KEY_WRONG';
  readonly retryable = false;
}

/**
 * Looks at start whether the stored credentials open. With another key Hark would look ready and refuse every text; and the
 * keyed hashes of erased numbers would find nobody, so that people who left could be subscribed again.
 */
@Injectable()
export class CheckSecretKey implements OnModuleInit {
  constructor(
    private readonly connections: ConnectionRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws SecretKeyWrong when no credentials open at all */
  async onModuleInit(): Promise<void> {
    const sealed = await this.connections.sealed();
    const closed = sealed.filter((connection) => !this.opens(connection));
    if (closed.length === 0) return;
    if (closed.length === sealed.length)
      throw new SecretKeyWrong(
        `None of the ${sealed.length} stored provider credentials opens with HARK_SECRET_KEY, so it is not the key they were sealed with. Give Hark its key back: the setting as it was, or secret.key in its data folder, from your backup.`,
      );
    this.logger.error(
      { connection_ids: closed.map(({ id }) => id) },
      'credentials do not open with HARK_SECRET_KEY: set them anew with PATCH /admin/connections/{id}',
    );
  }

  private opens(connection: Connection): boolean {
    try {
      this.connections.open(connection);
      return true;
    } catch {
      return false;
    }
  }
}
