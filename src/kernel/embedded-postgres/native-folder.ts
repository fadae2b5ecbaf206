import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from './embedded-postgres.errors.js';

/** What programs are called on this machine after their name. */
export const EXECUTABLE = process.platform === 'win32' ? '.exe' : '';

/** The `native` folder of the platform package as npm left it, and the version that names a copy of it. */
export interface NativeFolder {
  folder: string;
  packageVersion: string;
}

/**
 * Does what the install script of the package would have done (npm 11 does not run it unasked): library links and
 * execute permissions. Somebody else's or a read-only folder stays as it is unless strict; the probe then decides.
 */
export async function mendNativeFolder(folder: string, { strict }: { strict: boolean }): Promise<void> {
  try {
    for (const { source, target } of await listLinks(folder)) {
      await symlink(path.relative(path.dirname(target), source), target).catch((error: unknown) => {
        if (systemCode(error) !== 'EEXIST') throw error;
      });
    }
    for (const program of ['initdb', 'postgres', 'pg_ctl']) {
      const file = path.join(folder, 'bin', program + EXECUTABLE);
      const { mode } = await stat(file);
      if ((mode & 0o111) !== 0o111) await chmod(file, (mode & 0o777) | 0o111);
    }
  } catch (error) {
    if (strict || !['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error) ?? '')) throw error;
  }
}

/** npm packages cannot hold symbolic links; the package lists those of its libraries, as `native/lib/…`. */
async function listLinks(folder: string): Promise<{ source: string; target: string }[]> {
  const list = await readFile(path.join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  return (JSON.parse(list) as { source: string; target: string }[]).map(({ source, target }) => ({
    source: path.join(folder, path.relative('native', source)),
    target: path.join(folder, path.relative('native', target)),
  }));
}
