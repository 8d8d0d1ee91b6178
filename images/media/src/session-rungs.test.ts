import { describe, expect, it } from 'vitest';
import { initName, segmentName } from './keys.ts';
import { readRungs } from './session-rungs.ts';

const prefix = 'live/studio/20270115-080000-made/';
const object = (path: string, size: number) => ({ key: prefix + path, size, modifiedMs: 0 });
const name = { epoch: 1, sequence: 7, startUnixMs: 1_800_000_000_000, durationMs: 2000 };

describe('readRungs', () => {
  it('sorts segments and initialisation sections by rendition', () => {
    const rungs = readRungs(
      [
        object(`360p/${initName(1)}`, 700),
        object(`360p/${segmentName(name)}`, 1000),
        object(`720p/${initName(2)}`, 700),
        object(`720p/${segmentName(name)}`, 0),
      ],
      prefix,
    );
    expect([...rungs.keys()]).toEqual(['360p', '720p']);
    expect(rungs.get('360p')).toEqual({
      segments: [{ ...name, key: `${prefix}360p/${segmentName(name)}`, sizeBytes: 1000 }],
      inits: new Map([[1, `${prefix}360p/${initName(1)}`]]),
    });
    expect(rungs.get('720p')).toMatchObject({ segments: [{ sizeBytes: 0 }] });
  });

  it('passes over empty initialisation sections and other things', () => {
    const objects = [
      object(`360p/${initName(1)}`, 0),
      object('360p/playlist.m3u8', 500),
      object('360p/000001-0000000007.m4s', 9),
    ];
    expect(readRungs(objects, prefix).get('360p')).toEqual({ segments: [], inits: new Map() });
  });
});
