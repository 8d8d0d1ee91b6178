import { segmentName } from '@kubecast/media/keys';
import { describe, expect, it } from 'vitest';
import { LiveEdgeClient } from '../src/live-edge-client.ts';
import { contestedKeys, storedMedia } from './bucket-check.ts';
import type { ListedMedia } from './observation.ts';

const key = (epoch: number, sequence: number, rendition = '360p'): string =>
  `live/demo/20260101-000000-abcd/${rendition}/${segmentName({ epoch, sequence, startUnixMs: 1, durationMs: 2_000 })}`;

describe('contestedKeys', () => {
  it('finds nothing when each number has one key in each rendition', () => {
    expect(contestedKeys([key(1, 1), key(1, 2), key(2, 3), key(1, 1, '240p'), 'live/demo/master.m3u8'])).toEqual([]);
  });

  it('names the second key of a number', () => {
    expect(contestedKeys([key(1, 1), key(1, 2), key(2, 2)])).toEqual([`${key(2, 2)} has the number of ${key(1, 2)}`]);
  });
});

describe('storedMedia', () => {
  const session = '20260101-000000-abcd';
  const edge = new LiveEdgeClient('live', 'demo', 'http://edge');
  const segment = (sequence: number, listedMs: number, rendition: string): ListedMedia => ({
    ...{ listedMs, sequence, discontinuity: 1, durationSeconds: 2 },
    uri: `../${session}/${rendition}/${key(1, sequence, rendition).split('/').at(-1)}`,
    mapUri: `../${session}/${rendition}/000001-init.mp4`,
  });
  const listings = [
    { rendition: '360p', listed: [segment(1, 10, '360p'), segment(2, 20, '360p')] },
    { rendition: '240p', listed: [segment(2, 27, '240p')] },
  ];
  const init = (rendition: string) => `live/demo/${session}/${rendition}/000001-init.mp4`;
  const object = (name: string) => ({ key: name, size: 1, modifiedMs: 50 });

  it('names every listed file once, and when the bucket got it', () => {
    const objects = [init('360p'), init('240p'), key(1, 1), key(1, 2), key(1, 2, '240p')].map(object);
    expect(storedMedia(edge, listings, objects)).toEqual([
      { key: init('360p'), rendition: '360p', listedMs: 10, durationSeconds: 0, storedMs: 50 },
      { key: key(1, 1), rendition: '360p', listedMs: 10, durationSeconds: 2, storedMs: 50 },
      { key: key(1, 2), rendition: '360p', listedMs: 20, durationSeconds: 2, storedMs: 50 },
      { key: init('240p'), rendition: '240p', listedMs: 20, durationSeconds: 0, storedMs: 50 },
      { key: key(1, 2, '240p'), rendition: '240p', listedMs: 20, durationSeconds: 2, storedMs: 50 },
    ]);
  });

  it('has no moment for what never got there', () => {
    const stored = storedMedia(edge, listings, [init('360p'), init('240p'), key(1, 2)].map(object));
    expect(stored.filter(({ storedMs }) => storedMs === undefined).map(({ key: name }) => name)).toEqual([
      key(1, 1),
      key(1, 2, '240p'),
    ]);
  });
});
