import { describe, expect, it } from 'vitest';
import { knownSegments } from './restore-window.ts';

const session = '20260102-030405-abcd';
const segment = (sequence: number, epoch = 1) => ({ epoch, sequence, startUnixMs: 1_000_000, durationMs: 2000 });
const file = (sequence: number) => ({
  session,
  rendition: '720p',
  fileName: `000001-000000000${sequence}-0000001000000-02000.m4s`,
});

describe('knownSegments', () => {
  it('merges what is stored and what is not, each number once', () => {
    const listing = new Map([
      ['720p', { segments: [segment(1), segment(2), segment(3, 2)], inits: new Set([1]), modifiedMs: 0 }],
    ]);
    const known = knownSegments({ listing, files: [file(4), file(2)] }, session, '720p');
    expect(known.map(({ sequence }) => sequence)).toEqual([1, 2, 4]);
    expect(knownSegments({ listing, files: [file(4)] }, session, '360p')).toEqual([]);
  });
});
