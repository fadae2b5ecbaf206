import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One category of a group in one language, as it was given. */
export class KeywordCategoryResponse {
  @ApiProperty({ enum: ['opt_in', 'opt_out', 'help', 'custom'] }) category!: string;
  @ApiPropertyOptional() name?: string;
  @ApiPropertyOptional() language?: string;
  @ApiProperty({ type: [String] }) keywords!: readonly string[];
  @ApiPropertyOptional() reply?: string;
  @ApiPropertyOptional() prompt?: string;
}

/** A group's own keywords in one version. */
export class KeywordsResponse {
  @ApiProperty({ nullable: true, type: Number, description: 'Null while the group has no keywords of its own.' })
  version!: number | null;

  @ApiProperty({ type: [KeywordCategoryResponse] })
  categories!: readonly KeywordCategoryResponse[];
}
