import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { type Config, readConfig } from './config/config.js';
import { readSecretKey } from './config/secrets.js';
import { SecretBox } from './kernel/crypto/secret-box.js';
import { PIPELINED } from './kernel/database/database.module.js';
import { Transactions } from './kernel/database/transactions.js';
import { EmbeddedPostgres } from './kernel/embedded-postgres/embedded-postgres.js';
import { findServer } from './kernel/embedded-postgres/running-server.js';
import { serialiseError } from './kernel/logging/logger.js';
import { LedgerWalkRepository } from './subscriptions/ledger/ledger-walk.repository.js';
import { RebuildConsent } from './subscriptions/ledger/rebuild-consent.js';
import { RebuildRepository } from './subscriptions/ledger/rebuild.repository.js';
import { Report } from './subscriptions/ledger/report.js';
import { VerifyLedger } from './subscriptions/ledger/verify-ledger.js';
import { InboundLogRepository } from './webhook/inbound-log.repository.js';

const USAGE = `Checks the consent ledger. May run beside a working Hark.

  consent-ledger verify [--head POSITION:HASH]   walks the hash chains; --head also demands a link noted earlier
  consent-ledger rebuild [--dry-run]             makes the current states what the history says, or only reports

Exit: 0 all is well (or repaired), 1 something does not hold, 2 it could not be checked.
`;

/** Nothing was found wrong, something was, or nobody knows. */
const [FINE, BROKEN, UNCHECKED] = [0, 1, 2];

/** A database to look at, and how to leave it as it was. */
interface Access {
  readonly url: string;
  close(): Promise<void>;
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { head: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  });
  const [verb] = positionals;
  // Hashes are also written in capitals; anything else is a slip of the hand and not a ledger that was cut off.
  const head = values.head?.toLowerCase();
  if ((verb !== 'verify' && verb !== 'rebuild') || (head !== undefined && !/^\d+:[0-9a-f]{64}$/.test(head))) {
    process.stderr.write(USAGE);
    return UNCHECKED;
  }
  if (existsSync('.env')) loadEnvFile('.env');
  const config = readConfig(process.env);
  const access = await open(config);
  const dataSource = new DataSource({
    type: 'postgres',
    url: access.url,
    applicationName: 'hark consent ledger',
    extra: PIPELINED,
  });
  try {
    await dataSource.initialize();
    const transactions = new Transactions(dataSource);
    const walk = new LedgerWalkRepository();
    const report = new Report(new SecretBox(await readSecretKey(config)), (line) => process.stdout.write(`${line}\n`));
    const holds =
      verb === 'verify'
        ? await report.verify(new VerifyLedger(transactions, walk, new InboundLogRepository()), head)
        : await report.rebuild(new RebuildConsent(transactions, walk, new RebuildRepository()), values['dry-run']);
    return holds ? FINE : BROKEN;
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await access.close();
  }
}

/** The server of DATABASE_URL, the embedded one of a running Hark, or the embedded one started for this occasion. */
async function open(config: Config): Promise<Access> {
  const nothing = () => Promise.resolve();
  if (config.DATABASE_URL !== undefined) return { url: config.DATABASE_URL, close: nothing };
  const found = await findServer(config.HARK_DATA_DIR);
  if (found.kind === 'running') return { url: found.url, close: nothing };
  if (found.kind === 'no-database') throw new Error(`There is no database of Hark in ${config.HARK_DATA_DIR}.`);
  const embedded = await EmbeddedPostgres.start({
    dataDir: config.HARK_DATA_DIR,
    onLog: ({ level, message }) => {
      if (level === 'warn' || level === 'error') process.stderr.write(`${message}\n`);
    },
    onUnrecoverable: (error) => {
      process.stderr.write(`${error.message}\n`);
      process.exit(UNCHECKED);
    },
  });
  return { url: embedded.connectionUrl, close: () => embedded.stop() };
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // Without the values that database errors carry.
    const { code, message } = serialiseError(error);
    const outdated = code === '42P01' ? ' Start this version of Hark once: it brings the schema up to date.' : '';
    process.stderr.write(`The ledger could not be checked: ${message}${outdated}\n`);
    process.exitCode = UNCHECKED;
  },
);
