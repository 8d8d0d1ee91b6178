/**
 * How often what is not to be had is asked for again. A playlist is asked for without limit, 100 to 500 ms apart: hls.js's
 * default gives up 3 s after a cut. After some failures in a row another rung is tried, so that a rung whose playlist alone
 * is broken holds nobody up; that rung gets its next chance when its penalty is over.
 */
import type { HlsConfig, LoaderResponse, RetryConfig } from 'hls.js';

/** Failures in a row, about 1.2 s, after which another rung is tried. */
const failuresOfOneRung = 4;
const penaltyMs = 10_000;

/** Worth another try: no connection, or a server that says that it is not able now. hls.js takes no connection for CORS. */
export const mayPass = (response: LoaderResponse | undefined): boolean => {
  const status = response?.code ?? 0;
  return status === 0 || status === 429 || status >= 500;
};

/** False makes hls.js look for another rung; where there is none, it asks this one again all the same. */
export const untilThere: RetryConfig = {
  maxNumRetry: Number.POSITIVE_INFINITY,
  retryDelayMs: 100,
  maxRetryDelayMs: 500,
  shouldRetry: (_config, count, isTimeout, response) =>
    (isTimeout || mayPass(response)) && (count + 1) % failuresOfOneRung !== 0,
};

export const fewTimes: RetryConfig = {
  maxNumRetry: 8,
  retryDelayMs: 200,
  maxRetryDelayMs: 1_000,
  shouldRetry: (config, count, isTimeout, response) =>
    count < (config?.maxNumRetry ?? 0) && (isTimeout || mayPass(response)),
};

const playlistLimits = { maxTimeToFirstByteMs: 10_000, maxLoadTimeMs: 20_000 } as const;

/** The part of hls.js's configuration that is about interruptions. */
export const interruptionConfig: Partial<HlsConfig> = {
  errorPenaltyExpireMs: penaltyMs,
  // Refusals of the master playlist are for `answer-errors.ts`: it knows what they mean.
  manifestLoadPolicy: { default: { ...playlistLimits, timeoutRetry: null, errorRetry: null } },
  playlistLoadPolicy: { default: { ...playlistLimits, timeoutRetry: untilThere, errorRetry: untilThere } },
  fragLoadPolicy: {
    default: { maxTimeToFirstByteMs: 10_000, maxLoadTimeMs: 60_000, timeoutRetry: fewTimes, errorRetry: fewTimes },
  },
};
