import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Storable } from '../../kernel/http/storable.js';
import { providerNames } from '../providers/registry.js';

class ConnectionSettingsBody {
  @ApiPropertyOptional({
    enum: ['auto', 'ours', 'provider'],
    description: 'Who answers keywords: as the provider documents (auto), always us, never us.',
  })
  @IsOptional()
  @IsIn(['auto', 'ours', 'provider'])
  keyword_replies?: 'auto' | 'ours' | 'provider';

  @ApiPropertyOptional({
    enum: ['enabled', 'disabled'],
    description:
      'Whether the keyword handling of the provider itself is on, as it is unless its support switched it off.',
  })
  @IsOptional()
  @IsIn(['enabled', 'disabled'])
  default_keyword_handling?: 'enabled' | 'disabled';

  @ApiPropertyOptional({
    enum: ['response', 'api'],
    description: 'Inside the answer to the webhook, or by the send API afterwards.',
  })
  @IsOptional()
  @IsIn(['response', 'api'])
  reply_via?: 'response' | 'api';

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description:
      'Called instead of the send API of the provider, with its credentials: https, or http on loopback. null for the provider itself.',
    example: 'https://sms-proxy.example.org',
  })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  api_base_url?: string | null;
}

/** Body of `POST /admin/connections`. */
export class CreateConnectionRequest extends ConnectionSettingsBody {
  @ApiProperty({ example: 'Twilio main account' })
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(200)
  @Storable()
  name!: string;

  @ApiProperty({ enum: providerNames })
  @IsIn(providerNames)
  provider!: string;

  @ApiPropertyOptional({
    description: 'Twilio: account_sid, auth_token and, while a token is being changed, secondary_auth_token.',
    example: { account_sid: 'AC…', auth_token: '…' },
  })
  @IsOptional()
  @IsObject()
  credentials?: Record<string, unknown>;
}

/** Body of `PATCH /admin/connections/{id}`. What is absent stays as it is. */
export class ChangeConnectionRequest extends ConnectionSettingsBody {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(200)
  @Storable()
  name?: string;

  @ApiPropertyOptional({ description: 'Replaces all credentials.' })
  @IsOptional()
  @IsObject()
  credentials?: Record<string, unknown>;
}

/** A connection; its credentials never come back. */
export class ConnectionResponse {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() provider!: string;
  @ApiProperty({ description: 'To be configured at the provider as the address for incoming messages.' })
  inbound_url!: string;
  @ApiProperty({ description: 'To be configured at the provider as the address for delivery reports.' })
  status_url!: string;
  @ApiProperty() keyword_replies!: string;
  @ApiProperty() default_keyword_handling!: string;
  @ApiProperty() reply_via!: string;
  @ApiProperty({ type: String, nullable: true }) api_base_url!: string | null;
  @ApiProperty() created_at!: string;
}

/** All connections of the workspace, newest first. */
export class ConnectionsResponse {
  @ApiProperty({ type: [ConnectionResponse] }) connections!: ConnectionResponse[];
}
