import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';

const many = { type: 'array', items: { type: 'string' }, maxItems: 50 } as const;
const oneOrMany: ApiPropertyOptions = { oneOf: [{ type: 'string' }, many] };

/** What every order says. For the API description; bodies are read by `readStatusOrder`, which tolerates more. */
class StatusOrderBody {
  @ApiProperty({ format: 'uuid' })
  subscription_group_id!: string;

  @ApiProperty({ enum: ['subscribed', 'unsubscribed'] })
  subscription_state!: 'subscribed' | 'unsubscribed';

  @ApiPropertyOptional({
    default: false,
    description: `Enter the group's double opt-in instead of subscribing at once.`,
  })
  use_double_opt_in_logic?: boolean;
}

/** Body of `POST /subscription/status/set`. */
export class SetStatusRequest extends StatusOrderBody {
  @ApiPropertyOptional(oneOrMany)
  external_id?: string | string[];

  @ApiPropertyOptional({ ...oneOrMany, description: 'For SMS groups, E.164.' })
  phone?: string | string[];

  @ApiPropertyOptional({ ...oneOrMany, description: 'For groups for e-mail.' })
  email?: string | string[];
}

/** One group in the body of `POST /v2/subscription/status/set`. */
export class SetStatusElement extends StatusOrderBody {
  @ApiPropertyOptional(many)
  external_ids?: string[];

  @ApiPropertyOptional({ ...many, description: 'For SMS groups, E.164.' })
  phones?: string[];

  @ApiPropertyOptional({ ...many, description: 'For groups for e-mail.' })
  emails?: string[];
}

/** Body of `POST /v2/subscription/status/set`. */
export class SetStatusesRequest {
  @ApiProperty({ type: [SetStatusElement], description: 'Up to 50 people overall.' })
  subscription_groups!: SetStatusElement[];
}
