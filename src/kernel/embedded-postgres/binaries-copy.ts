import { chmod, cp, lstat, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from './embedded-postgres.types.js';
import { systemCode } from './embedded-postgres.errors.js';
import { mendNativeFolder, type NativeFolder } from './native-folder.js';
import { isOursAlone, isSafePlace } from './safe-place.js';

/**
 * Copies the programs below `parent`, once per version, readable by everyone and writable by this user alone.
 * Never into a shared temporary folder: who owns the folder decides what our server executes.
 * @returns the copy, or null when that folder cannot or must not hold one
 */
export async function copyBinaries(native: NativeFolder, parent: string, log: Log): Promise<string | null> {
  const target = path.join(parent, `postgresql-${native.packageVersion}-${process.platform}-${process.arch}`);
  let staging: string | null = null;
  try {
    if (!(await isSafePlace(parent))) return null;
    if (await exists(target)) return (await isOursAlone(target)) ? target : null;

    staging = await mkdtemp(`${target}.new-`);
    await cp(native.folder, staging, { recursive: true, verbatimSymlinks: true });
    await mendNativeFolder(staging, { strict: true });
    await openForReading(staging);
    await rename(staging, target);
    log({
      level: 'info',
      message: `Copied the PostgreSQL programs to ${target}, where the server's user can read them.`,
    });
    return target;
  } catch (error) {
    // Another start was faster and its copy is as good as ours.
    if (['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) return (await isOursAlone(target)) ? target : null;
    log({ level: 'debug', message: `No copy of the PostgreSQL programs in ${parent}: ${String(error)}` });
    return null;
  } finally {
    if (staging !== null) await rm(staging, { recursive: true, force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  return (await lstat(file).catch(() => null)) !== null;
}

/** Whatever the umask or npm made of the modes: everyone may read, programs and libraries may run. */
async function openForReading(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) await openForReading(inside);
    else if (entry.isFile()) await chmod(inside, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
