import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { InvalidReason } from '../../contracts/delivery/number-flag.js';
import { REASONS } from '../invalid-phone-numbers-rules.js';

/** Body of `POST /admin/invalid_numbers`: `phone_numbers`, `number` or both. */
export class FlagNumbersRequest {
  @ApiPropertyOptional({ type: [String], example: ['+12183095514'], maxItems: 1000 })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  phone_numbers?: string[] | null;

  @ApiPropertyOptional({ type: String, example: '+12183095514' })
  @IsOptional()
  @IsString()
  number?: string | null;

  @ApiProperty({ enum: REASONS, description: '`deactivated` also ends consent in groups of the policy `safe`.' })
  @IsIn(REASONS)
  reason!: InvalidReason;

  @ApiPropertyOptional({ type: String, default: 'operator', description: 'Who says so.' })
  @IsOptional()
  @IsString()
  @Matches(/\S/, { message: 'source must not be blank' })
  @MaxLength(100)
  source?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '30005', description: `The provider's own code.` })
  @IsOptional()
  @IsString()
  @Matches(/\S/, { message: 'provider_code must not be blank' })
  @MaxLength(100)
  provider_code?: string | null;
}
