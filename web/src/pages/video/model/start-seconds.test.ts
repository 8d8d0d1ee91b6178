import { describe, expect, it } from 'vitest';
import { linkAt, startSecondsOf } from './start-seconds.ts';

describe('startSecondsOf', () => {
  it.each([
    ['t=83', 83],
    ['t=0', 0],
    ['', undefined],
    ['t=', undefined],
    ['t=-3', undefined],
    ['t=1.5', undefined],
    ['t=1e9', undefined],
    ['t=12345678', undefined],
    ['t=soon', undefined],
  ])('reads from "%s" %s', (query, seconds) => {
    expect(startSecondsOf(new URLSearchParams(query))).toBe(seconds);
  });
});

describe('linkAt', () => {
  it.each([
    [undefined, 'https://kubecast.example/videos/a'],
    [0.9, 'https://kubecast.example/videos/a'],
    [83.9, 'https://kubecast.example/videos/a?t=83'],
  ])('links to second %s', (seconds, link) => {
    expect(linkAt('https://kubecast.example/videos/a?t=5#there', seconds)).toBe(link);
  });
});
