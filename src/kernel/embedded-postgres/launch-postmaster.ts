import { spawn } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Server } from './embedded-postgres.types.js';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { cleanEnvironment, spawnIdentity } from './unprivileged-user.js';

/** The log of the last start is worth keeping once; the server writes little into it. Unit: bytes. */
const LOG_ROTATES_AT_BYTES = 1_048_576;

/** Lines of the server's log that explain a failed start. */
const LOG_LINES_IN_ERROR = 6;

/** What every server of ours is started with, whatever `postgresql.conf` says. */
const FIXED_SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  // A socket path is limited to about 100 bytes and a shared folder for it invites strangers; TCP is enough.
  unix_socket_directories: '',
  cluster_name: 'hark',
  log_destination: 'stderr',
  logging_collector: 'off',
  // Failed statements carry phone numbers and texts. Hark gets the error itself and logs it without them.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  // Statistics within seconds instead of a minute: until the first ANALYZE of a new installation prepared statements keep
  // plans made for empty tables, and throughput was half of what it is after it.
  autovacuum_naptime: '5s',
};

/** Why a postmaster ended instead of serving. */
export type LaunchFailure = 'lost-race' | 'port-taken' | 'memory-in-use';

/** A postmaster that was just started. */
export interface Launch {
  readonly pid: number;
  /** Null as long as it runs. */
  failure: LaunchFailure | EmbeddedPostgresError | null;
  /** Stops it, in whatever state it is, and waits for that. */
  end(): Promise<void>;
}

/**
 * Starts the server of a cluster in a session of its own: Ctrl-C in a terminal must not take the database away from a
 * Hark that still finishes its work. Its output goes to a file, as a pipe would fill up or break with our end.
 */
export async function launchPostmaster(server: Server, port: number): Promise<Launch> {
  const logFile = path.join(server.dataDir, 'postgres.log');
  await rotate(logFile);
  const output = await open(logFile, 'a+', 0o600);
  try {
    const { size: begin } = await output.stat();
    const settings = { ...FIXED_SETTINGS, ...server.settings, port: String(port) };
    const child = spawn(
      server.binaries.postgres,
      ['-D', server.clusterDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...spawnIdentity(server.user),
        env: cleanEnvironment(),
        detached: true,
        stdio: ['ignore', output.fd, output.fd],
        windowsHide: true,
      },
    );
    child.unref();
    const exit = new Promise<void>((resolve) => child.once('exit', resolve).once('error', resolve));
    const launch: Launch = {
      pid: child.pid ?? 0,
      failure: null,
      end: async () => {
        // By the handle and not by number and folder: before its first steps it is not to be recognised as a server.
        child.kill('SIGINT');
        await exit;
      },
    };
    child.once('error', (cause) => {
      launch.failure = startFailed(
        `${server.binaries.postgres} cannot be run as ${server.user?.name ?? 'this user'}`,
        cause,
      );
    });
    child.once('exit', () => {
      void readFrom(logFile, begin).then((text) => {
        launch.failure = explain(text);
      });
    });
    return launch;
  } finally {
    await output.close();
  }
}

/** @source PostgreSQL: `miscinit.c` CreateLockFile, `postmaster.c` listening, `sysv_shmem.c` PGSharedMemoryCreate. */
function explain(log: string): LaunchFailure | EmbeddedPostgresError {
  if (/lock file "postmaster\.pid"/.test(log)) return 'lost-race';
  if (/pre-existing shared memory block/.test(log)) return 'memory-in-use';
  if (/could not create any TCP\/IP sockets|could not bind/.test(log)) return 'port-taken';
  const lastLines = log.trim().split('\n').slice(-LOG_LINES_IN_ERROR).join(' ');
  return startFailed(lastLines || 'it ended without a message');
}

function startFailed(reason: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError('EMBEDDED_POSTGRES.START_FAILED', `PostgreSQL did not start: ${reason}`, { cause });
}

async function rotate(logFile: string): Promise<void> {
  const found = await stat(logFile).catch(() => null);
  if (found !== null && found.size > LOG_ROTATES_AT_BYTES) await rename(logFile, `${logFile}.1`);
}

async function readFrom(file: string, begin: number): Promise<string> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return '';
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.max(0, Math.min(size - begin, 65_536)));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, begin);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
