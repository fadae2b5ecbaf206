import { Module } from '@nestjs/common';
import { UserTrackController } from './user-track.controller.js';

/** `POST /users/track`: reads what clients send, object by object, and starts the road on which it is applied. */
@Module({ controllers: [UserTrackController] })
export class UserTrackModule {}
