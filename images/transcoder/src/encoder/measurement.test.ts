import { describe, expect, it } from 'vitest';
import { parseMeasurement } from './measurement.ts';

describe('parseMeasurement', () => {
  it.each([
    ['lavfi.signalstats.YHIGH=210', { name: 'lumaHigh', value: 210 }],
    ['lavfi.signalstats.YDIF=0.858937', { name: 'lumaChange', value: 0.858937 }],
    ['lavfi.astats.Overall.RMS_level=-21.084077', { name: 'audioLevelDb', value: -21.084077 }],
    ['lavfi.astats.Overall.RMS_level=-inf', { name: 'audioLevelDb', value: -120 }],
    ['frame=   123', { name: 'encodedFrames', value: 123 }],
    ['lavfi.astats.Overall.RMS_level=nan', undefined],
    ['frame:1    pts:48000   pts_time:1', undefined],
    ['speed=1.01x', undefined],
    ['progress=continue', undefined],
    ['', undefined],
    ['=', undefined],
  ])('reads %j', (line, expected) => {
    expect(parseMeasurement(line)).toEqual(expected);
  });
});
