import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import type { DefinedCategory } from '../classifier/index.js';

const CATEGORIES = ['opt_in', 'opt_out', 'help', 'custom'] as const satisfies readonly DefinedCategory[];

/** Three default categories and 25 custom ones, in more languages than ISO 639-1 has in use at one sender. */
const MAX_CATEGORIES = 1000;

// U+0000 and lone surrogates cannot be stored; nobody types them, so refusing is kinder than replacing.
/** A text that PostgreSQL can hold. */
export const STORABLE = /^[^\u0000\p{Surrogate}]*$/u;
const notStorable = { message: '$property must not contain U+0000 or half a character' };

/** One category of a group in one language. Lengths, clashes and counts are checked by the classifier's own rules. */
export class KeywordCategoryRequest {
  @ApiProperty({ enum: CATEGORIES })
  @IsIn(CATEGORIES)
  category!: DefinedCategory;

  @ApiPropertyOptional({ description: 'Required for `custom`.', example: 'PROMO' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @Matches(STORABLE, notStorable)
  name?: string | null;

  @ApiPropertyOptional({ description: 'ISO 639-1; English when absent.', example: 'fr' })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  language?: string | null;

  /** Each word is checked by `readCategories`, which can say which one is wrong. */
  @ApiProperty({ type: [String], example: ['PROMO', 'COUPON'], description: 'Added to the default words.' })
  @IsArray()
  keywords: unknown[] = [];

  @ApiPropertyOptional({
    description:
      'At most 300 characters; a default text is used without it, except for `custom`. Liquid, with Braze variables: `{{${first_name}}}`.',
  })
  @IsOptional()
  @IsString()
  @Matches(STORABLE, notStorable)
  reply?: string | null;

  @ApiPropertyOptional({
    description:
      'Only for `opt_in`: asks for the second step of a double opt-in; like `reply`, a default text is used without it.',
    example: 'Acme: reply YES to get weekly offers, STOP to cancel.',
  })
  @IsOptional()
  @IsString()
  @Matches(STORABLE, notStorable)
  prompt?: string | null;
}

/** Body of `PUT /admin/subscription_groups/{id}/keywords`: the whole set, it replaces the one before. */
export class PutKeywordsRequest {
  @ApiProperty({ type: [KeywordCategoryRequest] })
  @IsArray()
  @ArrayMaxSize(MAX_CATEGORIES)
  @ValidateNested({ each: true })
  @Type(() => KeywordCategoryRequest)
  categories!: KeywordCategoryRequest[];
}
