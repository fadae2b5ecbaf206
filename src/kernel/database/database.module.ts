import { DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Transactions } from './transactions.js';

/**
 * Statements leave without waiting for the answer to the one before, the server runs them in their order: what
 * `UnitOfWork.write` lives from. Cursors and COPY streams need a connection of their own.
 * @source node-postgres.com/features/pipelining
 */
export const PIPELINED = { pipeline: true } as const;

/** How to reach PostgreSQL. */
export interface DatabaseOptions {
  /** `postgres://…` */
  readonly url: string;
  /** Unit: connections. */
  readonly poolMax: number;
}

/** One connection pool for the process and the transactions opened on it. */
@Global()
@Module({})
export class DatabaseModule {
  static connect({ url, poolMax }: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url,
          autoLoadEntities: true,
          synchronize: false,
          logging: false,
          poolSize: poolMax,
          // The process starts only with a reachable database; waiting is the supervisor's business.
          retryAttempts: 0,
          applicationName: 'hark',
          extra: {
            // A server that is away refuses at once; this is for one that hangs, and for waiting in line when all
            // connections are busy, which a burst of calls about one number makes long. Unit: ms.
            connectionTimeoutMillis: 5000,
            // A statement that runs this long is lost, not slow. Unit: ms.
            statement_timeout: 30_000,
            idle_in_transaction_session_timeout: 60_000,
            keepAlive: true,
            ...PIPELINED,
          },
          // Without a listener an idle connection's error would end the process.
          poolErrorHandler: () => undefined,
        }),
      ],
      providers: [Transactions],
      exports: [Transactions],
    };
  }
}
