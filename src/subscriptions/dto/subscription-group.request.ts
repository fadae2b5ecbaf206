import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { GroupPolicy } from '../../contracts/inbound/classification.js';
import { IfPresent } from './if-present.js';

const POLICIES = ['safe', 'braze', 'adobe'] as const;
const SUSPICIONS = ['auto', 'clarify'] as const;

/** The nine languages with keyword packs, ISO 639-1. @source contract "keywords and consent", section 2 */
export const LANGUAGES = ['en', 'fr', 'es', 'pt', 'de', 'it', 'nl', 'pl', 'ja'] as const;

/** Unit: UTF-16 units. The name becomes part of an event name, `sms_response_<name>_custom`, of at most 255. */
const NAME_MAX = 200;

/** Unit: UTF-16 units. @source contract "Braze API", 6.2 "Response rules" */
const REPLY_MAX = 300;

/** What can be chosen for a group at any time. */
class SubscriptionGroupOptions {
  @ApiPropertyOptional({ enum: POLICIES, default: 'safe', description: 'How texts are read.' })
  @IfPresent()
  @IsIn(POLICIES)
  policy?: GroupPolicy;

  @ApiPropertyOptional({ enum: LANGUAGES, isArray: true, description: 'English is always added.' })
  @IfPresent()
  @IsArray()
  @IsIn(LANGUAGES, { each: true })
  languages?: string[];

  @ApiPropertyOptional({ default: false, description: 'Whether an opt-in by text must be confirmed by a second one.' })
  @IfPresent()
  @IsBoolean()
  double_opt_in?: boolean;

  @ApiPropertyOptional({
    enum: SUSPICIONS,
    type: String,
    nullable: true,
    description: `What a text that may mean STOP does; null: decided by the number's country.`,
  })
  @IsOptional()
  @IsIn(SUSPICIONS)
  suspected_opt_out?: 'auto' | 'clarify' | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: REPLY_MAX,
    description:
      'Template of the answer to texts that mean nothing in particular, at most one a day and number; null: none.',
  })
  @IsOptional()
  @IsString()
  @Matches(/\S/, { message: 'default_reply must not be blank' })
  @MaxLength(REPLY_MAX)
  default_reply?: string | null;
}

/** Body of `POST /admin/subscription_groups`. */
export class CreateSubscriptionGroupRequest extends SubscriptionGroupOptions {
  @ApiProperty({ example: 'Promo' })
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(NAME_MAX)
  name!: string;

  @ApiPropertyOptional({ enum: ['sms', 'email'], default: 'sms' })
  @IfPresent()
  @IsIn(['sms', 'email'])
  channel?: 'sms' | 'email';
}

/** Body of `PATCH /admin/subscription_groups/{id}`; what is absent stays as it is. */
export class ChangeSubscriptionGroupRequest extends SubscriptionGroupOptions {
  @ApiPropertyOptional({ example: 'Promo' })
  @IfPresent()
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(NAME_MAX)
  name?: string;
}
