/**
 * An embedded PostgreSQL in a process of its own, for tests that kill it, run it as another user or from another place.
 * Arguments: the options as JSON. Prints one line of JSON; then lives until its standard input ends, and stops cleanly.
 */
import type {
  EmbeddedPostgresOptions,
  EmbeddedPostgresError,
} from '../../src/kernel/embedded-postgres/embedded-postgres.js';

/** The one line that is printed. */
export type Report = { url: string; log: string[] } | { code: string; message: string; log: string[] };

const options = JSON.parse(process.argv[2] ?? '{}') as Omit<EmbeddedPostgresOptions, 'onLog' | 'onUnrecoverable'> & {
  source: string;
};
// Imported by name: the test decides which copy of the sources it runs.
const { EmbeddedPostgres } = (await import(
  options.source
)) as typeof import('../../src/kernel/embedded-postgres/embedded-postgres.js');

const log: string[] = [];
const report = (line: Report): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
try {
  const postgres = await EmbeddedPostgres.start({
    ...options,
    onLog: ({ message }) => {
      log.push(message);
    },
    onUnrecoverable: (error) => {
      process.stderr.write(`${error.message}\n`);
    },
  });
  report({ url: postgres.connectionUrl, log });
  await new Promise((resolve) => process.stdin.once('end', resolve).resume());
  await postgres.stop();
} catch (error) {
  report({ code: (error as EmbeddedPostgresError).code, message: (error as Error).message, log });
}
