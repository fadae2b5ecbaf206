import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { EmbeddedPostgres } from '../../src/kernel/embedded-postgres/embedded-postgres.js';
import type { LogLine } from '../../src/kernel/embedded-postgres/embedded-postgres.types.js';
import { findPostmaster, type Postmaster } from '../../src/kernel/embedded-postgres/postmaster-pid.js';
import { isAlive } from '../../src/kernel/embedded-postgres/processes.js';
import type { Report } from './embedded-postgres-process.js';

const SUPPORT = import.meta.dirname;
const SOURCE = path.resolve(SUPPORT, '../../src/kernel/embedded-postgres/embedded-postgres.ts');

/** A start in this process, with what it said. */
export interface Started {
  postgres: EmbeddedPostgres;
  log: LogLine[];
  unrecoverable: Error[];
}

/** A start in a process of its own. */
export interface StartedProcess {
  report: Report;
  process: ChildProcess;
  /** As the kernel would do it when memory is short. */
  killHard(): Promise<void>;
  /** Ends the input of the process, which then stops its server. */
  end(): Promise<void>;
}

/** What a process is started with, apart from the data folder. */
export interface ProcessOptions {
  settings?: Record<string, string>;
  systemDir?: string;
  uid?: number;
  gid?: number;
  /** Another copy of `embedded-postgres.ts`. */
  source?: string;
}

/** Data folders and servers of one test; `cleanUp` leaves neither a process nor a file. */
export class PostgresPlayground {
  private readonly folders: string[] = [];
  private readonly dataDirs = new Set<string>();
  private readonly started: EmbeddedPostgres[] = [];
  private readonly processes: ChildProcess[] = [];

  /** A new empty folder that everyone may pass through. */
  async folder(): Promise<string> {
    const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'hark-test-embedded-')));
    await chmod(folder, 0o755);
    this.folders.push(folder);
    return folder;
  }

  /** A path for a data folder, which does not exist yet. */
  async dataDir(): Promise<string> {
    return path.join(await this.folder(), 'data');
  }

  async start(dataDir: string, settings: Record<string, string> = {}): Promise<Started> {
    this.dataDirs.add(dataDir);
    const log: LogLine[] = [];
    const unrecoverable: Error[] = [];
    const postgres = await EmbeddedPostgres.start({
      dataDir,
      settings,
      onLog: (line) => log.push(line),
      onUnrecoverable: (error) => unrecoverable.push(error),
    });
    this.started.push(postgres);
    return { postgres, log, unrecoverable };
  }

  async startProcess(dataDir: string, options: ProcessOptions = {}): Promise<StartedProcess> {
    this.dataDirs.add(dataDir);
    const { uid, gid, source = SOURCE, ...rest } = options;
    const child = spawn(
      process.execPath,
      [
        '--import',
        path.join(SUPPORT, 'typescript/register.js'),
        path.join(SUPPORT, 'embedded-postgres-process.ts'),
        JSON.stringify({ ...rest, dataDir, source: pathToFileURL(source).href }),
      ],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
        ...(uid === undefined ? {} : { uid }),
        ...(gid === undefined ? {} : { gid }),
      },
    );
    this.processes.push(child);
    const exit = once(child, 'exit');
    return {
      report: await readReport(child),
      process: child,
      killHard: async () => {
        child.kill('SIGKILL');
        await exit;
      },
      end: async () => {
        child.stdin.end();
        await exit;
      },
    };
  }

  /** Kills all processes that `startProcess` started, also those that are still starting. */
  killProcesses(): void {
    for (const child of this.processes.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  }

  /** The postmaster of a data folder. */
  async postmaster(dataDir: string): Promise<Postmaster> {
    const found = await this.findPostmaster(dataDir);
    if (found === null) throw new Error(`No postmaster in ${dataDir}`);
    return found;
  }

  async findPostmaster(dataDir: string): Promise<Postmaster | null> {
    const cluster = await realpath(path.join(dataDir, 'postgres')).catch(() => null);
    return cluster === null ? null : findPostmaster(cluster);
  }

  async cleanUp(): Promise<void> {
    for (const postgres of this.started.splice(0)) await postgres.stop().catch(() => undefined);
    this.killProcesses();
    for (const dataDir of this.dataDirs) {
      const left = await this.findPostmaster(dataDir);
      if (left === null) continue;
      process.kill(left.pid, 'SIGQUIT');
      await eventually('the last postmaster ends', async () => !(await isAlive(left.pid)));
    }
    this.dataDirs.clear();
    for (const folder of this.folders.splice(0)) await rm(folder, { recursive: true, force: true });
  }
}

async function readReport(child: ChildProcess): Promise<Report> {
  let output = '';
  for await (const chunk of child.stdout!) {
    output += String(chunk);
    if (output.includes('\n')) return JSON.parse(output) as Report;
  }
  throw new Error(`The process ended without a report: ${output}`);
}

/** One statement in a session of its own. */
export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Waits for something to become true; the reason is in the error if it does not. */
export async function eventually(
  reason: string,
  check: () => Promise<boolean> | boolean,
  withinMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`Did not happen within ${withinMs} ms: ${reason}`);
    await sleep(20);
  }
}
