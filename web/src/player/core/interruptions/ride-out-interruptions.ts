/**
 * How a player of ours gets through interruptions: every rule is a file of this folder, and this one puts them to work on an
 * hls.js. No view and no DOM beyond the video element; released by the context's signal.
 *
 * | rule | file |
 * |---|---|
 * | playlists are asked for without limit, 100–500 ms apart; a rung that is broken holds nobody up | retry-policy |
 * | a fatal network error: load on from where the viewer is; a refusal: ask the master playlist why | answer-errors, refusal |
 * | faults of the decoder: heal, then a new engine, ever later | media-faults |
 * | still with data ahead: seek a millisecond; dead with data due: a new engine | decide-on-stall, stall-watch |
 * | still without: say whether the stream or the viewer's line is away | delivery, watch-delivery |
 * | a new engine begins where the viewer was, by programme date-time | place, start-at-place |
 * | who follows the live edge and lost it is taken back to it | is-left-behind |
 * | stalls of an outage teach the distance from the live edge nothing | latency-cushion |
 * | after a sleep or a lost network, what was under way is asked for anew | wake-watch |
 * | a session that ended may be followed by another at the same address | return-watch |
 */
import Hls from 'hls.js';
import type { EngineContext } from '../engine.ts';
import { answerErrors } from './answer-errors.ts';
import { spareLatencyCushion } from './latency-cushion.ts';
import { watchForReturn } from './return-watch.ts';
import { watchStalls } from './stall-watch.ts';
import { startAtPlace } from './start-at-place.ts';
import { watchForWake } from './wake-watch.ts';
import { watchDelivery } from './watch-delivery.ts';

/** To be called before `loadSource`, with an hls.js that has `interruptionConfig`. */
export const rideOutInterruptions = (hls: Hls, context: EngineContext): void => {
  const verdict = watchDelivery(hls);
  startAtPlace(hls, context);
  answerErrors(hls, context);
  spareLatencyCushion(hls, verdict);
  const { onData } = watchStalls(context, verdict);
  hls.on(Hls.Events.FRAG_BUFFERED, onData);
  watchForWake(hls, context.video, context.signal);
  watchForReturn(hls, context);
};
