/** What became of numbered frames between an encoder, the bucket and the video. Pure. */

/** Numbers in order; undefined for a frame that cannot be read. */
export type FrameNumbers = readonly (number | undefined)[];

export interface FrameComparison {
  /** Frames that were published, and that the video does not have: their numbers. */
  readonly lost: readonly number[];
  /** Frames that the bucket has, and the video does not. */
  readonly leftOut: number;
  /** Frames of the video that come no later than the one before them, or cannot be read. */
  readonly misplaced: number;
}

const missing = <T>(wanted: Iterable<T>, had: ReadonlySet<unknown>): readonly T[] =>
  [...new Set(wanted)].filter((frame) => !had.has(frame));

const isMisplaced = (frame: number | undefined, before: number | undefined): boolean =>
  frame === undefined || (before !== undefined && frame <= before);

/** Frames 0 to `published - 1` were sent. */
export const compareFrames = (published: number, stored: FrameNumbers, video: FrameNumbers): FrameComparison => {
  const shown = new Set(video);
  return {
    lost: missing(Array(published).keys(), shown),
    leftOut: missing(stored, shown).length,
    misplaced: video.filter((frame, index) => isMisplaced(frame, video[index - 1])).length,
  };
};

/** Numbers as rows of neighbours: `3, 7-9`. They ascend. */
export const describeNumbers = (numbers: readonly number[]): string => {
  const firsts = numbers.filter((number, index) => numbers[index - 1] !== number - 1);
  const lasts = numbers.filter((number, index) => numbers[index + 1] !== number + 1);
  return firsts.map((first, row) => (first === lasts[row] ? `${first}` : `${first}-${lasts[row]}`)).join(', ');
};
