import { describe, expect, it } from 'vitest';
import { readPhases } from './recorder-phases.ts';

describe('readPhases', () => {
  it('counts from the first line of a phase to that of the next when it told more than once', () => {
    const lines = [
      { time: 1_000, msg: 'Beginning a recording' },
      { time: 2_000, phase: 'assembling' },
      { time: 12_000, phase: 'assembling' },
      { time: 12_500, phase: 'picturing' },
      { time: 13_000, phase: 'uploading' },
      { time: 15_000, msg: 'Completing' },
    ];
    expect([...readPhases(lines.map((line) => JSON.stringify(line)))]).toEqual([
      ['assembling', 10.5],
      ['picturing', 0.5],
      ['uploading', 2],
    ]);
  });

  it('has none when nothing was told', () => {
    expect(readPhases([]).size).toBe(0);
  });
});
