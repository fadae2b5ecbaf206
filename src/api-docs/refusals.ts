import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const ERROR = 'ErrorResponse';

/** @source contract "Braze API", section 1.3 */
const ERROR_SCHEMA = {
  type: 'object',
  required: ['message'],
  properties: {
    message: { type: 'string', description: 'What is wrong, naming the field.' },
    errors: { type: 'array', items: {}, description: 'One entry per fault; absent when the message says it all.' },
  },
};

const OF_EVERY_CALL = {
  '400': 'The request is wrong; the message names the field.',
  '401': 'No key, or one nobody has.',
  '403': 'The key may not do this.',
  '429': 'Too many requests; `Retry-After` says how long to wait.',
  '503': 'Too busy, or the database is away; nothing was stored.',
};

const OF_WEBHOOKS = {
  '400': 'Verified and cannot be decoded; the bytes are kept in quarantine.',
  '401': 'No credential.',
  '403': 'A wrong one.',
  '404': 'No such connection.',
  '413': 'More than 256 KiB.',
  '415': 'An encoded body.',
  '503': 'Nothing could be stored; try again.',
};

/** Describes what every route refuses and how, which no route says by itself. Changes the document and gives it back. */
export function describeRefusals(document: OpenAPIObject): OpenAPIObject {
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, [ERROR]: ERROR_SCHEMA };
  for (const [path, item] of Object.entries(document.paths))
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = item[method];
      if (operation !== undefined) describe(path, operation);
    }
  return document;
}

function describe(path: string, operation: Operation): void {
  const isPublic = operation.security === undefined;
  // Says that none is needed, where others would have to guess.
  if (isPublic) operation.security = [];
  if (path.startsWith('/webhooks/')) add(operation, OF_WEBHOOKS, {});
  if (isPublic) return;
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${ERROR}` } } };
  add(operation, path.includes('{') ? { ...OF_EVERY_CALL, '404': 'Nothing has this id.' } : OF_EVERY_CALL, { content });
  if ('409' in operation.responses) Object.assign(operation.responses['409']!, { content });
}

function add(operation: Operation, refusals: Readonly<Record<string, string>>, body: object): void {
  for (const [status, description] of Object.entries(refusals))
    operation.responses[status] ??= { description, ...body };
}
