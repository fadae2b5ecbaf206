import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ADMIN_AND_OPERATIONS = /^(admin|docs|docs-json|health|metrics|webhooks)(\/|$)/;

/** Method and path of every route of the compatible API, read out of the controllers. */
function routes(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.controller.ts'))
    .flatMap((name) => {
      const source = readFileSync(join('src', name), 'utf8');
      const base = /@Controller\((?:'([^']*)')?\)/.exec(source)?.[1] ?? '';
      return [...source.matchAll(/@(Get|Post|Put|Patch|Delete)\((?:'([^']*)')?\)/g)].map(([, verb, path]) => ({
        verb: verb!.toUpperCase(),
        path: [base, path ?? ''].filter((part) => part !== '').join('/'),
      }));
    })
    .filter(({ path }) => !ADMIN_AND_OPERATIONS.test(path))
    .map(({ verb, path }) => `${verb} /${path}`);
}

describe('docs/compatibility.md', () => {
  const text = readFileSync('docs/compatibility.md', 'utf8');

  it('names every route of the compatible API', () => {
    expect(routes()).toContain('POST /users/track');
    expect(routes().filter((route) => !text.includes(route))).toEqual([]);
  });

  it('names no route that is not there', () => {
    const named = [...text.matchAll(/(?:GET|POST) \/(?!admin)[\w/]+/g)].map(([route]) => route);
    const offered = text.slice(0, text.indexOf('## Not offered'));
    const missing = named.filter((route) => offered.includes(route) && !routes().includes(route));

    expect(missing).toEqual(['POST /users/export/segment']);
  });
});
