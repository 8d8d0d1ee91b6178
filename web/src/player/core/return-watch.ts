/** A stream that has ended may be live again at the same address: looks for it, now and then. */
import type Hls from 'hls.js';
import type { EngineContext } from './engine.ts';
import { callEvery } from './timing.ts';

const lookMs = 5_000;

const isOpen = async (url: string, signal: AbortSignal): Promise<boolean> => {
  const response = await fetch(url, { signal });
  const text = response.ok ? await response.text() : '';
  return text.startsWith('#EXTM3U') && !text.includes('#EXT-X-ENDLIST');
};

/** Says `isLiveAgain`; whoever has watched to the end is taken along. */
export const watchForReturn = (hls: Hls, { video, store, signal, rebuild }: EngineContext): void => {
  const look = async (): Promise<void> => {
    const { window, isLiveAgain } = store.getSnapshot();
    const url = hls.levels[0]?.uri;
    if (!window?.isEnded || !url) return;
    if (isLiveAgain || (await isOpen(url, signal))) {
      store.update({ isLiveAgain: true });
      if (video.ended) rebuild();
    }
  };
  // Away, or the page is going: the next look is soon enough.
  callEvery(lookMs, signal, () => void look().catch(() => undefined));
};
