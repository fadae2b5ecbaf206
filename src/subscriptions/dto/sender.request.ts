import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import type { SenderKind } from '../../contracts/inbound/classification.js';
import { IfPresent } from './if-present.js';

const KINDS = ['long_code', 'toll_free', 'short_code', 'alphanumeric'] as const;

/** Body of `POST /admin/senders`. */
export class CreateSenderRequest {
  @ApiProperty({ example: '+14155550100', description: 'A number in E.164, the digits of a short code, or a name.' })
  @IsString()
  @MaxLength(64)
  address!: string;

  @ApiProperty({ enum: KINDS })
  @IsIn(KINDS)
  kind!: SenderKind;

  @ApiProperty()
  @IsString()
  connection_id!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  subscription_group_id!: string;

  @ApiPropertyOptional({ description: 'By default true for long codes and toll-free numbers, false for short codes.' })
  @IfPresent()
  @IsBoolean()
  keywords_activated?: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Required for alphanumeric senders: nobody can answer them.',
  })
  @IsOptional()
  @IsString()
  @Matches(/\S/, { message: 'opt_out_instructions must not be blank' })
  @MaxLength(500)
  opt_out_instructions?: string | null;
}

/** Body of `PATCH /admin/senders/{id}`; what is absent stays as it is. Address and kind belong together for life. */
export class ChangeSenderRequest {
  @ApiPropertyOptional()
  @IfPresent()
  @IsString()
  connection_id?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IfPresent()
  @IsUUID()
  subscription_group_id?: string;

  @ApiPropertyOptional()
  @IfPresent()
  @IsBoolean()
  keywords_activated?: boolean;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @Matches(/\S/, { message: 'opt_out_instructions must not be blank' })
  @MaxLength(500)
  opt_out_instructions?: string | null;
}
