import type { TrackPlace, TrackRefusal } from '../contracts/profile/1-track-requested.event.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { countOf, inputArrays, type TrackBody } from './track-body.js';

/** What a client is answered: a count for each array that was sent with objects in it. */
export interface TrackAnswer {
  readonly attributes_processed?: number;
  readonly events_processed?: number;
  readonly purchases_processed?: number;
  /** Never empty. */
  readonly errors?: readonly {
    readonly type: string;
    readonly input_array: TrackPlace['inputArray'];
    readonly index: number;
  }[];
  readonly message: 'success';
}

/** @source contract "Braze API", section 1.3 */
const NOTHING_ACCEPTABLE = "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";

/**
 * The answer to a request of which these objects were refused.
 * @throws InvalidRequest when nothing is left, with the same entries
 * @source contract "Braze API", section 2.2
 */
export function trackAnswer(body: TrackBody, refused: readonly TrackRefusal[]): TrackAnswer {
  const errors = refused.toSorted(byPlace).map(({ type, place }) => ({
    type,
    input_array: place.inputArray,
    index: place.index,
  }));
  if (refused.length >= countOf(body)) throw new InvalidRequest(NOTHING_ACCEPTABLE, errors);
  const processed = inputArrays.flatMap((name) => {
    const accepted = body[name].length - errors.filter(({ input_array }) => input_array === name).length;
    return body[name].length === 0 ? [] : [[`${name}_processed`, accepted] as const];
  });
  const answer = { ...Object.fromEntries(processed), ...(errors.length === 0 ? {} : { errors }) };
  return { ...answer, message: 'success' };
}

function byPlace({ place: left }: TrackRefusal, { place: right }: TrackRefusal): number {
  return inputArrays.indexOf(left.inputArray) - inputArrays.indexOf(right.inputArray) || left.index - right.index;
}
