/** An engine that replaces another goes on where the viewer was, not where one who joins would. */
import Hls from 'hls.js';
import type { EngineContext } from '../engine.ts';
import { positionOf } from './place.ts';

/**
 * Seeks once the first media is there: only then is the engine's timeline settled. To start loading at the place would save that
 * media, but hls.js loses its way when it is started anew inside its first playlist's event.
 */
export const startAtPlace = (hls: Hls, { place, video }: EngineContext): void => {
  hls.once(Hls.Events.FRAG_BUFFERED, () => {
    const liveSeconds = hls.liveSyncPosition ?? Number.POSITIVE_INFINITY;
    const positionSeconds = positionOf(place, hls.latestLevelDetails?.fragments ?? [], liveSeconds);
    if (positionSeconds !== undefined) video.currentTime = positionSeconds;
  });
};
