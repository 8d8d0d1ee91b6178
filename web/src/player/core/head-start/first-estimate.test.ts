import { describe, expect, it } from 'vitest';
import { firstEstimate } from './first-estimate.ts';

describe('firstEstimate', () => {
  it.each([
    ['the middle of a ladder where nothing is known', undefined, 3_000_000],
    ['the middle of a ladder on a fast line', 10, 3_000_000],
    ['what a slow line carries', 1.4, 1_400_000],
    ['not nothing while there is no line', 0, 200_000],
  ])('is %s', (_, downlink, expected) => {
    expect(firstEstimate(downlink)).toBe(expected);
  });
});
