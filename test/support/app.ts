import type { CanActivate, DynamicModule, ExecutionContext, Provider, Type } from '@nestjs/common';
import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { Config } from '../../src/config/config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { rateBuckets } from '../../src/config/rate-limits.js';
import { Clock } from '../../src/kernel/clock.js';
import { DatabaseModule } from '../../src/kernel/database/database.module.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import type { UnitOfWork } from '../../src/kernel/database/unit-of-work.js';
import { prepareEdge } from '../../src/kernel/http/edge.js';
import { createFastifyAdapter } from '../../src/kernel/http/fastify.js';
import type { AuthenticatedRequest } from '../../src/kernel/http/principal.js';
import { KernelModule } from '../../src/kernel/kernel.module.js';
import { createLogger, type Logger } from '../../src/kernel/logging/logger.js';
import { Dispatcher } from '../../src/kernel/road/dispatcher.js';
import { createTestDatabase } from './database.js';

/** Every test's secrets are sealed with this. */
export const TEST_SECRET_KEY = Buffer.alloc(32, 7);

/** A clock that a test moves. */
export class FixedClock extends Clock {
  constructor(private instant: Date) {
    super();
  }

  now(): Date {
    return new Date(this.instant);
  }

  set(instant: Date): void {
    this.instant = instant;
  }

  /** Unit: milliseconds. */
  advance(ms: number): void {
    this.instant = new Date(this.instant.getTime() + ms);
  }
}

/** An answer over real HTTP; JSON bodies are parsed. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
}

/** A booted part of Hark on a database of its own, listening on loopback. */
export interface TestApp {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly workspaceId: string;
  readonly clock: FixedClock;
  readonly dispatcher: Dispatcher;
  work<Result>(run: (work: UnitOfWork) => Promise<Result>): Promise<Result>;
  rows<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  request(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  close(): Promise<void>;
}

/** What to boot. */
export interface BootOptions {
  readonly imports: (Type | DynamicModule)[];
  /** Fakes for readers of other rooms, bound to the abstract class. */
  readonly providers?: Provider[];
  /** Who every request speaks for; all permissions by default. */
  readonly permissions?: readonly string[];
  readonly config?: Partial<Config>;
  readonly now?: Date;
  readonly logger?: Logger;
  /** Runs on the testing module before it is compiled, e.g. to override a provider with one that fails. */
  readonly override?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
}

/** Id of the workspace that `bootModule` writes into the database. */
export const TEST_WORKSPACE = '01900000-0000-7000-8000-000000000001';

/** Boots modules alone, with kernel, config and database, behind a guard that lets everybody in. */
export async function bootModule(options: BootOptions): Promise<TestApp> {
  const database = await createTestDatabase();
  const clock = new FixedClock(options.now ?? new Date('2026-11-22T12:00:00.000Z'));
  const logger = options.logger ?? createLogger('silent');
  const config = Object.assign(new Config(), { PORT: 0, ...options.config });
  const permissions = options.permissions;

  class LetIn implements CanActivate {
    canActivate(context: ExecutionContext): boolean {
      const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
      const everything = { has: () => true } as unknown as ReadonlySet<string>;
      request.principal = {
        workspaceId: TEST_WORKSPACE,
        keyId: '01900000-0000-7000-8000-0000000000aa',
        permissions: permissions === undefined ? everything : new Set(permissions),
      };
      return true;
    }
  }

  const fakes = options.providers ?? [];

  @Global()
  @Module({
    providers: [...fakes, { provide: APP_GUARD, useClass: LetIn }],
    exports: fakes.map((fake) => (typeof fake === 'function' ? fake : (fake.provide as Type))),
  })
  class FakesModule {}

  const builder = Test.createTestingModule({
    imports: [
      ConfigModule.with(config),
      KernelModule.with({ logger, secretKey: TEST_SECRET_KEY, clock }),
      DatabaseModule.connect({ url: database.url, poolMax: 10 }),
      FakesModule,
      ...options.imports,
    ],
  });
  const module = await (options.override?.(builder) ?? builder).compile();
  const app = module.createNestApplication<NestFastifyApplication>(
    createFastifyAdapter({ trustedProxies: config.TRUSTED_PROXIES }),
    {
      bodyParser: false,
      logger: false,
    },
  );
  prepareEdge(app, { logger, clock, buckets: rateBuckets(config), enforceRates: false });
  await app.listen(0, '127.0.0.1');
  await app
    .get(DataSource)
    .query(`insert into workspace (id, name, created_at) values ($1, 'test', now()) on conflict do nothing`, [
      TEST_WORKSPACE,
    ]);
  return testApp(app, clock, TEST_WORKSPACE, {}, () => database.drop());
}

/** Wraps a listening application. @param headers sent with every request */
export async function testApp(
  app: NestFastifyApplication,
  clock: FixedClock,
  workspaceId: string,
  headers: Record<string, string>,
  cleanUp: () => Promise<void>,
): Promise<TestApp> {
  const url = await app.getUrl();
  return {
    url,
    app,
    workspaceId,
    clock,
    dispatcher: app.get(Dispatcher),
    work: (run) => app.get(Transactions).run(run),
    rows: (sql, parameters = []) => app.get(DataSource).query(sql, [...parameters]),
    request: (method, path, given = {}) =>
      send(url, method, path, { ...given, headers: { ...headers, ...given.headers } }),
    close: async () => {
      await app.close();
      await cleanUp();
    },
  };
}

/** One request over real HTTP. A string or Buffer body is sent as it is, anything else as JSON. */
export async function send(
  url: string,
  method: string,
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { body } = options;
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  const response = await fetch(url + path, {
    method,
    headers: { ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }), ...options.headers },
    ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json ? (JSON.parse(text) as unknown) : text,
  };
}
