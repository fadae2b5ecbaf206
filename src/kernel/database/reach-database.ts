import { Client } from 'pg';
import { AppError } from '../app-error.js';

/** PostgreSQL cannot be used as DATABASE_URL says. The message says what to do about it and carries no password. */
export class DatabaseNotUsable extends AppError {
  readonly code = 'DATABASE.NOT_USABLE';
  readonly retryable = false;
}

/** Long enough for a server far away; a host that swallows packets would keep us for minutes. Unit: ms. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens one connection at start, where an operator reads what goes wrong.
 * @throws DatabaseNotUsable with a sentence that says what to change
 */
export async function reachDatabase(url: string): Promise<Client> {
  const client = clientFor(url);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new DatabaseNotUsable(explain(error, client), { cause: error });
  }
}

function clientFor(url: string): Client {
  try {
    return new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  } catch (error) {
    throw new DatabaseNotUsable(
      'DATABASE_URL cannot be read. Write it as postgres://user:password@host:port/database, with special characters in user and password percent-encoded.',
      { cause: error },
    );
  }
}

interface Target {
  readonly host: string;
  readonly port: number;
  readonly user?: string | undefined;
  readonly database?: string | undefined;
}

/** @source PostgreSQL, appendix A "Error Codes"; Node.js, "Common system errors" */
function explain(error: unknown, { host, port, user, database }: Target): string {
  const { code = '', message } = error as { code?: string; message: string };
  const place = `${host}:${port}`;
  switch (code) {
    case '28P01':
    case '28000':
      return `PostgreSQL at ${place} refuses the user "${user}" (${code}). Correct user and password in DATABASE_URL, with special characters percent-encoded, or let the user in (pg_hba.conf).`;
    case '3D000':
      return `PostgreSQL at ${place} has no database "${database}". Create it (createdb ${database}), or correct DATABASE_URL.`;
    case '53300':
      return `PostgreSQL at ${place} has no connection left (53300). Raise its max_connections, or lower DATABASE_POOL_MAX of what else uses it.`;
    case '57P03':
      return `PostgreSQL at ${place} is starting up or shutting down. Start Hark again when it is ready.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host "${host}" of DATABASE_URL is not known here (${code}). Correct DATABASE_URL, or the name service.`;
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code))
    return `The certificate of PostgreSQL at ${place} is not trusted here (${code}). Name its authority in DATABASE_URL by sslrootcert=FILE.`;
  if (/does not support SSL/i.test(message))
    return `PostgreSQL at ${place} does not speak TLS. Switch it on there, or take sslmode out of DATABASE_URL.`;
  if (/terminated unexpectedly|unrecognized|invalid response/i.test(message))
    return `What answers at ${place} is not PostgreSQL, or it hung up. Correct host and port in DATABASE_URL.`;
  if (/^E[A-Z]+$/.test(code) || /timeout/i.test(message))
    return `PostgreSQL does not answer at ${place} (${code || 'timeout'}). Start it, or correct host and port in DATABASE_URL.`;
  return `PostgreSQL at ${place} cannot be used${code === '' ? '' : ` (${code})`}: ${message}`;
}
