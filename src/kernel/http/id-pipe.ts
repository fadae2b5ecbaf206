import { ParseUUIDPipe } from '@nestjs/common';
import { InvalidRequest } from '../app-error.js';

/** Reads the `id` of a path. @throws InvalidRequest naming it when it is no id of ours */
export const idPipe = new ParseUUIDPipe({ exceptionFactory: () => new InvalidRequest(`'id' must be a UUID`) });
