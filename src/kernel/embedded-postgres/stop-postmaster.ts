import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Server } from './embedded-postgres.types.js';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { servesCluster } from './processes.js';

/** A fast shutdown writes a checkpoint. Longer than that takes on a slow disk, within what supervisors grant us. */
const FAST_SHUTDOWN_MS = 10_000;

/** After SIGQUIT PostgreSQL kills its own stragglers after 5 seconds. */
const IMMEDIATE_SHUTDOWN_MS = 8_000;

const LOOK_AGAIN_MS = 10;

/** How to stop: `SIGINT` ends sessions and flushes (fast), `SIGQUIT` just ends and recovers at the next start. */
type StopSignal = 'SIGINT' | 'SIGQUIT';

/** Stops the server of a cluster and waits for its end. */
export async function stopPostmaster(server: Server, pid: number): Promise<void> {
  await signalPostmaster(server, pid, 'SIGINT');
  if (await hasEnded(server, pid, FAST_SHUTDOWN_MS)) return;
  server.log({
    level: 'warn',
    message: `PostgreSQL did not stop in ${FAST_SHUTDOWN_MS / 1000} s and is ended at once; it recovers at the next start.`,
  });
  await signalPostmaster(server, pid, 'SIGQUIT');
  if (await hasEnded(server, pid, IMMEDIATE_SHUTDOWN_MS)) return;
  throw new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES.STOP_TIMED_OUT',
    `PostgreSQL (process ${pid}) does not stop. Its disk may hang; the next start takes care of it.`,
  );
}

/** Signals that process only while it still serves the cluster: the number may belong to somebody else by now. */
async function signalPostmaster(server: Server, pid: number, signal: StopSignal): Promise<void> {
  if (!(await servesCluster(pid, server.clusterDir))) return;
  if (process.platform === 'win32') {
    // Windows has no signals; pg_ctl knows the pipe on which PostgreSQL listens for them.
    await promisify(execFile)(server.binaries.pgCtl, ['kill', signal.slice(3), String(pid)]);
    return;
  }
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal, which is what we wanted.
  }
}

async function hasEnded(server: Server, pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (await servesCluster(pid, server.clusterDir)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return true;
}
