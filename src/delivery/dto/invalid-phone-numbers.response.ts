import { ApiProperty } from '@nestjs/swagger';
import type { InvalidNumber } from '../invalid-number.js';
import { REASONS } from '../invalid-phone-numbers-rules.js';

/** One number that cannot be texted. */
export class InvalidPhoneNumberResponse {
  @ApiProperty({ example: '+12345678901' }) phone!: string;
  @ApiProperty({ format: 'date-time' }) invalid_detected_at!: string;
  @ApiProperty({ enum: REASONS }) reason!: string;
}

/** Answer of `GET /sms/invalid_phone_numbers`. */
export class InvalidPhoneNumbersResponse {
  @ApiProperty({ type: [InvalidPhoneNumberResponse], description: 'Newest first.' }) sms!: InvalidPhoneNumberResponse[];
  @ApiProperty({ enum: ['success'] }) message!: 'success';
}

/** Answer of `POST /sms/invalid_phone_numbers/remove`. */
export class RemovedResponse {
  @ApiProperty({ enum: ['success'] }) message!: 'success';
}

export function invalidPhoneNumbersResponse(flags: readonly InvalidNumber[]): InvalidPhoneNumbersResponse {
  const sms = flags.map(({ number, detectedAt, reason }) => ({
    phone: number.e164(),
    invalid_detected_at: detectedAt.toISOString(),
    reason,
  }));
  return { sms, message: 'success' };
}
