import type { TrackPlace } from '../contracts/profile/1-track-requested.event.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { isObject } from './raw-object.js';

/** Most objects per array, or over all three. @source contract "Braze API", section 2.1 */
export const MOST_OBJECTS = 75;

/** Most objects of a bulk request, over all three arrays. @source contract "Braze API", section 2.10 */
export const MOST_BULK_OBJECTS = 1000;

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
  const arrays = readArrays(body, listOf);
  const lengths = inputArrays.map((name) => arrays[name].length);
  if ((limitMode === 'combined' ? sum(lengths) : Math.max(...lengths)) > MOST_OBJECTS) throw tooMany();
  return arrays;
}

/** The same for `/users/track/bulk`. @throws InvalidRequest @source contract "Braze API", section 2.10 */
export function readBulkBody(body: unknown): TrackBody {
  const arrays = readArrays(body, listOf);
  if (countOf(arrays) > MOST_BULK_OBJECTS) throw tooMany();
  return arrays;
}

/**
 * The same for `/users/track/sync`: one object in all. Its documentation speaks of "one object" and shows an array;
 * both are read.
 * @throws InvalidRequest when there are more @source contract "Braze API", section 2.10
 */
export function readSyncBody(body: unknown): TrackBody {
  const arrays = readArrays(body, (value) => (isObject(value) ? [value] : listOf(value)));
  if (countOf(arrays) > 1) throw tooMany();
  return arrays;
}

/** Objects in all three arrays. */
export function countOf(body: TrackBody): number {
  return sum(inputArrays.map((name) => body[name].length));
}

function readArrays(body: unknown, listOf: (value: unknown) => readonly unknown[]): TrackBody {
  const asked = isObject(body) ? body : {};
  return {
    attributes: listOf(asked['attributes']),
    events: listOf(asked['events']),
    purchases: listOf(asked['purchases']),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function tooMany(): InvalidRequest {
  return new InvalidRequest('Max Input Length Exceeded');
}
