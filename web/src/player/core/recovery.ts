/** What happens after an error of hls.js: who is asked again, when, and what the viewer is told meanwhile. */
import Hls, { type ErrorData } from 'hls.js';
import type { EngineContext } from './engine.ts';
import { classifyRefusal } from './refusal.ts';
import { callAfter } from './timing.ts';

const againMs = 250;
/** Two faults of the decoder in so short a time: it needs a new engine. */
const mediaFaultMs = 3_000;

/** Those whose text an XMLHttpRequest lets be read. */
const textTypes: readonly string[] = ['', 'text'];

const bodyOf = (details: unknown): string =>
  details instanceof XMLHttpRequest && textTypes.includes(details.responseType) ? details.responseText : '';

/** A playlist that is refused for good: the stream's state is behind it, so the master playlist is asked for again. */
const isRefusedPlaylist = ({ details, response }: ErrorData): boolean => {
  const isMaster =
    details === Hls.ErrorDetails.MANIFEST_LOAD_ERROR || details === Hls.ErrorDetails.MANIFEST_LOAD_TIMEOUT;
  const status = response?.code ?? 0;
  return isMaster || (details === Hls.ErrorDetails.LEVEL_LOAD_ERROR && status >= 400 && status < 500);
};

/** Answers every fatal error until the signal. */
export const recover = (hls: Hls, { url, store, signal, rebuild }: EngineContext): void => {
  let lastMediaFaultMs = Number.NEGATIVE_INFINITY;
  const askAgain = (data: ErrorData): void => {
    const { phase, retryMs } = classifyRefusal(data.response?.code ?? 0, bodyOf(data.networkDetails));
    store.update({ phase, window: undefined });
    callAfter(retryMs, signal, () => hls.loadSource(url));
  };
  const healMedia = (): void => {
    const nowMs = performance.now();
    const isRepeated = nowMs - lastMediaFaultMs < mediaFaultMs;
    lastMediaFaultMs = nowMs;
    if (isRepeated) rebuild();
    else hls.recoverMediaError();
  };
  hls.on(Hls.Events.ERROR, (_event, data) => {
    if (!data.fatal) return;
    if (isRefusedPlaylist(data)) askAgain(data);
    else if (data.type === Hls.ErrorTypes.NETWORK_ERROR) callAfter(againMs, signal, () => hls.startLoad(-1));
    else if (data.type === Hls.ErrorTypes.MEDIA_ERROR) healMedia();
    else callAfter(againMs, signal, rebuild);
  });
};
