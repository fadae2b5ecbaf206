import { ApiProperty } from '@nestjs/swagger';

class PartResponse {
  @ApiProperty({ description: 'The pattern.' }) id!: string;
  @ApiProperty() score!: number;
  @ApiProperty({ type: [Number], description: 'From and to in `normalised.phrase`. Unit: UTF-16 units.' })
  span!: number[];
}

class NormalisedResponse {
  @ApiProperty({ description: 'The words as they are compared.' }) phrase!: string;
  @ApiProperty({ description: 'The same without blanks.' }) joined!: string;
  @ApiProperty({ type: [String] }) emoji!: string[];
}

class PolicyResponse {
  @ApiProperty({ enum: ['safe', 'braze', 'adobe'] }) name!: string;
  @ApiProperty({ enum: ['long_code', 'toll_free', 'short_code', 'alphanumeric'] }) number_type!: string;
  @ApiProperty() keywords_activated!: boolean;
}

class WouldConsentResponse {
  @ApiProperty({ enum: ['changed', 'repeated', 'late', 'none'] }) effect!: string;
  @ApiProperty() before!: string;
  @ApiProperty() after!: string;
}

class WouldReplyResponse {
  @ApiProperty() kind!: string;
  @ApiProperty() body!: string;
}

class WouldResponse {
  @ApiProperty() create_profile!: boolean;
  @ApiProperty({ type: WouldConsentResponse }) consent!: WouldConsentResponse;
  @ApiProperty({ type: String, nullable: true, description: 'Name of the event.' }) custom_event!: string | null;
  @ApiProperty({ type: WouldReplyResponse, nullable: true }) reply!: WouldReplyResponse | null;
}

/** What a text means, why, and what it would cause. */
export class ExplainResponse {
  @ApiProperty({ enum: ['opt_out', 'opt_in', 'help', 'custom', 'suspected_opt_out', 'other', 'unroutable'] })
  category!: string;
  @ApiProperty({ description: 'The rule that answered.', example: 'exact' }) rule!: string;
  @ApiProperty({ description: '0 to 1.' }) score!: number;
  @ApiProperty({ type: [PartResponse] }) parts!: PartResponse[];
  @ApiProperty({ type: String, nullable: true }) matched_keyword!: string | null;
  @ApiProperty({ type: String, nullable: true }) custom_category!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'ISO 639-1.' }) language!: string | null;
  @ApiProperty({ type: NormalisedResponse }) normalised!: NormalisedResponse;
  @ApiProperty({ example: '1.2.0+3' }) keyword_set_version!: string;
  @ApiProperty({ type: PolicyResponse }) policy!: PolicyResponse;
  @ApiProperty({ type: String, nullable: true, description: 'Why a hint of the provider was not followed.' })
  hint_disagreement!: string | null;
  @ApiProperty({ type: WouldResponse }) would!: WouldResponse;
  @ApiProperty({ type: Object, description: 'Why, stage by stage.' }) trace!: object;
}
