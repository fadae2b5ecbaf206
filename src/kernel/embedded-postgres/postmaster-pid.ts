import { link, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { isInUse, servesCluster } from './processes.js';
import { systemCode } from './embedded-postgres.errors.js';

/** What the first line-oriented file of a running cluster says. @source PostgreSQL, `src/include/utils/pidfile.h` */
export interface Postmaster {
  pid: number;
  /** 0 until the server has written it. */
  port: number;
  status: 'starting' | 'stopping' | 'ready';
}

const FILE_NAME = 'postmaster.pid';
const LINE_PID = 0;
const LINE_PORT = 3;
const LINE_STATUS = 7;

const EMPTY_FILE_IS_OLD_MS = 5_000;

/** Reads the text of a `postmaster.pid`; null when it names no process (empty while it is being made). */
export function parsePostmasterPid(text: string): Postmaster | null {
  const lines = text.split('\n');
  // Negative in single-user mode, which is a process with the cluster open as well.
  const pid = Math.abs(Number.parseInt(lines[LINE_PID] ?? '', 10));
  if (!Number.isInteger(pid) || pid === 0) return null;
  const port = Number.parseInt(lines[LINE_PORT] ?? '', 10);
  const status = (lines[LINE_STATUS] ?? '').trim();
  return {
    pid,
    port: Number.isInteger(port) ? port : 0,
    status: status === 'ready' || status === 'stopping' ? status : 'starting',
  };
}

/** The postmaster that lives in this cluster, or null when the file is missing or stale. */
export async function findPostmaster(clusterDir: string): Promise<Postmaster | null> {
  const postmaster = parsePostmasterPid((await readPidFile(clusterDir)) ?? '');
  return postmaster !== null && (await servesCluster(postmaster.pid, clusterDir)) ? postmaster : null;
}

/** Whether the cluster is in use or was not stopped cleanly. */
export async function hasPidFile(clusterDir: string): Promise<boolean> {
  return (await readPidFile(clusterDir)) !== null;
}

/**
 * Removes a `postmaster.pid` whose number now belongs to a process that is no PostgreSQL of ours, or to a zombie.
 * PostgreSQL takes either for a server and refuses to start; a number that is free again it sees through by itself.
 */
export async function removeMisleadingPidFile(clusterDir: string): Promise<boolean> {
  const text = await readPidFile(clusterDir);
  if (text === null || !(await isMisleading(clusterDir, text))) return false;

  // Between our look and a plain unlink another start may have put its own, valid file there.
  const file = path.join(clusterDir, FILE_NAME);
  const aside = `${file}.stale-${randomBytes(4).toString('hex')}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
  const stale = (await readFile(aside, 'utf8')) === text;
  if (!stale) await link(aside, file);
  await rm(aside);
  return stale;
}

async function isMisleading(clusterDir: string, text: string): Promise<boolean> {
  const postmaster = parsePostmasterPid(text);
  if (postmaster !== null) return isInUse(postmaster.pid) && !(await servesCluster(postmaster.pid, clusterDir));
  // PostgreSQL fills the file at once; one that stays empty is from a crash of the machine.
  const found = await stat(path.join(clusterDir, FILE_NAME)).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > EMPTY_FILE_IS_OLD_MS;
}

async function readPidFile(clusterDir: string): Promise<string | null> {
  try {
    return await readFile(path.join(clusterDir, FILE_NAME), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
