import { describe, expect, it } from 'vitest';
import { TrackTable } from './track-table.ts';

describe('TrackTable', () => {
  it('keeps sizes, keyframes and runs of like durations', () => {
    const table = new TrackTable();
    for (const [size, duration, sync] of [
      [9, 512, true],
      [5, 512, false],
      [7, 600, true],
    ] as const) {
      table.add(size, duration, sync);
    }
    expect([...table.sizes]).toEqual([9, 5, 7]);
    expect([...table.syncSamples]).toEqual([1, 3]);
    expect(table.durations).toEqual([
      { count: 2, value: 512 },
      { count: 1, value: 600 },
    ]);
    expect([table.samples, table.duration]).toEqual([3, 1624]);
  });

  it('keeps chunks', () => {
    const table = new TrackTable();
    for (const [offset, samples] of [
      [0, 6],
      [900, 6],
      [2000, 1],
    ] as const)
      table.addChunk(offset, samples);
    expect(table.chunkOffsets).toEqual([0, 900, 2000]);
    expect(table.chunkLengths).toEqual([
      { count: 2, value: 6 },
      { count: 1, value: 1 },
    ]);
  });

  it.each([
    {
      what: 'one of many',
      before: [512, 512],
      by: 100,
      after: [
        { count: 1, value: 512 },
        { count: 1, value: 612 },
      ],
    },
    { what: 'the only one', before: [512], by: -12, after: [{ count: 1, value: 500 }] },
    { what: 'one that is then like the former', before: [612, 512], by: 100, after: [{ count: 2, value: 612 }] },
    { what: 'by nothing', before: [512], by: 0, after: [{ count: 1, value: 512 }] },
    { what: 'none', before: [], by: 100, after: [] },
  ])('stretches the last sample: $what', ({ before, by, after }) => {
    const table = new TrackTable();
    for (const duration of before) table.add(1, duration, false);
    table.stretchLast(by);
    expect(table.durations).toEqual(after);
    expect(table.duration).toBe(after.reduce((sum, { count, value }) => sum + count * value, 0));
  });

  it('holds more samples than it has room for at first', () => {
    const table = new TrackTable();
    for (let index = 0; index < 5000; index += 1) table.add(index, 1, index % 2 === 0);
    expect([...table.sizes]).toEqual(Array.from({ length: 5000 }, (_, index) => index));
    expect(table.syncSamples).toHaveLength(2500);
  });
});
