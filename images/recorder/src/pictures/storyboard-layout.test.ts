import { describe, expect, it } from 'vitest';
import { keyframesForTiles, layoutStoryboard } from './storyboard-layout.ts';

const landscape = { width: 1920, height: 1080 };

describe('layoutStoryboard', () => {
  it.each([
    [0.2, { intervalSeconds: 2, tiles: 1, columns: 1, rows: 1 }],
    [2, { intervalSeconds: 2, tiles: 1, columns: 1, rows: 1 }],
    [2.1, { intervalSeconds: 2, tiles: 1, columns: 1, rows: 1 }],
    [6, { intervalSeconds: 2, tiles: 3, columns: 3, rows: 1 }],
    [30, { intervalSeconds: 2, tiles: 15, columns: 10, rows: 2 }],
    [61, { intervalSeconds: 5, tiles: 13, columns: 10, rows: 2 }],
    [600, { intervalSeconds: 5, tiles: 120, columns: 10, rows: 12 }],
    [1000, { intervalSeconds: 5, tiles: 200, columns: 10, rows: 20 }],
    [1001, { intervalSeconds: 10, tiles: 100, columns: 10, rows: 10 }],
    [3600, { intervalSeconds: 20, tiles: 180, columns: 10, rows: 18 }],
    [72_000, { intervalSeconds: 360, tiles: 200, columns: 10, rows: 20 }],
  ])('%d s have %o', (seconds, grid) => {
    expect(layoutStoryboard(seconds, landscape)).toEqual({ ...grid, tileWidth: 160, tileHeight: 90 });
  });

  it.each([
    [{ width: 1080, height: 1920 }, 284],
    [{ width: 256, height: 144 }, 90],
    [{ width: 640, height: 480 }, 120],
    [{ width: 3840, height: 16 }, 2],
    [{ width: 16, height: 3840 }, 640],
  ])('a picture of %o has tiles of %d lines', (size, lines) => {
    expect(layoutStoryboard(10, size).tileHeight).toBe(lines);
  });
});

describe('keyframesForTiles', () => {
  const keyframesAt = (...times: readonly number[]) =>
    times.map((timeSeconds) => ({ timeSeconds, offset: 0, size: 1 }));
  const tilesOf = (seconds: number, ...times: readonly number[]): readonly number[] =>
    keyframesForTiles(layoutStoryboard(seconds, landscape), keyframesAt(...times)).map(
      ({ timeSeconds }) => timeSeconds,
    );

  it.each([
    ['one keyframe for all tiles', 6, [0], [0, 0, 0]],
    ['the nearest to the middle of each', 6, [0, 0.9, 2, 3.5, 4, 5.2], [0.9, 3.5, 5.2]],
    ['the earlier of two that are as near', 2, [0, 2], [0]],
    ['keyframes twice where they are rare', 8, [0, 6], [0, 0, 6, 6]],
  ])('shows %s', (_, seconds, times, shown) => {
    expect(tilesOf(seconds, ...times)).toEqual(shown);
  });
});
