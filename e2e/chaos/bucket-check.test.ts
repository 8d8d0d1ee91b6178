import { segmentName } from '@kubecast/media/keys';
import { describe, expect, it } from 'vitest';
import { contestedKeys } from './bucket-check.ts';

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
