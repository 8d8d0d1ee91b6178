/** The browser's own HLS, where there is no Media Source Extensions (older iPhones). It lets nobody choose a quality. */
import type { Engine, EngineContext } from './engine.ts';
import { classifyRefusal } from './interruptions/refusal.ts';
import { latencySeconds } from './latency.ts';
import { callAfter } from './timing.ts';

const mimeType = 'application/vnd.apple.mpegurl';
/** The browser keeps its distance from the end by itself; this much is its usual. */
const usualSegmentSeconds = 2;

export const isNativeHlsSupported = (video: HTMLVideoElement): boolean => video.canPlayType(mimeType) !== '';

/** The programme date-time at the start of the timeline: Safari alone has it, and an invalid date without one. */
const startMs = (video: HTMLVideoElement): number | undefined => {
  if (!('getStartDate' in video) || typeof video.getStartDate !== 'function') return undefined;
  const date: unknown = video.getStartDate();
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date.getTime() : undefined;
};

const latencyOf = (video: HTMLVideoElement): number | undefined => {
  const beganMs = startMs(video);
  return beganMs === undefined ? undefined : latencySeconds(beganMs + video.currentTime * 1_000, Date.now());
};

const followSeekable = ({ video, store, signal }: EngineContext): (() => void) => {
  const show = (): void => {
    const { seekable, currentTime, duration } = video;
    if (seekable.length === 0) return;
    const window = {
      startSeconds: seekable.start(0),
      liveSeconds: seekable.end(seekable.length - 1),
      positionSeconds: currentTime,
      targetDurationSeconds: usualSegmentSeconds,
      isEnded: Number.isFinite(duration),
    };
    store.update({ window, latencySeconds: latencyOf(video) });
  };
  for (const event of ['timeupdate', 'progress', 'seeked', 'durationchange'] as const) {
    video.addEventListener(event, show, { signal });
  }
  return show;
};

/** A video element does not say why it failed: the playlist is asked for again to learn it. */
const recover = ({ video, url, store, signal }: EngineContext): void => {
  const load = (): void => {
    video.src = url;
    video.load();
  };
  const learn = async (): Promise<void> => {
    const response = await fetch(url, { signal }).catch(() => undefined);
    const { phase, retryMs } = classifyRefusal(response?.status ?? 0, (await response?.text()) ?? '');
    store.update({ phase, window: undefined });
    callAfter(retryMs, signal, load);
  };
  video.addEventListener('error', () => void learn().catch(() => undefined), { signal });
  video.addEventListener('waiting', () => store.update({ phase: 'reconnecting' }), { signal });
  load();
};

/** Loads and plays until the context's signal. */
export const startNativeEngine = (context: EngineContext): Engine => {
  const { video, signal } = context;
  const look = followSeekable(context);
  recover(context);
  signal.addEventListener('abort', () => video.removeAttribute('src'), { once: true });
  return { hls: undefined, look, setQuality: () => undefined };
};
