import { AppError } from '../app-error.js';

/** Every way in which the embedded server is expected to fail; stable, for logs and documentation. */
export type EmbeddedPostgresErrorCode =
  | 'EMBEDDED_POSTGRES.ALREADY_RUNNING'
  | 'EMBEDDED_POSTGRES.BINARIES_MISSING'
  | 'EMBEDDED_POSTGRES.BINARIES_DO_NOT_RUN'
  | 'EMBEDDED_POSTGRES.CLUSTER_LOST'
  | 'EMBEDDED_POSTGRES.CLUSTER_UNREACHABLE'
  | 'EMBEDDED_POSTGRES.DATA_DIR_NOT_OURS'
  | 'EMBEDDED_POSTGRES.DATA_DIR_NOT_WRITABLE'
  | 'EMBEDDED_POSTGRES.INIT_FAILED'
  | 'EMBEDDED_POSTGRES.NO_UNPRIVILEGED_USER'
  | 'EMBEDDED_POSTGRES.NOT_A_CLUSTER'
  | 'EMBEDDED_POSTGRES.OTHER_MAJOR_VERSION'
  | 'EMBEDDED_POSTGRES.PASSWORD_REJECTED'
  | 'EMBEDDED_POSTGRES.PORT_TAKEN'
  | 'EMBEDDED_POSTGRES.START_FAILED'
  | 'EMBEDDED_POSTGRES.STOP_TIMED_OUT';

/** The embedded server cannot do what was asked. The message says what to do about it and carries no secret. */
export class EmbeddedPostgresError extends AppError {
  readonly retryable = false;

  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Whether another Hark has the cluster, so that nothing there is ours to touch. */
export function isAlreadyRunning(error: unknown): boolean {
  return error instanceof EmbeddedPostgresError && error.code === 'EMBEDDED_POSTGRES.ALREADY_RUNNING';
}

/** The error code of a failed system call (`ENOENT`, …), undefined for any other thrown value. */
export function systemCode(error: unknown): string | undefined {
  // Not `instanceof Error`: under jest the errors of Node.js come from another realm.
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
