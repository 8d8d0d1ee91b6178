/** The last minutes of the source in numbers. Pure. */
import type { IngestMessage } from '../../../../realtime/server-message.ts';

/** How far back the charts go. */
export const historyMs = 300_000;

/** The numbers that charts show. */
export type SeriesName = 'bitrateKbps' | 'frameRate' | 'roundTripMs' | 'lossPercent';

/** One second of the source; null while unknown. */
export interface Sample extends Pick<IngestMessage, SeriesName> {
  readonly atMs: number;
}

export type IngestHistory = readonly Sample[];

const sampleOf = ({ at, bitrateKbps, frameRate, roundTripMs, lossPercent }: IngestMessage): Sample => ({
  atMs: Date.parse(at),
  bitrateKbps,
  frameRate,
  roundTripMs,
  lossPercent,
});

/** With one more second, and without what is too old. What was asked before the latest one is no news. */
export const withSample = (history: IngestHistory, message: IngestMessage): IngestHistory => {
  const sample = sampleOf(message);
  const latest = history.at(-1);
  if (Number.isNaN(sample.atMs) || (latest && sample.atMs <= latest.atMs)) return history;
  return [...history.filter(({ atMs }) => atMs > sample.atMs - historyMs), sample];
};
