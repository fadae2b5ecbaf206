/** Module hooks: `./x.js` may be `./x.ts`, which is compiled by the same compiler and `.swcrc` as in jest and the build. */
import { transformFile } from '@swc/core';
import { fileURLToPath, URL } from 'node:url';

export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/^(\.{1,2}\/|file:).*\.js$/.test(specifier)) throw error;
    return next(`${specifier.slice(0, -2)}ts`, context);
  }
}

const configFile = fileURLToPath(new URL('../../../.swcrc', import.meta.url));

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  // Named, not searched for: a test may run sources that it has copied elsewhere.
  const { code } = await transformFile(fileURLToPath(url), { configFile, swcrc: false, sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
