import { ApiProperty } from '@nestjs/swagger';

/** A new key; the only time it is shown. */
export class NewApiKeyResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'Shown once. Store it now.' }) key!: string;
}

/** A key without its secret. */
export class ApiKeyResponse {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: [String] }) permissions!: string[];
  @ApiProperty({ type: [String], description: 'Empty: from everywhere.' }) allowed_ips!: string[];
  @ApiProperty() created_at!: string;
  @ApiProperty({ nullable: true, type: String }) revoked_at!: string | null;
}

/** All keys of the workspace, revoked ones included, newest first. */
export class ApiKeysResponse {
  @ApiProperty({ type: [ApiKeyResponse] }) api_keys!: ApiKeyResponse[];
}

/** Answer of a call that has nothing else to tell. */
export class RevokedResponse {
  @ApiProperty({ example: 'success' }) message!: string;
}
