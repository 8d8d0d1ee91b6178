/** The DVR window as hls.js knows it, kept current while it lives. */
import Hls, { type LevelDetails } from 'hls.js';
import type { DvrWindow } from './dvr-window.ts';
import type { EngineContext } from './engine.ts';
import { momentAt, positionOf } from './interruptions/place.ts';
import { latencySeconds } from './latency.ts';

type Edge = Pick<LevelDetails, 'live' | 'edge' | 'fragmentStart' | 'targetduration'>;

/** Pure. `liveSyncSeconds` is where one who joins now would play; unknown for a stream that has ended. */
export const windowFrom = (details: Edge, liveSyncSeconds: number | null, positionSeconds: number): DvrWindow => {
  const lastSeconds = details.live ? (liveSyncSeconds ?? details.edge) : details.edge;
  return {
    startSeconds: details.fragmentStart,
    liveSeconds: Math.max(details.fragmentStart, lastSeconds),
    positionSeconds,
    targetDurationSeconds: details.targetduration,
    isEnded: !details.live,
  };
};

/** Before there is media, the video stands at 0 and not where it will begin. */
const positionIn = (hls: Hls, { fragments, edge }: LevelDetails, { video, place }: EngineContext): number => {
  if (video.readyState > 0) return video.currentTime;
  const liveSeconds = hls.liveSyncPosition ?? edge;
  return positionOf(place, fragments, liveSeconds) ?? liveSeconds;
};

const latencyOf = ({ fragments, live }: LevelDetails, { video }: EngineContext): number | undefined =>
  live && video.readyState > 0 ? latencySeconds(momentAt(fragments, video.currentTime), Date.now()) : undefined;

/** Pure: whether time that passes is worth a word. While it plays, the live edge goes on as the position does. */
export const isTimeToTell = (window: DvrWindow | undefined, positionSeconds: number): boolean =>
  window === undefined || window.isEnded || Math.abs(positionSeconds - window.positionSeconds) >= 1;

/** Returns how to have the window of this very moment; otherwise it is up to a second old. */
export const followLiveEdge = (hls: Hls, context: EngineContext): (() => void) => {
  const { video, store, signal } = context;
  const show = (): void => {
    const details = hls.latestLevelDetails;
    if (!details) return;
    store.update({
      window: windowFrom(details, hls.liveSyncPosition, positionIn(hls, details, context)),
      latencySeconds: latencyOf(details, context),
    });
  };
  hls.on(Hls.Events.LEVEL_UPDATED, show);
  const showNowAndThen = (): void => {
    if (isTimeToTell(store.getSnapshot().window, video.currentTime)) show();
  };
  video.addEventListener('timeupdate', showNowAndThen, { signal });
  for (const event of ['seeking', 'seeked', 'pause'] as const) video.addEventListener(event, show, { signal });
  return show;
};
