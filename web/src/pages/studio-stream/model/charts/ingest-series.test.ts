import { describe, expect, it } from 'vitest';
import { chartSummary, ingestSeries } from './ingest-series.ts';

const [bitrate, frameRate, roundTrip, loss] = ingestSeries;

describe('ingestSeries', () => {
  it.each([
    [bitrate, 640.4, '640 kbit/s'],
    [bitrate, 6040, '6.0 Mbit/s'],
    [frameRate, 29.97, '30 fps'],
    [frameRate, 0, '0 fps'],
    [roundTrip, 0.2, 'under 1 ms'],
    [roundTrip, 41.6, '42 ms'],
    [loss, 0, '0 %'],
    [loss, 0.25, '0.3 %'],
    [loss, 31.2, '31 %'],
  ])('says a value in words', (series, value, words) => {
    expect(series?.word(value)).toBe(words);
  });
});

describe('chartSummary', () => {
  it.each([
    [30, { least: 24, most: 30 }, 'Frame rate over the last 5 minutes: now 30 fps, between 24 fps and 30 fps'],
    [null, { least: 24, most: 30 }, 'Frame rate over the last 5 minutes: not known now, between 24 fps and 30 fps'],
    [null, undefined, 'Frame rate over the last 5 minutes: nothing known'],
  ])('tells of now and of what was', (current, range, summary) => {
    expect(frameRate && chartSummary(frameRate, { lines: [], top: 50, current, range })).toBe(summary);
  });
});
