import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

/** Body of `PUT /admin/workspace`, and its answer. */
export class WorkspaceSettingsBody {
  @ApiProperty({ description: 'Whether an unknown number that opts in or out becomes an anonymous profile.' })
  @IsBoolean()
  unknown_number_handling!: boolean;
}
