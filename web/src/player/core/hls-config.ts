/** hls.js for plain HLS of short segments with a DVR window. Defaults stay where nothing was measured against them. */
import type { HlsConfig, LoaderResponse, RetryConfig } from 'hls.js';
import workerPath from 'hls.js/dist/hls.worker.js?url';

/** Worth another try: no connection, or a server that says that it is not able now. hls.js takes no connection for CORS. */
const mayPass = (response: LoaderResponse | undefined): boolean => {
  const status = response?.code ?? 0;
  return status === 0 || status === 429 || status >= 500;
};

/** A playlist is asked for until it is there: the default gives up 3 s after a cut. */
const untilThere: RetryConfig = {
  maxNumRetry: Number.POSITIVE_INFINITY,
  retryDelayMs: 100,
  maxRetryDelayMs: 500,
  shouldRetry: (_config, _count, isTimeout, response) => isTimeout || mayPass(response),
};

const fewTimes: RetryConfig = {
  maxNumRetry: 8,
  retryDelayMs: 200,
  maxRetryDelayMs: 1_000,
  shouldRetry: (config, count, isTimeout, response) =>
    count < (config?.maxNumRetry ?? 0) && (isTimeout || mayPass(response)),
};

const playlistLimits = { maxTimeToFirstByteMs: 10_000, maxLoadTimeMs: 20_000 } as const;

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
  // Refusals of the master playlist are for `recovery.ts`: it knows what they mean.
  manifestLoadPolicy: { default: { ...playlistLimits, timeoutRetry: null, errorRetry: null } },
  playlistLoadPolicy: { default: { ...playlistLimits, timeoutRetry: untilThere, errorRetry: untilThere } },
  fragLoadPolicy: {
    default: { maxTimeToFirstByteMs: 10_000, maxLoadTimeMs: 60_000, timeoutRetry: fewTimes, errorRetry: fewTimes },
  },
};
