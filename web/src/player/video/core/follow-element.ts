/** Tells the store what the media element does. */
import type { StateStore } from '../../../state/state-store.ts';
import { bufferedEnd } from '../../core/interruptions/buffered-end.ts';
import type { VideoState } from './video-state.ts';

const events = [
  'play',
  'playing',
  'pause',
  'ended',
  'timeupdate',
  'seeking',
  'seeked',
  'progress',
  'durationchange',
  'ratechange',
  'volumechange',
] as const;

const stateOf = (video: HTMLVideoElement): Partial<VideoState> => ({
  isPaused: video.paused,
  isEnded: video.ended,
  rate: video.playbackRate,
  isMuted: video.muted || video.volume === 0,
  volume: video.volume,
  ...(video.readyState === 0
    ? {}
    : {
        positionSeconds: video.currentTime,
        bufferedSeconds: bufferedEnd(video),
        ...(Number.isFinite(video.duration) ? { durationSeconds: video.duration } : {}),
      }),
});

/** Until the signal. An element without media keeps the position that was last told: it is where the next media begins. */
export const followElement = (video: HTMLVideoElement, store: StateStore<VideoState>, signal: AbortSignal): void => {
  const show = (): void => store.update(stateOf(video));
  for (const event of events) video.addEventListener(event, show, { signal });
  video.addEventListener('playing', () => store.update({ hasBegun: true }), { signal });
  show();
};
