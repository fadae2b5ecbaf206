import type { Road } from '../../kernel/road/road-event.js';
import { TrackRequested } from './1-track-requested.event.js';
import { ProfilesTracked } from './2-profiles-tracked.event.js';
import { TrackConsented } from './3-track-consented.event.js';
import { TrackRecorded } from './4-track-recorded.event.js';

/** The road of one `/users/track` request. Compared with the listeners at boot. */
export const trackRoad: Road = {
  name: 'track',
  stages: [TrackRequested, ProfilesTracked, TrackConsented, TrackRecorded],
};
