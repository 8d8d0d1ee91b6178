/** hls.js, from load to destroy; each concern is a file of its own. */
import Hls from 'hls.js';
import { catchUp } from './catch-up.ts';
import type { Engine, EngineContext } from './engine.ts';
import { hlsConfig } from './hls-config.ts';
import { rideOutInterruptions } from './interruptions/ride-out-interruptions.ts';
import { followLiveEdge } from './live-edge.ts';
import { applyQuality, followQuality } from './quality.ts';

export const isHlsSupported = (): boolean => Hls.isSupported();

/** Loads and plays until the context's signal. */
export const startHlsEngine = (context: EngineContext): Engine => {
  const { video, url, store, signal } = context;
  const hls = new Hls(hlsConfig());
  signal.addEventListener('abort', () => hls.destroy(), { once: true });
  followQuality(hls, context);
  const look = followLiveEdge(hls, context);
  catchUp(hls, context);
  rideOutInterruptions(hls, context);
  hls.loadSource(url);
  hls.attachMedia(video);
  return {
    hls,
    look,
    setQuality: (choice) => {
      store.update({ qualityChoice: choice });
      applyQuality(hls, choice);
    },
  };
};
