import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../../kernel/http/instant.js';

/** The field may be absent, but null is checked like any other value: unlike `IsOptional`. */
const IfPresent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

// U+0000 and lone surrogates cannot be stored; nobody types them, so refusing is kinder than replacing.
const Storable = (): PropertyDecorator =>
  Matches(/^[^\u0000\p{Surrogate}]*$/u, { message: '$property must not contain U+0000 or half a character' });

const CATEGORIES = ['custom', 'other'] as const;

/** What starts the campaign; its parts are checked together by the rules of this room. */
export class TriggerRequest {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'sms_response_Promo_custom',
    description: 'The custom event that texts to the group record. This, `category` or both.',
  })
  @IsOptional()
  @IsString()
  @Storable()
  event?: string | null;

  @ApiPropertyOptional({
    enum: CATEGORIES,
    type: String,
    nullable: true,
    description: 'Replies to opt-in, opt-out and help words belong to the keywords of the group.',
  })
  @IsOptional()
  @IsIn(CATEGORIES)
  category?: 'custom' | 'other' | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'One custom category by its name.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @Storable()
  custom_category?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'coupons',
    description: 'The whole text; outer blanks and capitals do not count.',
  })
  @IsOptional()
  @IsString()
  @Storable()
  message_body?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '^win\\s+\\d+$',
    description: 'RE2 syntax, found anywhere in the trimmed text, capitals do not count.',
  })
  @IsOptional()
  @IsString()
  @Storable()
  body_regex?: string | null;
}

/** When a campaign answers; decided by the arrival of the text. */
class WindowRequest {
  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'From this instant on; UTC without a zone.',
  })
  @IsOptional()
  @IsInstant()
  active_from?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'Before this instant.' })
  @IsOptional()
  @IsInstant()
  active_until?: string | null;
}

/** Unit: UTF-16 units. */
const NAME_MAX = 200;
const NOT_BLANK = { message: 'name must not be blank' };

/** Body of `POST /admin/campaigns`. */
export class CreateCampaignRequest extends WindowRequest {
  @ApiProperty({ example: 'Autumn coupons' })
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(NAME_MAX)
  @Storable()
  name!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  subscription_group_id!: string;

  @ApiProperty({ type: TriggerRequest })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => TriggerRequest)
  trigger!: TriggerRequest;

  @ApiProperty({ description: '1 to 300 characters; a Liquid template like the replies of keywords.' })
  @IsString()
  @Storable()
  reply!: string;
}

/** Body of `PATCH /admin/campaigns/{id}`; what is absent stays as it is, a trigger is replaced as a whole. */
export class ChangeCampaignRequest extends WindowRequest {
  @ApiPropertyOptional()
  @IfPresent()
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(NAME_MAX)
  @Storable()
  name?: string;

  @ApiPropertyOptional({ type: TriggerRequest })
  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => TriggerRequest)
  trigger?: TriggerRequest;

  @ApiPropertyOptional({ description: '1 to 300 characters; a Liquid template like the replies of keywords.' })
  @IfPresent()
  @IsString()
  @Storable()
  reply?: string;
}
