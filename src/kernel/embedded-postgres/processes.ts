import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { systemCode } from './embedded-postgres.errors.js';
import { runAs, type ServerUser } from './unprivileged-user.js';

const ON_LINUX = process.platform === 'linux';

/** Whether a process of that number runs. A zombie does not: it is dead, only nobody asked for its exit code yet. */
export async function isAlive(pid: number): Promise<boolean> {
  if (ON_LINUX) {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    // The name in brackets may hold anything, so look behind the last one.
    if (status !== null) return !['Z', 'X'].includes(status.slice(status.lastIndexOf(')') + 2)[0] ?? 'X');
  }
  return isInUse(pid);
}

/** Whether the system has given that number to a process, dead or alive. */
export function isInUse(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/**
 * Whether that process serves that cluster. Process numbers are reused, after a reboot of a container most of all,
 * so a number from a file proves nothing; a PostgreSQL process always has the cluster as its working directory.
 * @param clusterDir real path, links resolved
 */
export async function servesCluster(pid: number, clusterDir: string): Promise<boolean> {
  if (!(await isAlive(pid))) return false;
  if (!ON_LINUX) return (await programName(pid)).startsWith('postgres');
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  if (name.trim() !== 'postgres') return false;
  const workingDir = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (workingDir !== null) return workingDir === clusterDir;
  // Root in a container may not look into another user's process; our postmasters have the folder on their command line.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.split('\0').includes(clusterDir);
}

async function programName(pid: number): Promise<string> {
  const command: [string, string[]] =
    process.platform === 'win32'
      ? ['tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']]
      : ['ps', ['-p', String(pid), '-o', 'comm=']];
  const { stdout } = await promisify(execFile)(...command).catch(() => ({ stdout: '' }));
  return path.basename(stdout.trim().replace(/^"/, ''));
}

/** Whether the program of that process was removed meanwhile; it would soon miss its libraries. Linux only. */
export async function runsRemovedProgram(pid: number, user: ServerUser | null): Promise<boolean> {
  if (!ON_LINUX) return false;
  const { output } = await runAs(user, '/bin/sh', ['-c', 'readlink "/proc/$1/exe"', 'sh', String(pid)]);
  return output.endsWith(' (deleted)');
}

/**
 * Ends the processes that a killed postmaster left behind in that cluster; their shared memory is lost anyway.
 * Only to be called when no postmaster is there. Linux only, elsewhere they have to end by themselves.
 *
 * Done by the server's user: root in a container sees less of another user's processes than that user does.
 */
export async function endLeftovers(clusterDir: string, user: ServerUser | null): Promise<void> {
  if (!ON_LINUX) return;
  const script = `
    for process in /proc/[0-9]*; do
      [ "$(readlink "$process/cwd")" = "$1" ] && [ "$(cat "$process/comm")" = postgres ] && kill -9 "\${process#/proc/}"
    done`;
  await runAs(user, '/bin/sh', ['-c', script, 'sh', clusterDir]);
}
