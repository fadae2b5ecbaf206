import { ApiPropertyOptional } from '@nestjs/swagger';

/** Body of an export, for the API description; it is read by `readExportRequest`, which tolerates more. */
export class ExportIdsRequest {
  @ApiPropertyOptional({ type: [String], maxItems: 50 })
  external_ids?: string[];

  @ApiPropertyOptional({
    type: 'array',
    maxItems: 50,
    items: { type: 'object', properties: { alias_name: { type: 'string' }, alias_label: { type: 'string' } } },
  })
  user_aliases?: { alias_name: string; alias_label: string }[];

  @ApiPropertyOptional()
  braze_id?: string;

  @ApiPropertyOptional()
  email_address?: string;

  @ApiPropertyOptional({ example: '+14155552671' })
  phone?: string;

  @ApiPropertyOptional({ type: [String], description: 'Unknown names are ignored; absent: all fields.' })
  fields_to_export?: string[];
}
