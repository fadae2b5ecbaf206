import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

/** The OpenAPI 3 description of this process; made on first use from the routes as they are. */
@Injectable()
export class ApiDocument {
  private document: OpenAPIObject | null = null;
  private make: (() => OpenAPIObject) | null = null;

  /** Told once, when the application exists: only then are all routes known. */
  describeWith(make: () => OpenAPIObject): void {
    this.make = make;
  }

  get(): OpenAPIObject {
    this.document ??= this.make?.() ?? null;
    if (this.document === null) throw new Error('The API description was asked for before the application was built.');
    return this.document;
  }
}
