import { Global, Module } from '@nestjs/common';
import { ProfileFieldsReader } from '../contracts/readers/profile-fields.reader.js';
import { ProfileReader } from '../contracts/readers/profile.reader.js';
import { AliasesController } from './aliases.controller.js';
import { DescribeProfilesWhenTrackRequested } from './describe-profiles-when-track-requested.handler.js';
import { ExportController } from './export.controller.js';
import { ExternalIdsController } from './external-ids.controller.js';
import { FormerIdRepository } from './former-id.repository.js';
import { FormerNumberRepository } from './former-number.repository.js';
import { IdentifyWhenInboundClassified } from './identify-when-inbound-classified.handler.js';
import { LockedPeople } from './locked-people.js';
import { MergeRepository } from './merging/merge.repository.js';
import { MergeUndoer } from './merging/merge-undoer.js';
import { MergesController } from './merging/merges.controller.js';
import { PeopleMerger } from './merging/people-merger.js';
import { NumberHolderRepository } from './number-holder.repository.js';
import { PeopleController } from './people.controller.js';
import { PeopleEraser } from './people-eraser.js';
import { StoredProfileFieldsReader } from './profile-fields.reader.js';
import { ProfileRepository } from './profile.repository.js';
import { StoredProfileReader } from './stored-profile.reader.js';

/** Who is who: people, the names they go by, and which of them sent a text or is meant by a request. */
@Global()
@Module({
  controllers: [ExportController, AliasesController, PeopleController, ExternalIdsController, MergesController],
  providers: [
    IdentifyWhenInboundClassified,
    DescribeProfilesWhenTrackRequested,
    LockedPeople,
    PeopleMerger,
    PeopleEraser,
    MergeUndoer,
    MergeRepository,
    FormerIdRepository,
    FormerNumberRepository,
    NumberHolderRepository,
    ProfileRepository,
    { provide: ProfileReader, useClass: StoredProfileReader },
    { provide: ProfileFieldsReader, useClass: StoredProfileFieldsReader },
  ],
  exports: [ProfileReader, ProfileFieldsReader],
})
export class IdentityModule {}
