import { Module } from '@nestjs/common';
import { ApiDocument } from './api-document.js';
import { DocsController } from './docs.controller.js';

/** The description of the API at `/docs` and `/docs-json`. */
@Module({ controllers: [DocsController], providers: [ApiDocument] })
export class ApiDocsModule {}
