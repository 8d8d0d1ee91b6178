/** hls.js for plain HLS of short segments with a DVR window. Defaults stay where nothing was measured against them. */
import type { HlsConfig } from 'hls.js';
import workerPath from 'hls.js/dist/hls.worker.js?url';
import { interruptionConfig } from './interruptions/retry-policy.ts';

export const hlsConfig: Partial<HlsConfig> = {
  workerPath,
  liveSyncDurationCount: 3,
  // The viewer decides where in the window to be; only what has left the window makes the player jump.
  liveMaxLatencyDurationCount: Number.POSITIVE_INFINITY,
  backBufferLength: 60,
  maxBufferLength: 20,
  capLevelToPlayerSize: true,
  // Begin in the middle of the ladder rather than at its bottom.
  abrEwmaDefaultEstimate: 3_000_000,
  ...interruptionConfig,
};
