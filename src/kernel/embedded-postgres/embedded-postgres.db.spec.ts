import { mkdir, readFile, readdir, realpath, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PostgresPlayground, query } from '../../../test/support/embedded-postgres.js';

describe('EmbeddedPostgres', () => {
  const playground = new PostgresPlayground();
  afterEach(() => playground.cleanUp());

  it('makes, starts and opens a database in an empty folder', async () => {
    const dataDir = await playground.dataDir();

    const { postgres, log } = await playground.start(dataDir);

    const [row] = await query(
      postgres.connectionUrl,
      `select current_database() as name, current_user as role, version() as version,
              (select rolsuper from pg_roles where rolname = current_user) as super,
              current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
              current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as listens,
              (select concat(datlocprovider, ' ', datlocale) from pg_database where datname = current_database()) as locale`,
    );
    expect(row).toEqual({
      name: 'hark',
      role: 'hark',
      version: expect.stringMatching(/^PostgreSQL 18\./) as string,
      super: false,
      encoding: 'UTF8',
      fsync: 'on',
      commit: 'on',
      listens: '127.0.0.1',
      locale: 'b C.UTF-8',
    });
    expect(log.map(({ message }) => message).join('\n')).toMatch(
      /Embedded PostgreSQL 18\.\d+ ready after \d+ ms: port \d+/,
    );
  });

  it('keeps secrets and files to itself', async () => {
    const dataDir = await playground.dataDir();
    const { postgres, log } = await playground.start(dataDir);
    const password = (await readFile(path.join(dataDir, 'postgres.password'), 'utf8')).trim();

    const modes = await Promise.all(
      ['postgres', 'postgres.password', 'postgres.log'].map(
        async (name) => (await stat(path.join(dataDir, name))).mode & 0o777,
      ),
    );
    expect(modes).toEqual([0o700, 0o600, 0o600]);
    expect(await readdir(dataDir)).toEqual([
      'postgres',
      'postgres.log',
      'postgres.owner',
      'postgres.password',
      'postgres.port',
    ]);
    expect(password).toMatch(/^[0-9a-f]{64}$/);
    expect(postgres.connectionUrl).not.toContain(password);
    expect(JSON.stringify(log)).not.toMatch(/[0-9a-f]{64}/);
    await expect(query(postgres.connectionUrl.replace(/:[0-9a-f]{64}@/, ':wrong@'), 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
  });

  it('never writes statements, values or details into the log of the server', async () => {
    const dataDir = await playground.dataDir();
    const { postgres } = await playground.start(dataDir);

    await query(postgres.connectionUrl, 'create table sender (number text primary key)');
    await query(postgres.connectionUrl, "insert into sender values ('+14155550123')");
    await expect(query(postgres.connectionUrl, "insert into sender values ('+14155550123')")).rejects.toThrow(
      'duplicate',
    );
    await expect(query(postgres.connectionUrl, "select '+14155550123'::uuid")).rejects.toThrow('invalid input');

    expect(await readFile(path.join(dataDir, 'postgres.log'), 'utf8')).not.toContain('4155550123');
  });

  it('keeps rows and port over a restart', async () => {
    const dataDir = await playground.dataDir();
    const first = await playground.start(dataDir);
    await query(first.postgres.connectionUrl, 'create table kept as select 42 as answer');
    await first.postgres.stop();

    const second = await playground.start(dataDir);

    expect(second.postgres.connectionUrl).toBe(first.postgres.connectionUrl);
    expect(await query(second.postgres.connectionUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('takes another port when its old one is in use', async () => {
    const [dataDir, otherDir] = [await playground.dataDir(), await playground.dataDir()];
    const other = await playground.start(otherDir);
    const { port } = await playground.postmaster(otherDir);
    await mkdir(dataDir);
    await writeFile(path.join(dataDir, 'postgres.port'), `${port}\n`);

    const { postgres } = await playground.start(dataDir);

    expect(new URL(postgres.connectionUrl).port).not.toBe(String(port));
    expect(await query(other.postgres.connectionUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('stops once, however often it is told to', async () => {
    const dataDir = await playground.dataDir();
    const { postgres, log, unrecoverable } = await playground.start(dataDir);

    await Promise.all([postgres.stop(), postgres.stop()]);
    await postgres.stop();

    expect(await playground.findPostmaster(dataDir)).toBeNull();
    expect(log.filter(({ level }) => level !== 'info')).toEqual([]);
    expect(unrecoverable).toEqual([]);
  });

  it('uses an empty folder named postgres, and refuses one with other things in it', async () => {
    const [empty, full] = [await playground.dataDir(), await playground.dataDir()];
    await mkdir(path.join(empty, 'postgres'), { recursive: true });
    await mkdir(path.join(full, 'postgres'), { recursive: true });
    await writeFile(path.join(full, 'postgres', 'holiday.jpg'), '');

    await expect(playground.start(empty)).resolves.toBeDefined();
    await expect(playground.start(full)).rejects.toMatchObject({ code: 'EMBEDDED_POSTGRES.NOT_A_CLUSTER' });
  });

  it('does not begin anew when its database was moved away from under a link', async () => {
    const dataDir = await playground.dataDir();
    await mkdir(dataDir);
    await symlink('/nowhere/postgres', path.join(dataDir, 'postgres'));

    await expect(playground.start(dataDir)).rejects.toMatchObject({ code: 'EMBEDDED_POSTGRES.CLUSTER_LOST' });
  });

  it('refuses the files of another major version', async () => {
    const dataDir = await playground.dataDir();
    const { postgres } = await playground.start(dataDir);
    await postgres.stop();
    await writeFile(path.join(await realpath(dataDir), 'postgres', 'PG_VERSION'), '17\n');

    await expect(playground.start(dataDir)).rejects.toMatchObject({ code: 'EMBEDDED_POSTGRES.OTHER_MAJOR_VERSION' });
  });

  it('reports what the server says when it cannot start', async () => {
    const dataDir = await playground.dataDir();

    await expect(playground.start(dataDir, { shared_buffers: 'many' })).rejects.toMatchObject({
      code: 'EMBEDDED_POSTGRES.START_FAILED',
      message: expect.stringContaining('shared_buffers') as string,
    });
  });
});

describe('two Harks on one data folder', () => {
  const playground = new PostgresPlayground();
  afterEach(() => playground.cleanUp());

  it('refuses the second and leaves the first alone', async () => {
    const dataDir = await playground.dataDir();
    const { postgres } = await playground.start(dataDir);
    const { pid } = await playground.postmaster(dataDir);

    await expect(playground.start(dataDir)).rejects.toMatchObject({
      code: 'EMBEDDED_POSTGRES.ALREADY_RUNNING',
      message:
        `Another Hark is already running on the data folder ${dataDir} (PostgreSQL process ${pid}). ` +
        'Stop it first, or set HARK_DATA_DIR to another folder.',
    });

    expect(await query(postgres.connectionUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await playground.postmaster(dataDir)).pid).toBe(pid);
  });

  it('lets exactly one of four simultaneous first starts win', async () => {
    const dataDir = await playground.dataDir();

    const starts = await Promise.all(Array.from({ length: 4 }, () => playground.startProcess(dataDir)));

    const reports = starts.map(({ report }) => ('url' in report ? 'won' : report.code));
    expect(reports.sort()).toEqual([...Array<string>(3).fill('EMBEDDED_POSTGRES.ALREADY_RUNNING'), 'won']);
    const winner = starts.find(({ report }) => 'url' in report)!;
    const { url } = winner.report as { url: string };
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await winner.end();
    expect(await playground.findPostmaster(dataDir)).toBeNull();
    expect((await readdir(dataDir)).filter((name) => name.includes('.new-'))).toEqual([]);
  });
});
