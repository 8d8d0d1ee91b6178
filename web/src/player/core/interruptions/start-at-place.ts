/** An engine that replaces another begins where the viewer was, not where one who joins would. */
import Hls from 'hls.js';
import { type Place, positionOf } from './place.ts';

/** The playlist must be there first: it says where the place is on the new timeline. */
export const startAtPlace = (hls: Hls, place: Place): void => {
  if (place.kind === 'live') return;
  hls.once(Hls.Events.LEVEL_LOADED, (_event, { details }) => {
    const positionSeconds = positionOf(place, details.fragments);
    if (positionSeconds !== undefined) hls.startLoad(positionSeconds);
  });
};
