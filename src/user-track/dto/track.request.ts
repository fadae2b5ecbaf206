import { ApiPropertyOptional } from '@nestjs/swagger';

const anyObjects = { type: 'array', items: { type: 'object', additionalProperties: true } } as const;
const attributes = { ...anyObjects, description: 'One identifier each; unknown keys are custom attributes.' };
const events = { ...anyObjects, description: 'One identifier, `name` and `time` each.' };
const purchases = { ...anyObjects, description: 'One identifier, `product_id`, `currency`, `price`, `time` each.' };

/** Body of `/users/track`, for the API description; it is read by `readTrackBody`, which tolerates more. */
export class TrackRequestBody {
  @ApiPropertyOptional({ ...attributes, maxItems: 75 })
  attributes?: Record<string, unknown>[];

  @ApiPropertyOptional({ ...events, maxItems: 75 })
  events?: Record<string, unknown>[];

  @ApiPropertyOptional({ ...purchases, maxItems: 75 })
  purchases?: Record<string, unknown>[];
}

/** Body of `/users/track/bulk`; the limit is one for all three arrays together. */
export class BulkTrackRequestBody {
  @ApiPropertyOptional({ ...attributes, maxItems: 1000 })
  attributes?: Record<string, unknown>[];

  @ApiPropertyOptional({ ...events, maxItems: 1000 })
  events?: Record<string, unknown>[];

  @ApiPropertyOptional({ ...purchases, maxItems: 1000 })
  purchases?: Record<string, unknown>[];
}

/** Body of `/users/track/sync`: one object in one of the arrays. */
export class SyncTrackRequestBody {
  @ApiPropertyOptional({ ...attributes, maxItems: 1 })
  attributes?: Record<string, unknown>[];

  @ApiPropertyOptional({ ...events, maxItems: 1 })
  events?: Record<string, unknown>[];

  @ApiPropertyOptional({ ...purchases, maxItems: 1 })
  purchases?: Record<string, unknown>[];
}
