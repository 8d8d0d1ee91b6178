import { describe, expect, it } from 'vitest';
import { parseWatchAddress, watchPath } from './watch-address.ts';

describe('parseWatchAddress', () => {
  it.each(['/watch/live/main', '/watch/live/main/'])('reads %s', (path) => {
    const url = '/live-streams/live/main/master.m3u8';
    expect(parseWatchAddress(path)).toEqual({ namespace: 'live', stream: 'main', url });
  });

  it.each([
    '/watch/',
    '/watch/live',
    '/watch/live/main/more',
    '/watch/Live/main',
    '/watch/live/1',
    '/watch/../main',
    '/',
  ])('finds no stream in %s', (path) => {
    expect(parseWatchAddress(path)).toBeUndefined();
  });

  it('reads what watchPath writes', () => {
    expect(parseWatchAddress(watchPath('live', 'main'))).toMatchObject({ namespace: 'live', stream: 'main' });
  });
});
