import { ApiProperty } from '@nestjs/swagger';

class ProvenStateResponse {
  @ApiProperty({ format: 'uuid' }) subscription_group_id!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty() state!: string;
  @ApiProperty({ format: 'date-time' }) since!: string;
}

class ChainHeadResponse {
  @ApiProperty() record_number!: number;
  @ApiProperty() hash!: string;
}

class LedgerLinkResponse {
  @ApiProperty() position!: number;
  @ApiProperty({ type: String, nullable: true }) previous_hash!: string | null;
  @ApiProperty() hash!: string;
}

class LedgerHeadResponse {
  @ApiProperty() position!: number;
  @ApiProperty() hash!: string;
}

class ProofRecordResponse {
  @ApiProperty({ type: Object, description: 'What happened, as hashed.' }) evidence!: object;
  @ApiProperty({ type: Object, nullable: true, description: 'Null once erased.' }) personal!: object | null;
  @ApiProperty({ type: String, nullable: true, description: 'The text that said so.' }) text!: string | null;
  @ApiProperty({ description: 'The bytes that were hashed.' }) canonical!: string;
  @ApiProperty() hash!: string;
  @ApiProperty({ type: LedgerLinkResponse }) ledger!: LedgerLinkResponse;
  @ApiProperty({ format: 'date-time' }) sealed_at!: string;
}

class ProofChainResponse {
  @ApiProperty({ description: 'The number, or `erased:` and an id.' }) number!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Opens the digests of what was personal.' })
  secret!: string | null;
  @ApiProperty({ type: ChainHeadResponse, nullable: true }) head!: ChainHeadResponse | null;
  @ApiProperty({ type: [ProofRecordResponse] }) records!: ProofRecordResponse[];
  @ApiProperty({ type: [Object], description: 'Changes that are in no chain yet.' }) unsealed!: object[];
}

/** A text that was shown to people before they agreed. */
class ProvenWordingResponse {
  @ApiProperty({ format: 'uuid' }) subscription_group_id!: string;
  @ApiProperty({ description: 'As the records name it.' }) version!: string;
  @ApiProperty() text!: string;
}

/** The history of a number, checkable offline. @source docs/consent-proof.md */
export class ConsentProofResponse {
  @ApiProperty({ example: 'hark-consent-proof/1' }) format!: string;
  @ApiProperty({ format: 'date-time' }) generated_at!: string;
  @ApiProperty({ format: 'uuid' }) workspace_id!: string;
  @ApiProperty() number!: string;
  @ApiProperty({ type: [ProvenStateResponse] }) states!: ProvenStateResponse[];
  @ApiProperty({ type: [ProofChainResponse] }) chains!: ProofChainResponse[];
  @ApiProperty({ type: [ProvenWordingResponse] }) wordings!: ProvenWordingResponse[];
  @ApiProperty({ type: LedgerHeadResponse, nullable: true }) ledger_head!: LedgerHeadResponse | null;
}
