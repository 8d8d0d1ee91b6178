import { describe, expect, it } from 'vitest';
import { transferMs } from './transfer-time.ts';

describe('transferMs', () => {
  it.each([
    [0, 0],
    [125_000, 3_000],
    [16 * 1024 ** 2, 402_654],
  ])('of %d bytes is %d', (bytes, milliseconds) => {
    expect(transferMs(bytes)).toBe(milliseconds);
  });
});
