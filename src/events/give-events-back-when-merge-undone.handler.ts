import { Injectable } from '@nestjs/common';
import { MergeUndone, UndoRecorded } from '../contracts/profile/merge-undone.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { PROFILE_LOGS } from './profile-log.js';

/** Gives what a returning profile had done back to it. */
@Injectable()
export class GiveEventsBackWhenMergeUndone {
  @Handles(MergeUndone)
  handle({ work, merge }: MergeUndone): UndoRecorded {
    for (const log of PROFILE_LOGS) log.giveBack(work, merge);
    return new UndoRecorded(work);
  }
}
