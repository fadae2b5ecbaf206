import { ApiProperty } from '@nestjs/swagger';
import { ArrayNotEmpty, IsArray, IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { permissions } from '../permissions.js';

/** Body of `POST /admin/api_keys`. */
export class CreateApiKeyRequest {
  @ApiProperty({ example: 'import job' })
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(200)
  name!: string;

  @ApiProperty({ enum: permissions, isArray: true, example: ['users.track'] })
  @IsArray()
  @ArrayNotEmpty()
  @IsIn(permissions, { each: true })
  permissions!: string[];
}
