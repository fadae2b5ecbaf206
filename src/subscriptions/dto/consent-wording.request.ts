import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';

/** Longest wording: a page of terms. Unit: UTF-16 units. */
const WORDING_MAX = 10_000;

/** Body of `PUT /admin/subscription_groups/{id}/consent_wording`. */
export class ConsentWordingRequest {
  @ApiProperty({
    maxLength: WORDING_MAX,
    example: 'By texting START you agree to recurring marketing texts from Acme. Msg & data rates may apply.',
  })
  @IsString()
  @Matches(/\S/, { message: 'text must not be blank' })
  @Matches(/^[^\u0000\p{Surrogate}]*$/u, { message: 'text must not contain U+0000 or half a character' })
  @MaxLength(WORDING_MAX)
  text!: string;
}
