import { describe, expect, it } from 'vitest';
import { tapSeekSeconds } from './tap-seek.ts';

describe('tapSeekSeconds', () => {
  it.each([
    ['nothing at the first tap', undefined, { atMs: 0, share: 0.9 }, 0],
    ['back at two on the left', { atMs: 0, share: 0.1 }, { atMs: 250, share: 0.2 }, -10],
    ['on at two on the right', { atMs: 0, share: 0.8 }, { atMs: 250, share: 0.9 }, 10],
    ['nothing when they are too far apart in time', { atMs: 0, share: 0.9 }, { atMs: 400, share: 0.9 }, 0],
    ['nothing on different sides', { atMs: 0, share: 0.1 }, { atMs: 200, share: 0.9 }, 0],
    ['nothing in the middle', { atMs: 0, share: 0.5 }, { atMs: 200, share: 0.5 }, 0],
  ] as const)('is %s', (_what, before, tap, seconds) => {
    expect(tapSeekSeconds(before, tap)).toBe(seconds);
  });
});
