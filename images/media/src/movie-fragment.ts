/** Times and sync flags of one fragment's tracks (ISO/IEC 14496-12, 8.8). Pure. */
import type { Box } from './boxes.ts';
import { readFragmentSamples } from './fragment-samples.ts';
import type { Track } from './init-section.ts';

/** One track's run of samples in one fragment; times in the track's own ticks. */
export interface TrackFragment {
  readonly trackId: number;
  readonly decodeTime: number;
  readonly duration: number;
  readonly samples: number;
  /** True when the first sample is a sync sample. */
  readonly sync: boolean;
}

/** Each track's samples in a `moof`, summed up. Throws `BoxError` and `RangeError` for what is malformed. */
export const readMovieFragment = (bytes: Buffer, moof: Box, tracks: readonly Track[]): readonly TrackFragment[] =>
  readFragmentSamples(bytes, moof, tracks).map(({ track, decodeTime, samples }) => ({
    trackId: track.id,
    decodeTime,
    duration: samples.reduce((sum, { duration }) => sum + duration, 0),
    samples: samples.length,
    sync: samples[0]?.sync ?? false,
  }));
