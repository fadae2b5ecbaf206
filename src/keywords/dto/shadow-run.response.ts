import { ApiProperty } from '@nestjs/swagger';
import type { Difference, Reading } from '../shadow-comparison.js';
import type { ShadowResult } from '../shadow-run.js';

class ReadingResponse {
  @ApiProperty() category!: string;
  @ApiProperty({ type: String, nullable: true }) custom_category!: string | null;
  @ApiProperty() rule!: string;
  @ApiProperty({ type: String, nullable: true }) matched_keyword!: string | null;
}

class DifferenceResponse {
  @ApiProperty({ description: 'Id of the inbound message.' }) id!: string;
  @ApiProperty() from!: string;
  @ApiProperty() to!: string;
  @ApiProperty() body!: string;
  @ApiProperty() received_at!: string;
  @ApiProperty({ description: 'What it was read as when it arrived.' }) category_then!: string;
  @ApiProperty({ type: ReadingResponse, description: 'With the keywords the group has now.' }) before!: ReadingResponse;
  @ApiProperty({ type: ReadingResponse, description: 'With the proposed ones.' }) after!: ReadingResponse;
}

class MoveResponse {
  @ApiProperty({ example: 'other' }) before!: string;
  @ApiProperty({ example: 'custom:coupons' }) after!: string;
  @ApiProperty({ description: 'Unit: texts.' }) texts!: number;
}

/** What a proposed set of keywords would have changed. */
export class ShadowRunResponse {
  @ApiProperty() days!: number;
  @ApiProperty({ format: 'date-time', description: 'Texts that arrived earlier were not read.' }) since!: string;
  @ApiProperty({
    description: 'False when there were more texts than one run reads; `since` is then later than asked.',
  })
  complete!: boolean;
  @ApiProperty({ description: 'Texts that were read again.' }) texts!: number;
  @ApiProperty({ description: 'Texts that would have been treated differently.' }) changed!: number;
  @ApiProperty({ type: [MoveResponse], description: 'All of them, the most frequent first.' }) summary!: MoveResponse[];
  @ApiProperty({ type: [DifferenceResponse], description: 'The newest of them, up to the limit.' })
  differences!: DifferenceResponse[];
}

export function shadowRunResponse(days: number, { comparison, since, isComplete }: ShadowResult): ShadowRunResponse {
  const { texts, changed, moves, differences } = comparison;
  return {
    days,
    since: since.toISOString(),
    complete: isComplete,
    texts,
    changed,
    summary: [...moves],
    differences: differences.map(differenceResponse),
  };
}

function differenceResponse({ text, before, after }: Difference): DifferenceResponse {
  return {
    id: text.id,
    from: text.from.reveal(),
    to: text.sender.address,
    body: text.text.reveal(),
    received_at: text.receivedAt.toISOString(),
    category_then: text.category,
    before: readingResponse(before),
    after: readingResponse(after),
  };
}

function readingResponse({ category, customCategory, rule, matchedKeyword }: Reading): ReadingResponse {
  return { category, custom_category: customCategory, rule, matched_keyword: matchedKeyword };
}
