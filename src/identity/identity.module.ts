import { Global, Module } from '@nestjs/common';
import { ProfileFieldsReader } from '../contracts/readers/profile-fields.reader.js';
import { ProfileReader } from '../contracts/readers/profile.reader.js';
import { DescribeProfilesWhenTrackRequested } from './describe-profiles-when-track-requested.handler.js';
import { ExportController } from './export.controller.js';
import { IdentifyWhenInboundClassified } from './identify-when-inbound-classified.handler.js';
import { LockedPeople } from './locked-people.js';
import { NumberHolderRepository } from './number-holder.repository.js';
import { StoredProfileFieldsReader } from './profile-fields.reader.js';
import { ProfileRepository } from './profile.repository.js';
import { StoredProfileReader } from './stored-profile.reader.js';

/** Who is who: people, the names they go by, and which of them sent a text or is meant by a request. */
@Global()
@Module({
  controllers: [ExportController],
  providers: [
    IdentifyWhenInboundClassified,
    DescribeProfilesWhenTrackRequested,
    LockedPeople,
    NumberHolderRepository,
    ProfileRepository,
    { provide: ProfileReader, useClass: StoredProfileReader },
    { provide: ProfileFieldsReader, useClass: StoredProfileFieldsReader },
  ],
  exports: [ProfileReader, ProfileFieldsReader],
})
export class IdentityModule {}
