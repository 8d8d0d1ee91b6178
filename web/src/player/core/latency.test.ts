import { describe, expect, it } from 'vitest';
import { latencySeconds } from './latency.ts';

describe('latencySeconds', () => {
  it.each([
    ['the time between the moment shown and now', 10_000, 13_149, 3.1],
    ['nothing where streams tell no dates', undefined, 13_100, undefined],
    ['nothing for a picture of the future: the clock is wrong', 20_000, 13_100, undefined],
    ['nothing for what nobody at the live edge has', 10_000, 370_000, undefined],
  ])('is %s', (_what, shownMs, nowMs, seconds) => {
    expect(latencySeconds(shownMs, nowMs)).toBe(seconds);
  });
});
