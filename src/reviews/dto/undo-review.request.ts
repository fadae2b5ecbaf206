import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** Body of `POST /admin/reviews/{id}/undo`; may be left out. */
export class UndoReviewRequest {
  @ApiPropertyOptional({ type: String, nullable: true, example: 'The person meant the bus stop.' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  // U+0000 and lone surrogates cannot be stored; nobody types them, so refusing is kinder than replacing.
  @Matches(/^[^\u0000\p{Surrogate}]*$/u, { message: '$property must not contain U+0000 or half a character' })
  reason?: string | null;
}
