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

const isKept = (kept: Sample, { atMs }: Sample): boolean => kept.atMs > atMs - historyMs && kept.atMs < atMs;

/** With one more second, and without what is too old. What was asked before the latest one is no news. */
export const withSample = (history: IngestHistory, message: IngestMessage): IngestHistory => {
  const latest = history.at(-1);
  return latest && Date.parse(message.at) <= latest.atMs ? history : withFirstSample(history, message);
};

/** With the first second of a new connection: its server's clock may be behind, and takes the place of what it has not yet. */
export const withFirstSample = (history: IngestHistory, message: IngestMessage): IngestHistory => {
  const sample = sampleOf(message);
  return Number.isNaN(sample.atMs) ? history : [...history.filter((kept) => isKept(kept, sample)), sample];
};
