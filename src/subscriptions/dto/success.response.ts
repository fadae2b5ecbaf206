import { ApiProperty } from '@nestjs/swagger';

/** Answer of a call that has nothing else to tell. */
export class SuccessResponse {
  @ApiProperty({ example: 'success' })
  message!: 'success';
}
