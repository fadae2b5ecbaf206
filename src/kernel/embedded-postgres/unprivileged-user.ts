import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';

/** The account that the server runs as when Hark itself runs as root, which PostgreSQL refuses. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

/** In order of preference. `nobody` is last: other programs run under that name and could read the database. */
const CANDIDATES = ['postgres', 'nobody'];

/** True where PostgreSQL would refuse to run as this process. Always false on Windows, which has no user ids. */
export function runsAsRoot(): boolean {
  return process.geteuid?.() === 0;
}

/**
 * Chooses whom the server runs as.
 * @param clusterDir an existing cluster keeps its owner, as only the owner may serve it
 * @returns null when this process is not root and so can run the server itself
 */
export async function chooseServerUser(clusterDir: string): Promise<ServerUser | null> {
  if (!runsAsRoot()) return null;
  const user = (await ownerOf(clusterDir)) ?? (await findCandidate());
  if (user === null) {
    throw new EmbeddedPostgresError(
      'EMBEDDED_POSTGRES.NO_UNPRIVILEGED_USER',
      'Hark runs as root, PostgreSQL refuses to, and there is neither a user "postgres" nor "nobody" in /etc/passwd. ' +
        'Start Hark as an ordinary user, or add one: useradd --system postgres.',
    );
  }
  const trial = await runAs(user, '/bin/sh', ['-c', ':']);
  if (trial.code === 0) return user;
  throw new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES.NO_UNPRIVILEGED_USER',
    `Hark runs as root, PostgreSQL refuses to, and this root may not start programs as ${user.name} (${trial.output}). ` +
      'Start Hark as an ordinary user, or let the container keep the capabilities SETUID and SETGID.',
  );
}

async function ownerOf(clusterDir: string): Promise<ServerUser | null> {
  const found = await stat(clusterDir).catch(() => null);
  return found === null || found.uid === 0 ? null : { name: `uid ${found.uid}`, uid: found.uid, gid: found.gid };
}

async function findCandidate(): Promise<ServerUser | null> {
  const users = parsePasswd(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  const found = CANDIDATES.map((name) => users.find((user) => user.name === name && user.uid !== 0));
  return found.find((user) => user !== undefined) ?? null;
}

/** Reads `name:password:uid:gid:…` lines; broken lines are skipped. */
export function parsePasswd(text: string): ServerUser[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (!name || !uid || !gid || !/^-?\d+$/.test(uid) || !/^-?\d+$/.test(gid)) return [];
    // macOS writes nobody's ids as -2, the system calls take them unsigned.
    return [{ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }];
  });
}

/** What a program run by {@link runAs} left behind. `code` is null when it could not be started at all. */
export interface Outcome {
  code: number | null;
  output: string;
}

/**
 * Runs a program as that user, from the root folder: the current one may be closed to them. Never rejects.
 * @param input what the program reads from its standard input
 */
export function runAs(user: ServerUser | null, program: string, args: readonly string[], input = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    let output = '';
    const failed = (error: unknown): void => {
      resolve({ code: null, output: String(error) });
    };
    try {
      const child = spawn(program, args, {
        ...spawnIdentity(user),
        env: cleanEnvironment(),
        stdio: ['pipe', 'pipe', 'pipe'],
        windowsHide: true,
      });
      child.once('error', failed);
      child.once('close', (code) => {
        resolve({ code: code ?? 1, output: output.trim() });
      });
      const collect = (chunk: Buffer): void => void (output += chunk.toString('utf8'));
      child.stdout.on('data', collect);
      child.stderr.on('data', collect);
      // A program that ends without reading says why by its exit code.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    } catch (error) {
      // Node.js throws what it does not expect, such as EPERM when root may not change the user.
      failed(error);
    }
  });
}

/** Asks the system itself whether that user passes into a folder: mode bits alone miss access lists and mounts. */
export async function canEnter(user: ServerUser | null, folder: string): Promise<boolean> {
  if (user === null) return true;
  return (await runAs(user, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder])).code === 0;
}

/** Spawn options that change to that user. Node drops the supplementary groups of root by itself. */
export function spawnIdentity(user: ServerUser | null): { uid?: number; gid?: number; cwd?: string } {
  if (process.platform === 'win32') return {};
  return user === null ? { cwd: '/' } : { uid: user.uid, gid: user.gid, cwd: '/' };
}

/** What PostgreSQL needs and no more: another user may read the environment of its processes, and ours has secrets. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C' };
  for (const name of kept) if (process.env[name] !== undefined) environment[name] = process.env[name];
  return environment;
}
