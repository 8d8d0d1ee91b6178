import { describe, expect, it } from 'vitest';
import { workMebibytes } from './work-size.ts';

const mebibyte = 1024 * 1024;

describe('workMebibytes', () => {
  it.each([
    ['nothing', 0, 256],
    ['a byte', 1, 320],
    ['a minute', 34 * mebibyte, 320],
    ['an hour at 4.6 Mbit/s', 1974 * mebibyte, 2432],
  ])('gives %s room for its file, and steps of 64 MiB', (_what, bytes, expected) => {
    expect(workMebibytes(bytes)).toBe(expected);
  });
});
