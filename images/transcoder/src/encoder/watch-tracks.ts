/**
 * Ends an encoder's input when picture or sound stops while the other goes on: without pictures there is nothing to encode,
 * and pictures without the sound that was announced would stop every player. When the sound is back, so is its track.
 */
import type { TransportSource } from '../ingest/transport-source.ts';

const watchIntervalMs = 500;

/** `muted`: the encoder goes without the source's sound, which had stopped. The caller clears what is returned. */
export const watchTracks = (source: Pick<TransportSource, 'flow' | 'interrupt'>, muted: boolean): NodeJS.Timeout =>
  setInterval(() => {
    const { flow } = source;
    if (flow.videoStopped) source.interrupt('videoStopped');
    else if (muted ? flow.audioFlows : flow.audioStopped) source.interrupt('audioChanged');
  }, watchIntervalMs);
