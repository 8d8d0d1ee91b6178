/** A stream that has ended may be live again at the same address: looks for it, now and then. */
import type Hls from 'hls.js';
import type { EngineContext } from '../engine.ts';
import { callEvery } from '../timing.ts';

const lookMs = 5_000;
const nearTheEndSeconds = 0.5;

const readPlaylist = async (url: string, signal: AbortSignal): Promise<string> => {
  const response = await fetch(url, { signal });
  const text = response.ok ? await response.text() : '';
  return text.startsWith('#EXTM3U') ? text : '';
};

const isOpen = (text: string): boolean => text !== '' && !text.includes('#EXT-X-ENDLIST');

/** Address of the first variant of a master playlist. Pure. */
export const firstVariantUrl = (masterText: string, masterUrl: string): string | undefined => {
  const uri = masterText.split(/\r?\n/).find((line) => line !== '' && !line.startsWith('#'));
  return uri && new URL(uri, masterUrl).href;
};

/** The new session may have another ladder, so the master playlist says where to look. */
const isLiveAt = async (url: string, signal: AbortSignal): Promise<boolean> => {
  const masterUrl = new URL(url, document.baseURI).href;
  const variantUrl = firstVariantUrl(await readPlaylist(masterUrl, signal), masterUrl);
  return variantUrl !== undefined && isOpen(await readPlaylist(variantUrl, signal));
};

/** Says `isLiveAgain`; whoever has watched to the end is taken along. */
export const watchForReturn = (hls: Hls, { video, url, store, signal, rebuild }: EngineContext): void => {
  const hasWatchedToTheEnd = (): boolean => {
    const edge = hls.latestLevelDetails?.edge ?? Number.POSITIVE_INFINITY;
    return video.ended || (!video.paused && edge - video.currentTime < nearTheEndSeconds);
  };
  const look = async (): Promise<void> => {
    const { window, isLiveAgain } = store.getSnapshot();
    if (!window?.isEnded) return;
    if (!isLiveAgain && !(await isLiveAt(url, signal))) return;
    store.update({ isLiveAgain: true });
    if (hasWatchedToTheEnd()) {
      store.update({ followsLive: true });
      rebuild();
    }
  };
  // Away, or the page is going: the next look is soon enough.
  callEvery(lookMs, signal, () => void look().catch(() => undefined));
};
