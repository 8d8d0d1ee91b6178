/** How many tiles a storyboard has, how far apart they are and how they lie in the one picture that holds them all. Pure. */
import type { Keyframe } from '../video-file/sample-table.ts';

export interface StoryboardLayout {
  readonly intervalSeconds: number;
  readonly tiles: number;
  readonly columns: number;
  readonly rows: number;
  /** Pixels; even. */
  readonly tileWidth: number;
  readonly tileHeight: number;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const tileWidth = 160;
const mostColumns = 10;
/** A picture this large is some 800 KB, and what a viewer's pointer can tell apart on a bar. */
const mostTiles = 200;
/** Up to a minute a tile every segment or so; then round numbers that give no more than the most. */
const shortSeconds = 60;
const shortInterval = 2;
const intervals = [5, 10, 15, 20, 30, 60, 120, 300] as const;
/** A rest of an interval that is not worth a tile belongs to the last one. */
const slightShare = 0.1;
const tileHeights = { least: 2, most: 640 } as const;

const intervalFor = (durationSeconds: number): number => {
  if (durationSeconds <= shortSeconds) return shortInterval;
  const least = durationSeconds / mostTiles;
  return intervals.find((interval) => interval >= least) ?? Math.ceil(least);
};

/** The nearest even number of lines that keeps the picture's shape, at most four times the width. */
const tileHeightFor = ({ width, height }: PictureSize): number => {
  const even = 2 * Math.round((tileWidth * height) / width / 2);
  return Math.min(tileHeights.most, Math.max(tileHeights.least, even));
};

/** The layout for a video's playing time and picture. */
export const layoutStoryboard = (durationSeconds: number, size: PictureSize): StoryboardLayout => {
  const intervalSeconds = intervalFor(durationSeconds);
  const tiles = Math.max(1, Math.ceil(durationSeconds / intervalSeconds - slightShare));
  const columns = Math.min(mostColumns, tiles);
  const rows = Math.ceil(tiles / columns);
  return { intervalSeconds, tiles, columns, rows, tileWidth, tileHeight: tileHeightFor(size) };
};

/** The keyframe that each tile shows: the nearest to the middle of its interval. There is one keyframe at least. */
export const keyframesForTiles = (
  { tiles, intervalSeconds }: StoryboardLayout,
  keyframes: readonly Keyframe[],
): readonly Keyframe[] => {
  let at = 0;
  const distance = (index: number, time: number): number =>
    Math.abs((keyframes[index]?.timeSeconds ?? Number.POSITIVE_INFINITY) - time);
  return Array.from({ length: tiles }, (_, tile) => {
    const middle = (tile + 0.5) * intervalSeconds;
    while (distance(at + 1, middle) < distance(at, middle)) at += 1;
    return keyframes.slice(at, at + 1);
  }).flat();
};
