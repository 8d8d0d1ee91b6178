/**
 * What the encoder measures of its source beside encoding it, a line `key=value` each on its standard output (`metadata=print`
 * and `-progress`). Lines of several writers come in any order, and each says all that is needed. Pure.
 */

export interface Measurement {
  /**
   * - `lumaHigh`: nine of ten pixels are no brighter; 16 is black, 235 white
   * - `lumaChange`: mean difference of a pixel to the picture a second before, in steps of luma
   * - `audioLevelDb`: dBFS, RMS of a second; -120 is digital silence
   * - `encodedFrames`: pictures of the first rendition so far
   */
  readonly name: 'lumaHigh' | 'lumaChange' | 'audioLevelDb' | 'encodedFrames';
  readonly value: number;
}

/** The keys of the filters' metadata that are printed. */
export const metadataKeys = {
  lumaHigh: 'lavfi.signalstats.YHIGH',
  lumaChange: 'lavfi.signalstats.YDIF',
  audioLevelDb: 'lavfi.astats.Overall.RMS_level',
} as const;

const names: ReadonlyMap<string, Measurement['name']> = new Map([
  [metadataKeys.lumaHigh, 'lumaHigh'],
  [metadataKeys.lumaChange, 'lumaChange'],
  [metadataKeys.audioLevelDb, 'audioLevelDb'],
  ['frame', 'encodedFrames'],
]);

const digitalSilenceDb = -120;

const numberIn = (text: string): number => (text.trim() === '-inf' ? digitalSilenceDb : Number.parseFloat(text));

/** Undefined for every other line. */
export const parseMeasurement = (line: string): Measurement | undefined => {
  const separator = line.indexOf('=');
  const name = names.get(line.slice(0, separator));
  const value = numberIn(line.slice(separator + 1));
  return name === undefined || !Number.isFinite(value) ? undefined : { name, value };
};
