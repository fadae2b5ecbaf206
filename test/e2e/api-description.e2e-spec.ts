import { bootHark, type TestHark } from '../support/hark.js';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly nullable?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}

interface Operation {
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema?: Schema }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: Schema }> }>;
}

/** The description must be what a generated client can rely on: complete, and true of the answers as they are. */
describe('the description of the API', () => {
  let hark: TestHark;
  let schemas: Record<string, Schema>;
  let paths: Record<string, Record<string, Operation>>;

  beforeAll(async () => {
    hark = await bootHark();
    const { body } = await hark.request('GET', '/docs-json');
    schemas = body.components.schemas as typeof schemas;
    paths = body.paths as typeof paths;
    await hark.text('+19174440001', 'START');
    await hark.text('+19174440001', 'COUPONS');
    await hark.text('+19174440001', 'STOP');
  });
  afterAll(() => hark.close());

  const operations = () =>
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        path,
        operation,
      })),
    );

  /** Where a value is not as its schema says. */
  function untrue(schema: Schema, value: unknown, at = ''): string[] {
    const { $ref, allOf } = schema;
    if (value === null) return schema.nullable === true ? [] : [`${at} is null`];
    if ($ref !== undefined) return untrue(schemas[$ref.split('/').at(-1)!] ?? {}, value, at);
    if (allOf !== undefined) return allOf.flatMap((part) => untrue(part, value, at));
    if (Array.isArray(value))
      return schema.type === 'array'
        ? value.flatMap((item, index) => untrue(schema.items ?? {}, item, `${at}[${index}]`))
        : [`${at} is a list`];
    const kind = typeof value;
    const isRight =
      schema.type === undefined || schema.type === kind || (schema.type === 'integer' && Number.isInteger(value));
    if (!isRight) return [`${at} is a ${kind}, not a ${schema.type}`];
    if (typeof value !== 'object' || schema.properties === undefined) return [];
    const { properties, required = [] } = schema;
    return [
      ...required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`),
      ...Object.entries(value).flatMap(([name, item]) =>
        properties[name] === undefined
          ? schema.additionalProperties === undefined
            ? [`${at}.${name} is not described`]
            : []
          : untrue(properties[name], item, `${at}.${name}`),
      ),
    ];
  }

  it('gives every answer a schema, every body one, and says what is refused', () => {
    const lacking = operations().flatMap(({ name, path, operation }) => {
      const answers = Object.entries(operation.responses).filter(
        ([status]) => status.startsWith('2') && status !== '204',
      );
      const hasSchema = answers.every(([, { content = {} }]) => {
        const kinds = Object.values(content);
        return kinds.length > 0 && kinds.every(({ schema }) => schema !== undefined);
      });
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter!);
      const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      const refuses = ['400', '401', '403'].every((status) => status in operation.responses);
      const isOpen = operation.security?.length === 0;
      return [
        ...(hasSchema ? [] : [`${name}: no schema of the answer`]),
        ...(inPath.every((each) => parameters.some((parameter) => parameter.name === each))
          ? []
          : [`${name}: parameters`]),
        ...(refuses || (isOpen && !path.startsWith('/webhooks')) ? [] : [`${name}: refusals`]),
        ...(operation.security === undefined ? [`${name}: nothing about keys`] : []),
      ];
    });

    expect(lacking).toEqual([]);
  });

  it('refers to nothing that is not there', () => {
    const known = new Set(Object.keys(schemas).map((name) => `#/components/schemas/${name}`));
    const used = [...JSON.stringify({ paths, schemas }).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);

    expect(used.length).toBeGreaterThan(50);
    expect(used.filter((ref) => !known.has(ref))).toEqual([]);
  });

  it('is true of every answer to a read, and of those to the usual writes', async () => {
    const values: Record<string, string> = {
      '/admin/subscription_groups/{id}/keywords': hark.promo,
      '/admin/consent/{number}': '+19174440001',
      '/admin/consent/{number}/proof': '+19174440001',
      '/subscription/status/get': `subscription_group_id=${hark.promo}&phone=%2B19174440001`,
      '/subscription/user/status': 'phone=%2B19174440001',
      '/sms/invalid_phone_numbers': 'phone_numbers[]=%2B19174440001',
    };
    const reads = Object.keys(paths)
      .filter((path) => paths[path]!['get'] !== undefined && !path.startsWith('/webhooks'))
      .filter((path) => !path.includes('{') || values[path] !== undefined)
      .map((path) => {
        const value = values[path] ?? '';
        return [
          'get',
          path,
          path.includes('{') ? path.replace(/\{\w+\}/, encodeURIComponent(value)) : `${path}?${value}`,
        ] as const;
      });
    const promo = { subscription_group_id: hark.promo };
    const writes: (readonly ['post' | 'put', string, string, object])[] = (
      [
        ['post', '/admin/explain', { text: 'please stop texting me', ...promo }],
        ['post', '/admin/explain', { text: 'COUPONS', sender: '55555', from: '+19174440001' }],
        ['post', '/admin/sandbox/messages', { from: '+19174440002', to: '+14155550100', body: 'START' }],
        ['post', '/admin/sandbox/messages', { from: 'x', to: 'y', body: '' }],
        ['post', '/admin/connections', { name: 'another', provider: 'sandbox' }],
        ['post', '/admin/subscription_groups', { name: 'another' }],
        ['post', '/admin/api_keys', { name: 'another', permissions: ['admin'] }],
        ['put', '/admin/workspace', {}],
        ['post', '/users/track', { attributes: [{ external_id: 'a', x: 1 }] }],
        ['post', '/users/export/ids', { external_ids: ['a', 'zz'] }],
      ] as const
    ).map(([method, path, body]) => [method, path, path, body] as const);
    const faults: string[] = [];
    let answered = 0;
    for (const [method, path, target, body] of [...reads, ...writes]) {
      const answer = await hark.request(method.toUpperCase(), target, body === undefined ? {} : { body });
      const described = paths[path]![method]!.responses[String(answer.status)];
      answered += answer.status < 300 ? 1 : 0;
      const kind = answer.headers.get('content-type')?.split(';')[0] ?? '';
      const schema = described?.content?.[kind]?.schema;
      if (schema === undefined) faults.push(`${method} ${target}: ${answer.status} ${kind} is not described`);
      else faults.push(...untrue(schema, answer.body).map((fault) => `${method} ${path}: ${fault}`));
    }

    expect(faults).toEqual([]);
    expect(answered).toBeGreaterThan(28);
  });
});
