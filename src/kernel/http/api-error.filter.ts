import { ArgumentsHost, Catch, ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, Conflict, InvalidRequest, NotFound } from '../app-error.js';
import { DatabaseUnavailable, isDatabaseAway, isWorthRetrying } from '../database/database-errors.js';
import type { Logger } from '../logging/logger.js';
import { isWebhook } from './request-path.js';

/** What a caller is told. @source contract "Braze API", 1.2 and 1.3 */
interface ErrorAnswer {
  readonly status: number;
  readonly message: string;
  readonly errors?: readonly unknown[];
}

/** Turns every error into the API's envelope: `{"message": …, "errors"?: […]}`. The only place that knows HTTP statuses of errors. */
@Catch()
export class ApiErrorFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const answer = answerFor(error);
    request.wide['error'] = error instanceof Error ? ((error as { code?: unknown }).code ?? error.name) : 'unknown';
    if (answer.status === 500) this.logger.error({ err: error, request_id: request.id }, 'request failed');
    void reply.status(answer.status);
    // A refused webhook learns nothing but the status. @source contract "providers", 1.1
    if (isWebhook(request)) {
      void reply.send('');
      return;
    }
    const { message, errors } = answer;
    void reply.send(errors === undefined || errors.length === 0 ? { message } : { message, errors });
  }
}

function answerFor(error: unknown): ErrorAnswer {
  if (error instanceof InvalidRequest) return { status: 400, message: error.message, errors: error.errors };
  if (error instanceof NotFound) return { status: 404, message: error.message };
  if (error instanceof Conflict) return { status: 409, message: error.message };
  if (error instanceof DatabaseUnavailable || isDatabaseAway(error))
    return { status: 503, message: 'The database is not reachable or too busy; nothing was stored, try again' };
  // What may succeed later without a change by the caller: too much at once, or a transaction that lost every time.
  if ((error instanceof AppError && error.retryable) || isWorthRetrying(error))
    return { status: 503, message: 'Too busy; nothing was stored, try again' };
  const status = statusOf(error);
  if (status === 413) return { status, message: 'Request body too large' };
  if (status === 404) return { status, message: 'Not Found' };
  if (status !== null && status < 500)
    return { status, message: error instanceof Error ? error.message : 'Bad Request' };
  return {
    status: status === 503 ? 503 : 500,
    message: status === 503 ? 'Service unavailable' : 'Internal server error',
  };
}

function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : null;
}
