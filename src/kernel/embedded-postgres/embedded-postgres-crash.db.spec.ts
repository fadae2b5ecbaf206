import { spawn } from 'node:child_process';
import { readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { eventually, PostgresPlayground, query } from '../../../test/support/embedded-postgres.js';
import type { LogLine } from './embedded-postgres.types.js';
import { isAlive } from './processes.js';
import { chooseServerUser, spawnIdentity } from './unprivileged-user.js';

const ALREADY_RUNNING = { code: 'EMBEDDED_POSTGRES.ALREADY_RUNNING' };

const playground = new PostgresPlayground();
afterEach(() => playground.cleanUp());

/** A data folder with a table `kept` of one row, whose Hark and server are gone in the given way. */
async function abandoned(how: 'hark killed' | 'both killed' | 'stopped'): Promise<string> {
  const dataDir = await playground.dataDir();
  const hark = await playground.startProcess(dataDir);
  await query((hark.report as { url: string }).url, 'create table kept as select 42 as answer');
  if (how === 'stopped') {
    await hark.end();
    return dataDir;
  }
  const { pid } = await playground.postmaster(dataDir);
  await hark.killHard();
  if (how === 'both killed') {
    process.kill(pid, 'SIGKILL');
    await eventually('the postmaster ends', async () => !(await isAlive(pid)));
  }
  return dataDir;
}

/** Starts on that folder and proves that the row is there. */
async function startAndFindRow(dataDir: string): ReturnType<typeof playground.start> {
  const started = await playground.start(dataDir);
  expect(await query(started.postgres.connectionUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  return started;
}

describe('a start after a crash', () => {
  it('adopts the server that a killed Hark left behind, and stops it at the end', async () => {
    const dataDir = await abandoned('hark killed');
    const { pid } = await playground.postmaster(dataDir);

    const { postgres, log } = await startAndFindRow(dataDir);

    expect((await playground.postmaster(dataDir)).pid).toBe(pid);
    expect(log.at(-1)?.message).toContain('adopted from a Hark that was killed');
    await expect(playground.start(dataDir)).rejects.toMatchObject(ALREADY_RUNNING);
    await postgres.stop();
    expect(await isAlive(pid)).toBe(false);
  });

  it('lets exactly one of three simultaneous starts adopt it', async () => {
    const dataDir = await abandoned('hark killed');

    const results = await Promise.allSettled([1, 2, 3].map(() => playground.start(dataDir)));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject(ALREADY_RUNNING);
  });

  it('recovers the rows when the server was killed too and left a stale pid file', async () => {
    const dataDir = await abandoned('both killed');
    expect(await readdir(path.join(dataDir, 'postgres'))).toContain('postmaster.pid');

    await startAndFindRow(dataDir);
  });

  it.each(['a program of the same user', 'process 1'])('sees through a pid file that now names %s', async (other) => {
    const dataDir = await abandoned('stopped');
    const user = await chooseServerUser(path.join(dataDir, 'postgres'));
    const program = spawn('sleep', ['60'], { ...spawnIdentity(user), stdio: 'ignore' });
    try {
      await writePidFile(dataDir, other === 'process 1' ? 1 : program.pid!);

      await startAndFindRow(dataDir);
    } finally {
      program.kill('SIGKILL');
    }
  });

  it('lets exactly one of three simultaneous starts win over such a pid file', async () => {
    const dataDir = await abandoned('stopped');
    await writePidFile(dataDir, process.pid);

    const results = await Promise.allSettled([1, 2, 3].map(() => playground.start(dataDir)));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject(ALREADY_RUNNING);
  });

  it('removes an empty pid file that a crash of the machine left', async () => {
    const dataDir = await abandoned('stopped');
    const file = path.join(dataDir, 'postgres', 'postmaster.pid');
    await writeFile(file, '');
    await utimes(file, new Date(0), new Date(0));

    await startAndFindRow(dataDir);
  });

  it('sets the password anew when a backup was restored without the password file', async () => {
    const dataDir = await abandoned('stopped');
    await rm(path.join(dataDir, 'postgres.password'));

    const { postgres, log } = await startAndFindRow(dataDir);

    expect(log.map(({ message }) => message).join()).toContain('The database had another password');
    await postgres.stop();
    await startAndFindRow(dataDir);
  });

  it('does not do so to a running server, which may be in use', async () => {
    const dataDir = await abandoned('hark killed');
    const { pid } = await playground.postmaster(dataDir);
    await rm(path.join(dataDir, 'postgres.password'));

    await expect(playground.start(dataDir)).rejects.toMatchObject({ code: 'EMBEDDED_POSTGRES.PASSWORD_REJECTED' });

    expect(await isAlive(pid)).toBe(true);
  });

  it('refuses while a Hark in another container shows a sign of life', async () => {
    const dataDir = await abandoned('both killed');
    const owner = path.join(dataDir, 'postgres.owner');
    await writeFile(owner, 'another-host pid:[1]');
    const beat = setInterval(() => void utimes(owner, new Date(), new Date()), 500);
    try {
      await expect(playground.start(dataDir)).rejects.toMatchObject(ALREADY_RUNNING);
    } finally {
      clearInterval(beat);
    }

    await startAndFindRow(dataDir);
  });

  it('waits for a server that is shutting down', async () => {
    const dataDir = await abandoned('hark killed');
    const { pid, port } = await playground.postmaster(dataDir);
    const { postgres } = await playground.start(dataDir);
    const lingering = new pg.Client({ connectionString: postgres.connectionUrl });
    await lingering.connect();
    // A smart shutdown: the server lets the sessions that it has finish, and takes no new ones.
    process.kill(pid, 'SIGTERM');
    await eventually('the shutdown begins', async () => (await playground.postmaster(dataDir)).status === 'stopping');

    const starting = playground.startProcess(dataDir);
    setTimeout(() => void lingering.end().then(() => postgres.stop()), 1_000);

    const { report } = await starting;
    expect(report).toMatchObject({ url: expect.stringContaining(`:${port}/`) as string });
  });

  it('leaves nothing half-made when the first start is killed during initdb', async () => {
    const dataDir = await playground.dataDir();
    const first = playground.startProcess(dataDir);
    first.catch(() => undefined);
    await eventually('initdb works', async () =>
      (await readdir(dataDir).catch(() => [])).some((name) => name.startsWith('postgres.new-')),
    );
    playground.killProcesses();
    await expect(first).rejects.toThrow('without a report');
    expect(await readdir(dataDir)).not.toContain('postgres');

    const { postgres } = await playground.start(dataDir);

    expect(await query(postgres.connectionUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('a server that is killed under a living Hark', () => {
  it('comes back on the same port, with the rows, and is still ours alone', async () => {
    const dataDir = await playground.dataDir();
    const { postgres, log, unrecoverable } = await playground.start(dataDir);
    await query(postgres.connectionUrl, 'create table kept as select 42 as answer');
    const pool = new pg.Pool({ connectionString: postgres.connectionUrl, max: 5 });
    pool.on('error', () => undefined);
    await Promise.all([1, 2, 3, 4, 5].map(() => pool.query('select 1')));
    const before = await playground.postmaster(dataDir);

    process.kill(before.pid, 'SIGKILL');

    await eventually('there is another server', async () => {
      const found = await playground.findPostmaster(dataDir);
      return found !== null && found.pid !== before.pid;
    });
    await eventually('the pool finds the row again', () => canFindRow(pool));
    await pool.end();
    const after = await playground.postmaster(dataDir);
    expect(after.pid).not.toBe(before.pid);
    expect(after.port).toBe(before.port);
    await expect(playground.start(dataDir)).rejects.toMatchObject(ALREADY_RUNNING);
    expect(log.map(({ message }) => message).join()).toMatch(/back on port \d+ after \d+ ms/);
    expect(unrecoverable).toEqual([]);
  });

  it('comes back although a session of the old server is busy and still holds its memory', async () => {
    const dataDir = await playground.dataDir();
    const { postgres } = await playground.start(dataDir);
    const busy = query(postgres.connectionUrl, 'do $$ begin loop end loop; end $$').catch(() => 'ended');
    await eventually(
      'the session is busy',
      async () =>
        (await query(postgres.connectionUrl, "select from pg_stat_activity where query like 'do %'")).length === 1,
    );

    process.kill((await playground.postmaster(dataDir)).pid, 'SIGKILL');

    expect(await busy).toBe('ended');
    await eventually('the server is back', () => answers(postgres.connectionUrl));
  });

  it('is adopted once more and supervised like one that we started', async () => {
    const dataDir = await abandoned('hark killed');
    const { postgres } = await startAndFindRow(dataDir);

    process.kill((await playground.postmaster(dataDir)).pid, 'SIGKILL');

    await eventually('the server is back', () => answers(postgres.connectionUrl));
  });

  it('takes the lock again when only a session was killed and the server restarted its children', async () => {
    const dataDir = await playground.dataDir();
    const { postgres, log } = await playground.start(dataDir);
    const { pid } = await playground.postmaster(dataDir);
    const client = new pg.Client({ connectionString: postgres.connectionUrl });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');

    process.kill(rows[0]!.pid, 'SIGKILL');

    await eventually('the lock is taken again', () => log.some(({ message }) => message.includes('is back')));
    expect((await playground.postmaster(dataDir)).pid).toBe(pid);
    await expect(playground.start(dataDir)).rejects.toMatchObject(ALREADY_RUNNING);
  });

  it('is given up after five failed restarts', async () => {
    const dataDir = await playground.dataDir();
    const { postgres, unrecoverable } = await playground.start(dataDir);
    await breakCluster(dataDir);

    await eventually('it is given up', () => unrecoverable.length > 0, 30_000);

    expect(unrecoverable).toMatchObject([{ code: 'EMBEDDED_POSTGRES.START_FAILED' }]);
    await postgres.stop();
  });

  it('is not brought back by a Hark that stops', async () => {
    const dataDir = await playground.dataDir();
    const { postgres, log, unrecoverable } = await playground.start(dataDir);
    await breakCluster(dataDir);
    await eventually('a restart failed', () => failedRestarts(log) === 1);

    await postgres.stop();

    expect(await playground.findPostmaster(dataDir)).toBeNull();
    expect(unrecoverable).toEqual([]);
  });

  it('belongs to another Hark that was faster in bringing it back', async () => {
    const dataDir = await playground.dataDir();
    const { postgres, log, unrecoverable } = await playground.start(dataDir);
    const repair = await breakCluster(dataDir);
    // The next attempt is two seconds away, time enough for the other.
    await eventually('three restarts failed', () => failedRestarts(log) === 3);
    await repair();
    const other = await playground.start(dataDir);

    await eventually('the first Hark gives way', () => unrecoverable.length > 0);

    expect(unrecoverable).toMatchObject([ALREADY_RUNNING]);
    await postgres.stop();
    expect(await answers(other.postgres.connectionUrl)).toBe(true);
  });
});

function failedRestarts(log: LogLine[]): number {
  return log.filter(({ message }) => message.includes('did not come back')).length;
}

async function writePidFile(dataDir: string, pid: number): Promise<void> {
  const cluster = path.join(dataDir, 'postgres');
  const lines = [pid, cluster, 1_700_000_000, 1, '', '127.0.0.1', '  1 1', 'ready   ', ''];
  await writeFile(path.join(cluster, 'postmaster.pid'), lines.join('\n'));
}

/** Kills the server and takes away a file without which it cannot start. */
async function breakCluster(dataDir: string): Promise<() => Promise<void>> {
  const control = path.join(dataDir, 'postgres', 'global', 'pg_control');
  const { pid } = await playground.postmaster(dataDir);
  await rename(control, `${control}.away`);
  process.kill(pid, 'SIGKILL');
  return () => rename(`${control}.away`, control);
}

async function canFindRow(pool: pg.Pool): Promise<boolean> {
  const found = await pool.query<{ answer: number }>('select answer from kept').catch(() => null);
  return found?.rows[0]?.answer === 42;
}

async function answers(url: string): Promise<boolean> {
  return (await query(url, 'select 1').catch(() => [])).length === 1;
}
