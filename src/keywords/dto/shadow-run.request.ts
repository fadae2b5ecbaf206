import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { PutKeywordsRequest } from './put-keywords.request.js';

/** Body of `POST /admin/subscription_groups/{id}/keywords/shadow`: a whole set, as it would be put. */
export class ShadowRunRequest extends PutKeywordsRequest {
  @ApiPropertyOptional({
    type: 'integer',
    default: 30,
    minimum: 1,
    maximum: 365,
    description: 'How far back texts are read again.',
  })
  @IsInt()
  @Min(1)
  @Max(365)
  days = 30;

  @ApiPropertyOptional({
    type: 'integer',
    default: 100,
    minimum: 0,
    maximum: 1000,
    description: 'Most differences that are listed.',
  })
  @IsInt()
  @Min(0)
  @Max(1000)
  limit = 100;
}
