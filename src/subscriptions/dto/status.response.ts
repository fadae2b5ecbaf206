import { ApiProperty } from '@nestjs/swagger';
import type { StatusLabel } from '../subscription-status.js';

/** Answer of `GET /subscription/status/get`. */
export class StatusResponse {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', enum: ['Subscribed', 'Unsubscribed', 'Unknown'] },
    example: { 'user-1': 'Subscribed' },
  })
  status!: Record<string, StatusLabel | 'unknown'>;

  @ApiProperty({ example: 'success' })
  message!: 'success';
}
