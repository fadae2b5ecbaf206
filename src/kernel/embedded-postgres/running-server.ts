import { connectionUrl } from './cluster-database.js';
import { findCluster } from './cluster-home.js';
import { findPostmaster } from './postmaster-pid.js';
import { readOrMakePassword } from './secrets-and-port.js';

/** What is there in a data folder. */
export type FoundServer =
  { readonly kind: 'no-database' } | { readonly kind: 'stopped' } | { readonly kind: 'running'; readonly url: string };

/**
 * Finds the server that a running Hark has on a data folder, for a second process that only wants to connect: nothing is
 * started, made or locked.
 * @throws EmbeddedPostgresError when the folder holds something that is no database of this user
 */
export async function findServer(dataDir: string): Promise<FoundServer> {
  const clusterDir = await findCluster(dataDir);
  if (clusterDir === null) return { kind: 'no-database' };
  const postmaster = await findPostmaster(clusterDir);
  if (postmaster?.status !== 'ready') return { kind: 'stopped' };
  return { kind: 'running', url: connectionUrl(postmaster.port, await readOrMakePassword(dataDir)) };
}
