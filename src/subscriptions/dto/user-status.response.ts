import { ApiProperty } from '@nestjs/swagger';
import type { StatusLabel } from '../subscription-status.js';

/** One group of a person in the answer of `GET /subscription/user/status`. */
export class UserGroupResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Promo' })
  name!: string;

  @ApiProperty({ enum: ['sms', 'email'] })
  channel!: 'sms' | 'email';

  @ApiProperty({ enum: ['Subscribed', 'Unsubscribed'] })
  status!: StatusLabel;
}

/** One person in the answer of `GET /subscription/user/status`. */
export class UserStatusResponse {
  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '+14155552671' })
  phone!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null: an anonymous profile.' })
  external_id!: string | null;

  @ApiProperty({ type: [UserGroupResponse], description: 'Groups whose state was never set are absent.' })
  subscription_groups!: readonly UserGroupResponse[];
}

/** Answer of `GET /subscription/user/status`. */
export class UserStatusesResponse {
  @ApiProperty({ type: [UserStatusResponse], description: 'In the order of the request.' })
  users!: readonly UserStatusResponse[];

  @ApiProperty({ description: 'All who match, also those on other pages.' })
  total_count!: number;

  @ApiProperty({ example: 'success' })
  message!: 'success';
}
