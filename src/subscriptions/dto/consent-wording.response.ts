import { ApiProperty } from '@nestjs/swagger';
import type { ConsentWording } from '../consent-wording.repository.js';

/** What people read before they opt in, in one version. */
export class ConsentWordingResponse {
  @ApiProperty({ description: 'Stands in every record of an opt-in made while it was in force.' }) version!: number;
  @ApiProperty() text!: string;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ description: 'Id of the API key.' }) created_by!: string;
}

/** All wordings of a group. */
export class ConsentWordingsResponse {
  @ApiProperty({ type: [ConsentWordingResponse], description: 'The newest, which is in force, first.' })
  consent_wordings!: ConsentWordingResponse[];
}

export function consentWordingResponse(wording: ConsentWording): ConsentWordingResponse {
  const { version, text, createdAt, createdBy } = wording;
  return { version, text, created_at: createdAt.toISOString(), created_by: createdBy };
}
