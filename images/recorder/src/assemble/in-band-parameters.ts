/**
 * Parameter sets before each keyframe, for a video whose epochs were encoded with different ones: the file's description can name but
 * one epoch's. Decoders take the newest they saw, so that every keyframe has to carry its own, also those of the first
 * epoch: a viewer may come to it from behind. Pure.
 */
import { readParameterSets } from '../video-file/parameter-sets.ts';
import type { EpochInit } from './epoch-init.ts';
import type { MediaSample } from './segment-media.ts';

const withLength = (unit: Buffer): readonly Buffer[] => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(unit.length);
  return [length, unit];
};

/** Says whether a description fits all epochs. */
export const isOneEncoding = (inits: readonly EpochInit[]): boolean =>
  inits.every(({ videoConfiguration }) => inits[0]?.videoConfiguration.equals(videoConfiguration));

/** SPS and PPS as they stand in a sample. */
export const inBandParameters = ({ videoConfiguration }: EpochInit): Buffer =>
  Buffer.concat(readParameterSets(videoConfiguration).flatMap(withLength));

export const withParameters = (sample: MediaSample, parameters: Buffer): MediaSample =>
  sample.sync ? { ...sample, bytes: Buffer.concat([parameters, sample.bytes]) } : sample;
