import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Public } from '../kernel/http/principal.js';
import { ApiDocument } from './api-document.js';

/** Resolved, not imported: the package's entry would load the whole page into this process. */
const UI_FOLDER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Files of Swagger UI that the page needs; nothing else of the package is served. */
const ASSETS = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
]);

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Hark API</title><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: '/docs-json', dom_id: '#ui', persistAuthorization: false });</script>
</body></html>
`;

/** The API described by itself: a page for people, OpenAPI 3 for programs. */
@ApiExcludeController()
@Controller()
@Public()
export class DocsController {
  constructor(private readonly document: ApiDocument) {}

  @Get('docs')
  async page(@Res() reply: FastifyReply): Promise<void> {
    await reply.type('text/html; charset=utf-8').send(PAGE);
  }

  @Get('docs/:file')
  async asset(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const type = ASSETS.get(file);
    if (type === undefined) throw new NotFoundException();
    const bytes = await readFile(join(UI_FOLDER, file));
    await reply.type(type).header('cache-control', 'public, max-age=86400').send(bytes);
  }

  @Get('docs-json')
  json(): object {
    return this.document.get();
  }
}
