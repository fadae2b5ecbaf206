import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { priorities } from '../prioritization.js';

/*
 * Bodies of the identity routes, for the API description only. They are read by the functions in `requests/`, which
 * tolerate more: numbers for ids, null for absent, keys nobody knows.
 */

const text = { type: 'string' } as const;
const alias = { type: 'object', properties: { alias_name: text, alias_label: text } } as const;
const prioritization = { type: 'array', items: { type: 'string', enum: [...priorities] as string[] } } as const;
const byEmail = { email: text, prioritization };
const byPhone = { phone: { type: 'string', example: '+14155552671' } as const, prioritization };
const identifier = {
  type: 'object' as const,
  properties: { external_id: text, user_alias: alias, ...byEmail, ...byPhone },
};

function listOf<Properties extends object>(properties: Properties) {
  return { type: 'array' as const, maxItems: 50, items: { type: 'object' as const, properties } };
}

export class NewAliasesRequest {
  @ApiProperty(listOf({ external_id: text, alias_name: text, alias_label: text }))
  user_aliases!: object[];
}

export class AliasUpdatesRequest {
  @ApiProperty(listOf({ alias_label: text, old_alias_name: text, new_alias_name: text }))
  alias_updates!: object[];
}

export class IdentifyUsersRequest {
  @ApiPropertyOptional(listOf({ external_id: text, user_alias: alias }))
  aliases_to_identify?: object[];

  @ApiPropertyOptional(listOf({ external_id: text, ...byEmail }))
  emails_to_identify?: object[];

  @ApiPropertyOptional(listOf({ external_id: text, ...byPhone }))
  phone_numbers_to_identify?: object[];

  @ApiPropertyOptional({ enum: ['merge', 'none'], default: 'merge' })
  merge_behavior?: string;
}

export class MergeUsersRequest {
  @ApiProperty(listOf({ identifier_to_merge: identifier, identifier_to_keep: identifier }))
  merge_updates!: object[];
}

export class RenameExternalIdsRequest {
  @ApiProperty(listOf({ current_external_id: text, new_external_id: text }))
  external_id_renames!: object[];
}

export class RemoveExternalIdsRequest {
  @ApiProperty({ type: [String], maxItems: 50 })
  external_ids!: string[];
}

export class DeleteUsersRequest {
  @ApiPropertyOptional({ type: [String], maxItems: 50 })
  external_ids?: string[];

  @ApiPropertyOptional({ type: 'array', maxItems: 50, items: alias })
  user_aliases?: object[];

  @ApiPropertyOptional({ type: [String], maxItems: 50 })
  braze_ids?: string[];

  @ApiPropertyOptional(listOf(byEmail))
  email_addresses?: object[];

  @ApiPropertyOptional(listOf(byPhone))
  phone_numbers?: object[];
}
