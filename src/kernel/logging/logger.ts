import { ConsoleLogger, LoggerService, LogLevel } from '@nestjs/common';
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

/** The process's logger: JSON lines on standard output. */
export type Logger = PinoLogger;

/** Injection token of the {@link Logger}. */
export const LOGGER = Symbol('logger');

/** What is left of an error in the log. */
interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly constraint?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/**
 * Takes what may be personal out of a sentence: runs of seven or more digits (numbers, with or without separators
 * used inside numbers) and everything in double quotes, because PostgreSQL quotes offending values there.
 */
export function scrub(text: string): string {
  return text.replace(/\+?\d[\d\u00a0 ().-]{5,}\d/g, '•••').replace(/"[^"\n]{0,2000}"/g, '"•••"');
}

/**
 * Shows an error without the values it may carry: database errors hold them in `parameters`, `detail`, `where` and
 * `query`, so only named fields are taken over instead of named ones dropped.
 */
export function serialiseError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: scrub(error.message),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(error.stack === undefined ? {} : { stack: scrub(error.stack) }),
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: serialiseError(error.cause, depth + 1) }),
  };
}

/** @param level least important lines that are written, `silent` for none */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'hark' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: (error: unknown) => serialiseError(error) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Lets Nest write through our logger; its start-up chatter is debug. */
export class NestLogger extends ConsoleLogger implements LoggerService {
  constructor(private readonly logger: Logger) {
    super();
  }

  override log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: rest.at(-1) }, scrub(String(message)));
  }

  override warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: rest.at(-1) }, scrub(String(message)));
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (message instanceof Error) this.logger.error({ err: message }, 'framework error');
    else this.logger.error({ context: rest.at(-1) }, scrub(String(message)));
  }

  override fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }

  override debug(message: unknown): void {
    this.logger.trace(scrub(String(message)));
  }

  override verbose(message: unknown): void {
    this.logger.trace(scrub(String(message)));
  }

  override setLogLevels(_levels: LogLevel[]): void {
    // LOG_LEVEL decides.
  }
}
