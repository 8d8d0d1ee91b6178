/** What is known of a source while it is served, gathered once a second: the snapshot that the rules look at. */
import type { Source } from '@kubecast/media/state-feed';

/** What SRT said of late. Ratios are of all packets, those that never came among them, 0 to 1. */
export interface LineFacts {
  /** Missing at first; most are asked for again and come in time. */
  readonly lostRatio: number;
  /** Never came, or too late. */
  readonly droppedRatio: number;
  readonly roundTripMs: number;
}

/** The pictures and the sound as decoded, a second each. Undefined: not measured yet, or there is none. */
export interface ContentFacts {
  /** Nine of ten pixels are no brighter; 16 is black, 235 white. */
  readonly lumaHigh: number | undefined;
  /** Mean difference of a pixel to a second before, in steps of luma: the median of ten seconds. */
  readonly lumaChange: number | undefined;
  /** dBFS, RMS; -120 is digital silence. */
  readonly audioLevelDb: number | undefined;
}

export interface IngestFacts extends ContentFacts {
  readonly source: Source;
  /** The longest distance of two keyframes in the last half minute; undefined before there was one. */
  readonly keyframeIntervalSeconds: number | undefined;
  /** True: the source has B-frames. */
  readonly reordered: boolean;
  /** False: the source has no one frame rate. */
  readonly steady: boolean;
  /** As they arrive, over five seconds; undefined before these have passed. */
  readonly framesPerSecond: number | undefined;
  readonly bitsPerSecond: number | undefined;
  /** The median of two minutes; undefined before there are twenty seconds of them. */
  readonly usualBitsPerSecond: number | undefined;
  /** True: the source lists audio, and none has come for seconds. */
  readonly audioStopped: boolean;
  readonly line: LineFacts | undefined;
  /** From the end of the last segment, by its own clock, to its being there. */
  readonly encodeLagSeconds: number;
  /** True: the encoder takes less than arrives. */
  readonly encoderHeldUp: boolean;
}
