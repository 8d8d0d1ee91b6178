/** hls.js for plain HLS of short segments with a DVR window. Defaults stay where nothing was measured against them. */
import type { HlsConfig } from 'hls.js';
import { firstEstimate, observeLine } from './head-start/first-estimate.ts';
import { HeadStartLoader } from './head-start/head-start-loader.ts';
import { interruptionConfig } from './interruptions/retry-policy.ts';
import { liveSyncDurationCount } from './live-sync.ts';

/** For a line as it is now. */
export const hlsConfig = (): Partial<HlsConfig> => ({
  loader: HeadStartLoader,
  // What comes is fragmented MP4, which is passed on as it is: a thread to do that in begins later than it would be done.
  enableWorker: false,
  liveSyncDurationCount,
  // The viewer decides where in the window to be; only what has left the window makes the player jump.
  liveMaxLatencyDurationCount: Number.POSITIVE_INFINITY,
  backBufferLength: 60,
  maxBufferLength: 20,
  capLevelToPlayerSize: true,
  // The first segment is shown, rather than one of the lowest rung fetched to learn how fast the line is.
  testBandwidth: false,
  abrEwmaDefaultEstimate: firstEstimate(observeLine().downlink),
  ...interruptionConfig,
});
