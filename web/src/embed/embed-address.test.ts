import { describe, expect, it } from 'vitest';
import { parseEmbedAddress } from './embed-address.ts';

const main = { namespace: 'live', name: 'main', isAutoplay: false, isMuted: false };

describe('parseEmbedAddress', () => {
  it.each([
    ['/embed/live/main', main],
    ['/embed/live/main/', main],
    ['/embed/live/main?autoplay=1&muted=1', { ...main, isAutoplay: true, isMuted: true }],
    ['/embed/live/main?autoplay=true&muted=0', { ...main, isAutoplay: true }],
    ['/embed/live/main?autoplay=', main],
    ['/embed/live', undefined],
    ['/embed/live/main/more', undefined],
    ['/embed/live/%2e%2e', undefined],
    ['/watch/live/main', undefined],
  ])('reads %s', (address, expected) => {
    expect(parseEmbedAddress(new URL(address, 'https://tv.example.org'))).toEqual(expected);
  });
});
