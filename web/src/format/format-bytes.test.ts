import { describe, expect, it } from 'vitest';
import { formatBytes } from './format-bytes.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1540, '1.5 kB'],
    [9960, '10 kB'],
    [999_600, '1 MB'],
    [12_345_678, '12 MB'],
    [1_234_567_890, '1.2 GB'],
    [5e15, '5000 TB'],
    [-3, '0 B'],
    [Number.NaN, '0 B'],
  ])('shows %s as %s', (bytes, shown) => {
    expect(formatBytes(bytes)).toBe(shown);
  });
});
