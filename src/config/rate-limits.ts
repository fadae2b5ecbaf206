/** One bucket of requests that share an allowance. */
export interface RateBucket {
  readonly name: string;
  /** Requests allowed in one window. */
  readonly limit: number;
  /** Unit: seconds. */
  readonly windowSeconds: number;
  /** Paths counted in this bucket; the first bucket that matches counts. */
  readonly paths: RegExp;
}

const HOUR = 3600;

/** Documented limits of the compatible API. @source contract "Braze API", 1.4 */
export const rateBuckets: readonly RateBucket[] = [
  { name: 'track_sync', limit: 500, windowSeconds: 60, paths: /^\/users\/track\/sync$/ },
  { name: 'track_bulk', limit: 50, windowSeconds: 1, paths: /^\/users\/track\/bulk$/ },
  { name: 'track', limit: 3000, windowSeconds: 3, paths: /^\/users\/track$/ },
  {
    name: 'identity',
    limit: 20_000,
    windowSeconds: 60,
    paths: /^\/users\/(?:delete|identify|merge|alias\/(?:new|update))$/,
  },
  { name: 'external_ids_rename', limit: 1000, windowSeconds: 60, paths: /^\/users\/external_ids\/rename$/ },
  { name: 'external_ids_remove', limit: 1000, windowSeconds: 60, paths: /^\/users\/external_ids\/remove$/ },
  { name: 'export', limit: 250, windowSeconds: 60, paths: /^\/users\/export\/ids$/ },
  { name: 'status_set', limit: 5000, windowSeconds: 60, paths: /^(?:\/v2)?\/subscription\/status\/set$/ },
  { name: 'everything_else', limit: 250_000, windowSeconds: HOUR, paths: /^\// },
];
