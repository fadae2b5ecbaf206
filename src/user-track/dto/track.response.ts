import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { TrackAnswer } from '../track-answer.js';

/** Why one object of a request was refused. @source contract "Braze API", section 2.2 */
export class TrackErrorEntry {
  @ApiProperty()
  readonly type!: string;

  @ApiProperty({ enum: ['attributes', 'events', 'purchases'] })
  readonly input_array!: 'attributes' | 'events' | 'purchases';

  @ApiProperty({ type: 'integer', minimum: 0 })
  readonly index!: number;
}

/** The answer of `/users/track`, for the API description. */
export class TrackResponse implements TrackAnswer {
  @ApiPropertyOptional({ type: 'integer' })
  readonly attributes_processed?: number;

  @ApiPropertyOptional({ type: 'integer' })
  readonly events_processed?: number;

  @ApiPropertyOptional({ type: 'integer' })
  readonly purchases_processed?: number;

  @ApiPropertyOptional({ type: [TrackErrorEntry] })
  readonly errors?: readonly TrackErrorEntry[];

  @ApiProperty({ example: 'success' })
  readonly message!: 'success';
}
