import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** Every answer of a route that did what it was asked. @source contract "Braze API", section 1.2 */
export class DoneResponse {
  @ApiProperty({ example: 'success' })
  readonly message!: 'success';

  @ApiPropertyOptional({ type: [String], description: 'Entries that were refused, each with its place.' })
  readonly errors?: readonly string[];
}

export class AliasesProcessedResponse extends DoneResponse {
  @ApiProperty({ description: 'Entries that were accepted, whether or not they changed anything.' })
  readonly aliases_processed!: number;
}

export class DeletedResponse extends DoneResponse {
  @ApiProperty({ description: 'Names that were accepted, unknown ones included.' })
  readonly deleted!: number;
}

class RenamedExternalId {
  @ApiProperty() readonly current_external_id!: string;
  @ApiProperty() readonly new_external_id!: string;
}

export class RenamedExternalIdsResponse {
  @ApiProperty({ type: [RenamedExternalId] }) readonly external_ids!: readonly RenamedExternalId[];
  @ApiProperty({ type: [String] }) readonly rename_errors!: readonly string[];
  @ApiProperty({ example: 'success' }) readonly message!: 'success';
}

export class RemovedExternalIdsResponse {
  @ApiProperty({ type: [String] }) readonly removed_ids!: readonly string[];
  @ApiProperty({ type: [String] }) readonly removal_errors!: readonly string[];
  @ApiProperty({ example: 'success' }) readonly message!: 'success';
}
