import type { TrackPlace } from '../contracts/profile/1-track-requested.event.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { isObject } from './raw-object.js';

/** Most objects per array, or over all three. @source contract "Braze API", section 2.1 */
export const MOST_OBJECTS = 75;

/** The three arrays in the order they are applied. @source contract "Braze API", section 1.7 */
export const inputArrays = ['attributes', 'events', 'purchases'] as const satisfies TrackPlace['inputArray'][];

/** The three arrays as they arrived; an absent one is empty. */
export type TrackBody = Readonly<Record<TrackPlace['inputArray'], readonly unknown[]>>;

/**
 * Finds the three arrays of a body. Other keys are ignored, and an array that is none counts as absent.
 * @throws InvalidRequest when there are too many objects; nothing is applied then
 * @source contract "Braze API", section 2.1
 */
export function readTrackBody(body: unknown, limitMode: 'per_array' | 'combined'): TrackBody {
  const asked = isObject(body) ? body : {};
  const arrays = {
    attributes: listOf(asked['attributes']),
    events: listOf(asked['events']),
    purchases: listOf(asked['purchases']),
  };
  const lengths = inputArrays.map((name) => arrays[name].length);
  const most = limitMode === 'combined' ? lengths.reduce((sum, length) => sum + length) : Math.max(...lengths);
  if (most > MOST_OBJECTS) throw new InvalidRequest('Max Input Length Exceeded');
  return arrays;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
