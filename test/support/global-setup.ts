import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** The handle travels to the teardown, which jest runs in the same process. */
declare global {
  var testCluster: ChildProcess | undefined;
}

/**
 * Starts one PostgreSQL for all tests and tells the workers its address. Jest loads this file as CommonJS, from where
 * our modules cannot be imported; so the work is done by a process of its own, which also cleans up when jest is killed.
 * Set HARK_TEST_DATABASE_URL to use a server of yours (with a migrated database `hark_template`) instead.
 */
export default async function globalSetup(_all: unknown, project: { rootDir: string }): Promise<void> {
  // Given by the caller, or by an earlier call: jest may call once per project.
  if (process.env['HARK_TEST_DATABASE_URL'] !== undefined) return;
  const support = path.join(project.rootDir, 'test/support');
  const cluster = spawn(
    process.execPath,
    ['--import', path.join(support, 'typescript/register.js'), path.join(support, 'cluster-process.ts')],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  globalThis.testCluster = cluster;
  process.env['HARK_TEST_DATABASE_URL'] = await new Promise<string>((resolve, reject) => {
    let output = '';
    cluster.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (output.includes('\n')) resolve(output.trim());
    });
    cluster.once('exit', (code) => {
      reject(new Error(`The test database did not start (exit code ${code ?? 'none'}); the reason is above.`));
    });
  });
}
