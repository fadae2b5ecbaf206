/**
 * The test cluster, in a process of its own: started by the global setup, prints its URL, and lives until its standard
 * input ends. That happens at the teardown, and also when jest is killed, so that no server is left behind.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '../../src/kernel/embedded-postgres/embedded-postgres.js';
import { migrateTemplate, TEMPLATE_DATABASE } from './template.js';

/** Nothing of a test must survive a power cut. */
const FAST_AND_FORGETFUL = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

const ended = new Promise<void>((resolve) => {
  process.stdin.once('end', resolve).once('close', resolve).resume();
});
// Ctrl-C reaches the whole group of processes; the end of the input follows and counts.
process.on('SIGINT', () => undefined);

const dataDir = await mkdtemp(path.join(tmpdir(), 'hark-test-database-'));
try {
  const postgres = await EmbeddedPostgres.start({
    dataDir,
    settings: FAST_AND_FORGETFUL,
    onLog: ({ level, message }) => {
      if (level === 'warn' || level === 'error') console.error(message);
    },
    onUnrecoverable: (error) => {
      console.error('The test database is gone:', error);
    },
  });
  try {
    await makeTemplate(postgres.connectionUrl);
    console.log(postgres.connectionUrl);
    await ended;
  } finally {
    await postgres.stop();
  }
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

async function makeTemplate(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`create database ${TEMPLATE_DATABASE}`);
  await client.end();
  const url = new URL(adminUrl);
  url.pathname = `/${TEMPLATE_DATABASE}`;
  await migrateTemplate(url.href);
}
