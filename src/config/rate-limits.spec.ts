import { Config, readConfig } from './config.js';
import { rateBuckets } from './rate-limits.js';

/** Name, limit and window of the bucket that a request is counted in. */
function bucketOf(path: string, body: unknown = {}, config = new Config()) {
  const found = rateBuckets(config).find(({ paths, bodies }) => paths.test(path) && (bodies?.(body) ?? true));
  return found === undefined ? null : `${found.name} ${found.limit}/${found.windowSeconds}s`;
}

describe('the buckets', () => {
  it.each([
    ['/users/track', 'track 3000/3s'],
    ['/users/track/sync', 'track_sync 500/60s'],
    ['/users/track/bulk', 'track_bulk 50/1s'],
    ['/users/delete', 'identity 20000/60s'],
    ['/users/alias/new', 'identity 20000/60s'],
    ['/users/alias/update', 'identity 20000/60s'],
    ['/users/identify', 'identity 20000/60s'],
    ['/users/merge', 'identity 20000/60s'],
    ['/users/external_ids/rename', 'external_ids_rename 1000/60s'],
    ['/users/external_ids/remove', 'external_ids_remove 1000/60s'],
    ['/subscription/status/set', 'status_set 5000/60s'],
    ['/v2/subscription/status/set', 'status_set 5000/60s'],
    ['/subscription/status/get', 'everything_else 250000/3600s'],
    ['/subscription/user/status', 'everything_else 250000/3600s'],
    ['/sms/invalid_phone_numbers', 'everything_else 250000/3600s'],
    ['/sms/invalid_phone_numbers/remove', 'everything_else 250000/3600s'],
    ['/nope', 'everything_else 250000/3600s'],
  ])('have %s in %s by default', (path, bucket) => {
    expect(bucketOf(path)).toBe(bucket);
  });

  it.each<[unknown, string]>([
    [{}, 'export 250/60s'],
    [null, 'export 250/60s'],
    ['text', 'export 250/60s'],
    [{ fields_to_export: null }, 'export 250/60s'],
    [{ fields_to_export: [] }, 'export 250/60s'],
    [{ fields_to_export: ['email', 'campaigns_received'] }, 'export 250/60s'],
    [{ fields_to_export: ['canvases_received'] }, 'export 250/60s'],
    [{ fields_to_export: ['email', 'external_id'] }, 'export_fields 40/1s'],
  ])('have an export of %j in %s', (body, bucket) => {
    expect(bucketOf('/users/export/ids', body)).toBe(bucket);
  });

  it('follow the configuration', () => {
    expect(bucketOf('/users/track', {}, readConfig({ RATE_LIMIT_TRACK: '7/90s' }))).toBe('track 7/90s');
  });

  it.each(['7', '7/s', '0/1s', '7/0s', '7/1m', '-1/1s', '7/1s '])('refuse the limit %j by name', (rate) => {
    expect(() => readConfig({ RATE_LIMIT_TRACK: rate })).toThrow(
      'RATE_LIMIT_TRACK must be requests per seconds, such as 3000/3s',
    );
  });
});
