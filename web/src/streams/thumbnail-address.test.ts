import { describe, expect, it } from 'vitest';
import { pictureOf, renewalInMs, thumbnailAddress } from './thumbnail-address.ts';

describe('thumbnailAddress', () => {
  it.each([
    ['/live-streams/a/b/thumbnail.jpg', 0, '/live-streams/a/b/thumbnail.jpg?t=0'],
    ['/live-streams/a/b/thumbnail.jpg', 9_999, '/live-streams/a/b/thumbnail.jpg?t=0'],
    ['/live-streams/a/b/thumbnail.jpg', 10_000, '/live-streams/a/b/thumbnail.jpg?t=1'],
    ['/live-streams/a/b/thumbnail.jpg?x=1', 25_000, '/live-streams/a/b/thumbnail.jpg?x=1&t=2'],
  ])('of %s at %i ms is %s', (url, nowMs, address) => {
    expect(thumbnailAddress(url, nowMs)).toBe(address);
  });
});

describe('renewalInMs', () => {
  it.each([
    [0, 10_000],
    [1, 9_999],
    [19_999, 1],
  ])('at %i ms is %i', (nowMs, waitMs) => {
    expect(renewalInMs(nowMs)).toBe(waitMs);
  });
});

describe('pictureOf', () => {
  it.each([
    ['/live-streams/a/b/thumbnail.jpg', '/live-streams/a/b/thumbnail.jpg'],
    ['/live-streams/~1.k.x_-/a/b/thumbnail.jpg', '/live-streams/a/b/thumbnail.jpg'],
  ])('of %s is %s', (url, picture) => {
    expect(pictureOf(url)).toBe(picture);
  });
});
