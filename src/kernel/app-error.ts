/**
 * Something that should not happen, with a stable code and a sentence without personal data.
 * Expected outcomes (a duplicate, not a phone number) are values, not errors.
 */
export abstract class AppError extends Error {
  /** Stable, upper case, `ROOM.REASON`; alerts and tests rely on it. */
  abstract readonly code: string;
  /** Whether the same call may succeed later without a change by the caller. */
  abstract readonly retryable: boolean;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The caller must change the request. Mapped to HTTP 400 at the edge. */
export class InvalidRequest extends AppError {
  readonly code = 'REQUEST.INVALID';
  readonly retryable = false;

  /** @param errors one entry per fault, each naming its field; shown to the caller */
  constructor(
    message: string,
    readonly errors: readonly unknown[] = [],
  ) {
    super(message);
  }
}

/** The named thing does not exist in this workspace. Mapped to HTTP 404. */
export class NotFound extends AppError {
  readonly code = 'REQUEST.NOT_FOUND';
  readonly retryable = false;
}

/** The thing exists but its state does not allow the call. Mapped to HTTP 409. */
export class Conflict extends AppError {
  readonly code = 'REQUEST.CONFLICT';
  readonly retryable = false;
}
