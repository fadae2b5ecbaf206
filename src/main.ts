import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { migrations } from '../migrations/index.js';
import { createApplication } from './application.js';
import { type Config, ConfigInvalid, readConfig } from './config/config.js';
import { API_KEY_FILE, readSecretKey, writeSecretFile } from './config/secrets.js';
import { AppError } from './kernel/app-error.js';
import { migrate } from './kernel/database/migrate.js';
import { EmbeddedPostgres } from './kernel/embedded-postgres/embedded-postgres.js';
import { createLogger, type Logger } from './kernel/logging/logger.js';
import { FirstStart } from './workspaces/first-start.js';

/** The HTTP server cannot be opened. Not retryable: the operator must change the configuration. */
class CannotListen extends AppError {
  readonly code = 'START.CANNOT_LISTEN';
  readonly retryable = false;
}

/** Time for answers in flight when asked to stop; then the process ends anyway. Unit: ms. */
const SHUTDOWN_MS = 20_000;

/**
 * How far the heap may grow before old objects are collected. V8 lets it grow fourfold on a machine with much memory; no
 * limit, so that a burst of large requests still gets what it needs. Unit: per cent of what is in use.
 */
const HEAP_GROWS_BY = 50;

async function main(): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWS_BY}`);
  const startedAt = performance.now();
  if (existsSync('.env')) loadEnvFile('.env');
  // `npm start` passes the flag, so that a first look has something to look at; the environment still wins.
  const sampleData = process.argv.includes('--sample-data') ? 'true' : undefined;
  const config = readConfig({ ...process.env, HARK_SAMPLE_DATA: process.env['HARK_SAMPLE_DATA'] ?? sampleData });
  const logger = createLogger(config.LOG_LEVEL);

  const embedded = config.DATABASE_URL === undefined ? await startEmbedded(config, logger) : null;
  let app: NestFastifyApplication | null = null;
  try {
    const databaseUrl = embedded?.connectionUrl ?? config.DATABASE_URL!;
    const ran = await migrate(databaseUrl, migrations);
    if (ran.length > 0) logger.info({ migrations: ran }, 'database schema brought up to date');

    const secretKey = await readSecretKey(config);
    app = await createApplication({ config, databaseUrl, secretKey, logger });
    const newKey = await app.get(FirstStart).prepare();
    // Before anything else can go wrong, such as a port in use: the database has only the hash, there is no second time.
    if (newKey !== null) await announceKey(config, newKey);
    await listen(app, config);
    const url = await app.getUrl();
    tidyUpAfterStart();
    // Before the word is out that it runs: whoever reads it may ask it to stop at once.
    stopOnSignal(logger, async () => {
      await app?.close();
      await embedded?.stop();
    });
    logger.info({ url, ready_ms: Math.round(performance.now() - startedAt) }, `Hark is ready at ${url}`);
  } catch (error) {
    await app?.close();
    await embedded?.stop();
    throw error;
  }
}

/** @throws CannotListen with a sentence that says what to change */
async function listen(app: NestFastifyApplication, { PORT, HOST }: Config): Promise<void> {
  try {
    await app.listen(PORT, HOST);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const why =
      {
        EADDRINUSE: `Port ${PORT} of ${HOST} is in use. Stop what listens there, or set PORT to another one.`,
        EACCES: `This user may not open port ${PORT}. Set PORT to 1024 or above, or give the user the right to.`,
        EADDRNOTAVAIL: `HOST ${HOST} is no address of this machine. Correct HOST.`,
        ENOTFOUND: `HOST ${HOST} is not known here. Correct HOST.`,
      }[code] ?? message;
    throw new CannotListen(why, { cause: error });
  }
}

/** Starting leaves more behind than it keeps, the compiled keyword packs most of all; the heap would never shrink again. */
function tidyUpAfterStart(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

function startEmbedded(config: Config, logger: Logger): Promise<EmbeddedPostgres> {
  return EmbeddedPostgres.start({
    dataDir: config.HARK_DATA_DIR,
    onLog: ({ level, message }) => {
      logger[level]({ part: 'embedded-postgres' }, message);
    },
    onUnrecoverable: (error) => {
      logger.fatal({ err: error }, 'the embedded database cannot be kept running');
      process.exit(1);
    },
  });
}

/** Shown once on the terminal and kept in the data dir for `npm run text`; the database has only its hash. */
async function announceKey(config: Config, key: string): Promise<void> {
  await writeSecretFile(config.HARK_DATA_DIR, API_KEY_FILE, key);
  process.stdout.write(
    `\n  Your API key, shown once:  ${key}\n  Also kept in ${config.HARK_DATA_DIR}/${API_KEY_FILE}\n\n`,
  );
}

function stopOnSignal(logger: Logger, stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping: no new requests, those in flight are finished');
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'the stop was not clean');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

main().catch((error: unknown) => {
  // Before there is a logger, and for the operator at a terminal: the sentence, not a stack.
  const known = error instanceof ConfigInvalid || (error instanceof Error && 'code' in error);
  process.stderr.write(
    `${known ? (error as Error).message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
