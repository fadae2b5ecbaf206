import { createHmac, randomBytes } from 'node:crypto';
import { link, open, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { systemCode } from './embedded-postgres.errors.js';

/**
 * Below the range that operating systems give to outgoing connections (Linux: from 32768). In that range a pool that
 * retries while the server restarts may be given the server's own port, connect to itself and keep the port for ever.
 */
const LOWEST_PORT = 20_000;
const PORTS = 10_000;

/** Enough for a machine on which most of the range is in use. */
const PORT_TRIES = 100;

/**
 * The superuser's password, made once per data folder.
 * @returns the same password to every start, also to two at the same instant
 */
export async function readOrMakePassword(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'postgres.password');
  const draft = `${file}.new-${randomBytes(4).toString('hex')}`;
  const known = await readText(file);
  if (known !== null) return known;
  // On disk before the cluster which needs it, and complete under its name or not there at all.
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(32).toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await link(draft, file).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error;
  });
  await rm(draft);
  return (await readFile(file, 'utf8')).trim();
}

/** The password of the role `hark`: other than the superuser's, and so that one file is enough. */
export function applicationPassword(superuserPassword: string): string {
  return createHmac('sha256', superuserPassword).update('role hark').digest('hex');
}

/** The port of the last time, null on the first. */
export async function readPort(dataDir: string): Promise<number | null> {
  const port = Number(await readText(path.join(dataDir, 'postgres.port')));
  return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : null;
}

/** Remembers the port, so that bookmarks of database tools survive a restart. */
export async function rememberPort(dataDir: string, port: number): Promise<void> {
  await writeFile(path.join(dataDir, 'postgres.port'), `${port}\n`, { mode: 0o600 });
}

/** A free port. Somebody may take it before the server does; then ask again. */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < PORT_TRIES; tries += 1) {
    const port = LOWEST_PORT + Math.floor(Math.random() * PORTS);
    if (await isFree(port)) return port;
  }
  return 0;
}

/** Whether a server could listen on that port of the loopback interface now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

async function readText(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim() || null;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
