import { once } from 'node:events';

/** Ends the test cluster; its process removes the files. */
export default async function globalTeardown(): Promise<void> {
  const cluster = globalThis.testCluster;
  if (cluster === undefined) return;
  globalThis.testCluster = undefined;
  delete process.env['HARK_TEST_DATABASE_URL'];
  if (cluster.exitCode !== null) return;
  const exit = once(cluster, 'exit');
  cluster.stdin?.end();
  await exit;
}
