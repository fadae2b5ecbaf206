import { bootHark, type TestHark } from '../support/hark.js';

/** An operation of the API's own description. */
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
}

/** Values a path parameter may arrive as. */
const JUNK_PATHS = ['x', '%00', '%F0%9F%9B%91', '-1', '00000000-0000-0000-0000-000000000000', '%2B1', '9'.repeat(150)];
/** Spellings of a query parameter. */
const JUNK_QUERIES = [
  '=',
  '[]=1&%s[]=2',
  '[a][b]=c',
  '=%00',
  '=%ED%A0%BD',
  '=-1',
  '=1e99',
  `=${'x'.repeat(3000)}`,
  '[__proto__]=1',
];
/** Bodies that are JSON and not what anybody asked for. */
const JUNK_BODIES: unknown[] = [
  'null',
  '[]',
  '5',
  '"text"',
  '{}',
  '{"',
  '',
  '\ufeff{}',
  { '': '' },
  { __proto__: null, toString: 1, constructor: {}, hasOwnProperty: null },
  JSON.parse(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`),
];
/** Wrong values for every field a route knows. */
const JUNK_VALUES: unknown[] = [
  null,
  0,
  -1,
  1e99,
  true,
  '',
  ' ',
  '\u0000',
  '\ud800',
  'x'.repeat(20_000),
  [],
  [null],
  [[]],
  [{}],
  {},
  { a: { b: 1 } },
];

describe('no request makes a 500', () => {
  let hark: TestHark;
  let operations: Operation[];
  let fields: string[];

  beforeAll(async () => {
    hark = await bootHark();
    const { body } = await hark.request('GET', '/docs-json');
    operations = Object.entries(
      body.paths as Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>,
    ).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [] }]) => ({
        method: method.toUpperCase(),
        path,
        query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
      })),
    );
    const schemas = body.components.schemas as Record<string, { properties?: object }>;
    fields = [...new Set(Object.values(schemas).flatMap(({ properties = {} }) => Object.keys(properties)))];
  });
  afterAll(() => hark.close());

  /** Sends everything and gives what was answered 5xx. */
  async function faults(requests: { method: string; path: string; body?: unknown }[]): Promise<string[]> {
    const bad: string[] = [];
    for (const { method, path, body } of requests) {
      const answer = await hark.request(method, path, {
        ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
      });
      if (answer.status >= 500)
        bad.push(`${method} ${path.slice(0, 120)} ${JSON.stringify(body ?? null).slice(0, 120)} → ${answer.status}`);
    }
    return bad;
  }

  const filled = ({ path }: Operation, value = 'x'): string => path.replace(/\{[^}]+\}/g, value);

  it('knows the routes it is about', () => {
    expect(operations.length).toBeGreaterThan(20);
    expect(fields.length).toBeGreaterThan(20);
  });

  it('whatever stands in the path', async () => {
    const withParameters = operations.filter(({ path }) => path.includes('{'));
    expect(
      await faults(
        withParameters.flatMap((operation) =>
          JUNK_PATHS.map((junk) => ({ method: operation.method, path: filled(operation, junk) })),
        ),
      ),
    ).toEqual([]);
  });

  it('whatever stands in the query', async () => {
    const requests = operations
      .filter(({ method }) => method === 'GET')
      .flatMap((operation) =>
        [...operation.query, 'unheard_of'].flatMap((name) =>
          JUNK_QUERIES.map((junk) => ({
            method: 'GET',
            path: `${filled(operation)}?${name}${junk.replaceAll('%s', name)}`,
          })),
        ),
      );
    expect(await faults(requests)).toEqual([]);
  });

  it('whatever the body is', async () => {
    const requests = operations
      .filter(({ method }) => method !== 'GET')
      .flatMap((operation) => JUNK_BODIES.map((body) => ({ method: operation.method, path: filled(operation), body })));
    expect(await faults(requests)).toEqual([]);
  });

  it('whatever a field of the body is', async () => {
    const requests = operations
      .filter(({ method, path }) => method !== 'GET' && !path.includes('webhooks'))
      .flatMap((operation) =>
        // All fields at once: a route that knows only some of them names the others.
        JUNK_VALUES.flatMap((value) => [
          {
            method: operation.method,
            path: filled(operation),
            body: Object.fromEntries(fields.map((name) => [name, value])),
          },
          {
            method: operation.method,
            path: filled(operation),
            body: {
              attributes: [Object.fromEntries(fields.map((name) => [name, value])), value],
              events: value,
              purchases: [value],
            },
          },
        ]),
      );
    expect(await faults(requests)).toEqual([]);
  });

  it('and the service still works', async () => {
    expect(await hark.text('+14155559876', 'START')).toContain('subscribed');
  });
});
