/** What happens after an error of hls.js: who is asked again, when, and what the viewer is told meanwhile. */
import Hls, { type ErrorData } from 'hls.js';
import type { EngineContext } from '../engine.ts';
import { callAfter } from '../timing.ts';
import { answerMediaFault, rememberFault } from './media-faults.ts';
import { classifyRefusal } from './refusal.ts';

const againMs = 250;
/** A master playlist and rungs that contradict each other must not be asked in a hurry. */
const askMasterMs = 1_000;

/** Those whose text an XMLHttpRequest lets be read. */
const textTypes: readonly string[] = ['', 'text'];

const bodyOf = (details: unknown): string =>
  details instanceof XMLHttpRequest && textTypes.includes(details.responseType) ? details.responseText : '';

const isMasterFault = ({ details }: ErrorData): boolean =>
  details === Hls.ErrorDetails.MANIFEST_LOAD_ERROR || details === Hls.ErrorDetails.MANIFEST_LOAD_TIMEOUT;

const isRefusedRung = ({ details, response }: ErrorData): boolean => {
  const status = response?.code ?? 0;
  return details === Hls.ErrorDetails.LEVEL_LOAD_ERROR && status >= 400 && status < 500 && status !== 429;
};

/** The master playlist alone says why it is not to be had. */
const askMasterAgain = (hls: Hls, { url, store, signal }: EngineContext) => {
  return (data: ErrorData): void => {
    const { phase, retryMs } = classifyRefusal(data.response?.code ?? 0, bodyOf(data.networkDetails));
    store.update({ phase, window: undefined });
    callAfter(retryMs, signal, () => hls.loadSource(url));
  };
};

/** hls.js heals some by itself, without end and not always with success: they count, and need no more healing. */
const isMediaFault = ({ type, details, fatal }: ErrorData): boolean =>
  details === Hls.ErrorDetails.MEDIA_SOURCE_REQUIRES_RESET || (fatal && type === Hls.ErrorTypes.MEDIA_ERROR);

const healMedia = (hls: Hls, { faults, signal, rebuild }: EngineContext) => {
  let isGivenUp = false;
  return ({ fatal }: ErrorData): void => {
    // One engine adds what it takes to give it up, however often it fails on the way.
    if (isGivenUp) return;
    faults.media = rememberFault(faults.media, performance.now());
    const answer = answerMediaFault(faults.media);
    isGivenUp = answer.kind === 'rebuild';
    if (answer.kind === 'rebuild') callAfter(answer.afterMs, signal, () => rebuild(answer.skipSeconds));
    else if (fatal) hls.recoverMediaError();
  };
};

/**
 * hls.js asks for a refused playlist on and on. When every rung has been refused in a row, the stream itself is behind it, or
 * another ladder: a new engine asks the master playlist.
 */
const watchRefusedRungs = (hls: Hls, { signal, rebuild }: EngineContext): void => {
  const refused = new Set<number>();
  hls.on(Hls.Events.LEVEL_LOADED, () => refused.clear());
  hls.on(Hls.Events.ERROR, (_event, data) => {
    if (!isRefusedRung(data)) return;
    refused.add(data.context?.level ?? 0);
    const isEach = hls.levels.every((_level, index) => refused.has(index) || index > hls.maxAutoLevel);
    if (isEach) callAfter(askMasterMs, signal, () => rebuild());
  });
};

/** Answers every fatal error, faults of the decoder and refused playlists, until the signal. */
export const answerErrors = (hls: Hls, context: EngineContext): void => {
  const { signal, rebuild } = context;
  const askAgain = askMasterAgain(hls, context);
  const heal = healMedia(hls, context);
  const answerFatal = (data: ErrorData): void => {
    if (isMasterFault(data)) askAgain(data);
    else if (data.type === Hls.ErrorTypes.NETWORK_ERROR) callAfter(againMs, signal, () => hls.startLoad(-1));
    else callAfter(againMs, signal, () => rebuild());
  };
  watchRefusedRungs(hls, context);
  hls.on(Hls.Events.ERROR, (_event, data) => {
    if (isMediaFault(data)) heal(data);
    else if (data.fatal) answerFatal(data);
  });
};
