import { chmod, lstat, mkdir } from 'node:fs/promises';

/** True for a real folder (no link) of this user that nobody else may write to. */
export async function isOursAlone(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null);
  if (found === null || !found.isDirectory()) return false;
  // Windows keeps its permissions elsewhere; what lies in the user's own folders is the user's.
  return process.geteuid === undefined || (found.uid === process.geteuid() && (found.mode & 0o022) === 0);
}

/**
 * Makes a folder that others may pass through, if it is missing, and checks that only this user can write to it:
 * whoever can write there decides which programs and which database we use.
 */
export async function isSafePlace(folder: string): Promise<boolean> {
  const made = await mkdir(folder, { recursive: true, mode: 0o755 }).catch(() => null);
  if (made === null) return false;
  // The umask of root is often 077, which would close the folder to the server's user.
  if (made !== undefined) await chmod(folder, 0o755);
  return isOursAlone(folder);
}
