import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateBy,
} from 'class-validator';
import { isNetwork } from '../../config/networks.js';
import { Storable } from '../../kernel/http/storable.js';
import { permissions } from '../permissions.js';

const AreNetworks = () =>
  ValidateBy(
    {
      name: 'areNetworks',
      validator: {
        validate: isNetwork,
        defaultMessage: () => 'allowed_ips must hold addresses or networks, such as 203.0.113.0/24',
      },
    },
    { each: true },
  );

/** Body of `POST /admin/api_keys`. */
export class CreateApiKeyRequest {
  @ApiProperty({ example: 'import job' })
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(200)
  @Storable()
  name!: string;

  @ApiProperty({ enum: permissions, isArray: true, example: ['users.track'] })
  @IsArray()
  @ArrayNotEmpty()
  @IsIn(permissions, { each: true })
  permissions!: string[];

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    example: ['203.0.113.0/24'],
    description: 'Addresses and networks (CIDR) the key may be used from; absent: everywhere.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @AreNetworks()
  allowed_ips?: string[] | null;
}
