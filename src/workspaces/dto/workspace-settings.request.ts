import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO31661Alpha2,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsInstant, parseInstant } from '../../kernel/http/instant.js';

const SCOPES = ['group', 'all_groups'] as const;
/** More than there are countries, with room for a date or two each. */
const MOST_SCOPES = 1000;

/** The field may be absent, but null is checked like any other value. */
const IfPresent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** Equal for two spellings of one instant; what is no instant is refused by its own decorator. */
const instantKey = (from: unknown): string => String(parseInstant(String(from))?.getTime() ?? from);

/** How far an opt-out of numbers of a country reaches, from a date on. */
export class OptOutScopeBody {
  @ApiProperty({ example: 'US', description: 'ISO 3166-1 alpha-2, capitals.' })
  @IsISO31661Alpha2()
  country!: string;

  @ApiProperty({ enum: SCOPES })
  @IsIn(SCOPES)
  scope!: (typeof SCOPES)[number];

  @ApiProperty({ example: '2027-01-31', description: 'A date (its first instant in UTC) or an instant, ISO 8601.' })
  @IsInstant()
  from!: string;
}

/** Body of `PUT /admin/workspace`; what is absent stays as it is. */
export class WorkspaceSettingsRequest {
  @ApiPropertyOptional({ description: 'Whether an unknown number that opts in or out becomes an anonymous profile.' })
  @IfPresent()
  @IsBoolean()
  unknown_number_handling?: boolean;

  @ApiPropertyOptional({
    description:
      'Whether the compatible API is closed: every route answers 403, also to good keys. Texts are received all the same.',
  })
  @IfPresent()
  @IsBoolean()
  disabled?: boolean;

  @ApiPropertyOptional({
    type: [OptOutScopeBody],
    description: `The whole list. The entry of the number's country that came into force last counts; without one an opt-out ends the group it was sent to.`,
  })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(MOST_SCOPES)
  @ArrayUnique(({ country, from }: OptOutScopeBody) => `${country} ${instantKey(from)}`, {
    message: 'opt_out_scopes must not name a country twice for one date',
  })
  @ValidateNested({ each: true })
  @Type(() => OptOutScopeBody)
  opt_out_scopes?: OptOutScopeBody[];
}

/** The switches of a workspace. */
export class WorkspaceSettingsResponse {
  @ApiProperty() unknown_number_handling!: boolean;
  @ApiProperty({ description: 'Whether the compatible API is closed.' }) disabled!: boolean;
  @ApiProperty({ type: [OptOutScopeBody] }) opt_out_scopes!: readonly OptOutScopeBody[];
}
