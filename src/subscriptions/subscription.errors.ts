import { AppError } from '../kernel/app-error.js';

/** A validated request names a group that the workspace does not have. Not retryable: the room that validated it is wrong. HTTP 500. */
export class UnknownSubscriptionGroup extends AppError {
  readonly code = 'SUBSCRIPTION.GROUP_UNKNOWN';
  readonly retryable = false;

  constructor() {
    super('A group wish names a subscription group that does not exist.');
  }
}
