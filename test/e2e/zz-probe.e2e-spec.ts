import { bootHark } from '../support/hark.js';
import { createLogger } from '../../src/kernel/logging/logger.js';
it('probe', async () => {
  const hark = await bootHark({ logger: createLogger('error', { write: (l) => { process.stderr.write(l.slice(0, 1500) + '\n'); } }) });
  const json = await hark.request('GET', '/docs-json');
  process.stderr.write(json.status + ' ' + json.text.slice(0, 300) + '\n');
  await hark.close();
});
