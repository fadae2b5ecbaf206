import { ApiPropertyOptional } from '@nestjs/swagger';

const anyObjects = { type: 'array', items: { type: 'object', additionalProperties: true }, maxItems: 75 } as const;

/** Body of `/users/track`, for the API description; it is read by `readTrackBody`, which tolerates more. */
export class TrackRequestBody {
  @ApiPropertyOptional({ ...anyObjects, description: 'One identifier each; unknown keys are custom attributes.' })
  attributes?: Record<string, unknown>[];

  @ApiPropertyOptional({ ...anyObjects, description: 'One identifier, `name` and `time` each.' })
  events?: Record<string, unknown>[];

  @ApiPropertyOptional({
    ...anyObjects,
    description: 'One identifier, `product_id`, `currency`, `price`, `time` each.',
  })
  purchases?: Record<string, unknown>[];
}
