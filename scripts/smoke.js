#!/usr/bin/env node
/**
 * Starts the built product on an empty data folder, plays START through the sandbox, and stops it. Exits 1 with the log
 * when anything is not as it should be.
 *   node scripts/smoke.js DATA_DIR
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const [, , dataDir] = process.argv;
const key = 'smoke-test-key-of-the-build';
const child = spawn(process.execPath, ['dist/src/main.js', '--sample-data'], {
  env: { ...process.env, PORT: '0', HARK_DATA_DIR: dataDir, HARK_API_KEY: key },
  stdio: ['ignore', 'pipe', 'pipe'],
});
let log = '';
for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk));

async function check() {
  const startedAt = performance.now();
  while (!/Hark is ready at/.test(log)) {
    if (child.exitCode !== null) throw new Error('the product ended before it was ready');
    if (performance.now() - startedAt > 60_000) throw new Error('the product was not ready within a minute');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const url = /Hark is ready at (\S+?)"/.exec(log)[1];
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ from: '+14155550123', to: '+14155550100', body: 'START' });
  const played = await (await fetch(`${url}/admin/sandbox/messages`, { method: 'POST', headers, body })).json();
  if (played.consent_change?.after !== 'subscribed')
    throw new Error(`START did not subscribe: ${JSON.stringify(played)}`);
  for (const path of ['/health/ready', '/metrics', '/docs', '/docs-json']) {
    const { status } = await fetch(url + path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
  }
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the product ended with ${code}`);
  console.log(`ready, subscribed by a text, stopped cleanly in ${Math.round(performance.now() - startedAt)} ms`);
}

try {
  await check();
} catch (error) {
  console.error(`${error.message}\n${log}`);
  child.kill('SIGKILL');
  process.exit(1);
}
