import type { Config } from './config.js';

/** One bucket of requests that share an allowance. */
export interface RateBucket {
  readonly name: string;
  /** Requests allowed in one window. */
  readonly limit: number;
  /** Unit: seconds. */
  readonly windowSeconds: number;
  /** Paths counted in this bucket; the first bucket that matches counts. */
  readonly paths: RegExp;
  /** Which requests to these paths count here, where their bodies decide; absent: all of them. */
  readonly bodies?: (body: unknown) => boolean;
}

/** How a limit is written: requests per seconds, such as `3000/3s`. */
export const RATE = /^([1-9]\d{0,8})\/([1-9]\d{0,5})s$/;

const EXPORT = /^\/users\/export\/ids$/;

/** The buckets of the compatible API with their limits. @source contract "Braze API", 1.4 */
export function rateBuckets(config: Config): readonly RateBucket[] {
  const paths: readonly (readonly [name: string, rate: string, paths: RegExp, bodies?: RateBucket['bodies']])[] = [
    ['track_sync', config.RATE_LIMIT_TRACK_SYNC, /^\/users\/track\/sync$/],
    ['track_bulk', config.RATE_LIMIT_TRACK_BULK, /^\/users\/track\/bulk$/],
    ['track', config.RATE_LIMIT_TRACK, /^\/users\/track$/],
    ['identity', config.RATE_LIMIT_IDENTITY, /^\/users\/(?:delete|identify|merge|alias\/(?:new|update))$/],
    ['external_ids_rename', config.RATE_LIMIT_EXTERNAL_IDS_RENAME, /^\/users\/external_ids\/rename$/],
    ['external_ids_remove', config.RATE_LIMIT_EXTERNAL_IDS_REMOVE, /^\/users\/external_ids\/remove$/],
    ['export_fields', config.RATE_LIMIT_EXPORT_FIELDS, EXPORT, asksForFields],
    ['export', config.RATE_LIMIT_EXPORT, EXPORT],
    ['status_set', config.RATE_LIMIT_STATUS_SET, /^(?:\/v2)?\/subscription\/status\/set$/],
    ['everything_else', config.RATE_LIMIT_EVERYTHING_ELSE, /^\//],
  ];
  return paths.map(([name, rate, paths, bodies]) => {
    const [, limit, windowSeconds] = RATE.exec(rate) ?? [];
    return {
      name,
      limit: Number(limit),
      windowSeconds: Number(windowSeconds),
      paths,
      ...(bodies === undefined ? {} : { bodies }),
    };
  });
}

/** An export without the two histories costs less, and may be asked for more often. */
function asksForFields(body: unknown): boolean {
  const { fields_to_export: fields } = (body ?? {}) as { readonly fields_to_export?: unknown };
  return (
    Array.isArray(fields) &&
    fields.length > 0 &&
    !fields.includes('campaigns_received') &&
    !fields.includes('canvases_received')
  );
}
