import { Global, Module } from '@nestjs/common';
import { NoEffectLog } from '../contracts/gateways/no-effect.gateway.js';
import { BulkTrackController } from './bulk-track.controller.js';
import { SyncTrackController } from './sync-track.controller.js';
import { TrackLogController } from './track-log/track-log.controller.js';
import { TrackLog } from './track-log/track-log.js';
import { TrackLogRepository } from './track-log/track-log.repository.js';
import { TrackObjects } from './track-objects.js';
import { UserTrackController } from './user-track.controller.js';

/**
 * `POST /users/track`, `/sync` and `/bulk`: reads what clients send, object by object, and starts the road on which it is applied. Keeps the
 * log of what was asked for in vain, for this room and the others.
 */
@Global()
@Module({
  controllers: [UserTrackController, SyncTrackController, BulkTrackController, TrackLogController],
  providers: [TrackObjects, TrackLogRepository, TrackLog, { provide: NoEffectLog, useExisting: TrackLog }],
  exports: [NoEffectLog],
})
export class UserTrackModule {}
