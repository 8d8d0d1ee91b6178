import { describe, expect, it } from 'vitest';
import { initName, parseInitName, segmentName, sessionId, sessionStartMs } from './keys.ts';
import { playableSegments, readListing } from './session-listing.ts';

const prefix = 'live/demo/20260102-030405-abcd/';
const segment = (epoch: number, sequence: number) => ({ epoch, sequence, startUnixMs: 1_000_000, durationMs: 2000 });
const listed = (rendition: string, fileName: string, modifiedMs = 0) => ({
  key: `${prefix}${rendition}/${fileName}`,
  size: 1,
  modifiedMs,
});

describe('readListing', () => {
  it('sorts keys by rendition and skips what is no media', () => {
    const listing = readListing(
      [
        listed('360p', segmentName(segment(1, 4)), 10),
        listed('360p', segmentName(segment(1, 5)), 30),
        listed('360p', initName(1), 99),
        listed('720p', segmentName(segment(2, 5)), 20),
        listed('720p', 'notes.txt', 50),
      ],
      prefix,
    );
    expect([...listing]).toEqual([
      ['360p', { segments: [segment(1, 4), segment(1, 5)], inits: new Set([1]), modifiedMs: 30 }],
      ['720p', { segments: [segment(2, 5)], inits: new Set(), modifiedMs: 20 }],
    ]);
  });
});

describe('playableSegments', () => {
  it('are those of epochs whose init is there', () => {
    const rung = { segments: [segment(1, 4), segment(2, 5)], inits: new Set([2]), modifiedMs: 0 };
    expect(playableSegments(rung)).toEqual([segment(2, 5)]);
  });
});

describe('sessionStartMs', () => {
  it('reads when a session began from its id', () => {
    const start = Date.UTC(2026, 10, 22, 18, 32, 26);
    expect(sessionStartMs(sessionId(new Date(start + 717), 'k1li'))).toBe(start);
  });
});

describe('parseInitName', () => {
  it.each([
    [initName(42), 42],
    ['000042-init.mp4.incomplete', undefined],
    [segmentName(segment(1, 4)), undefined],
  ])('reads %s', (fileName, epoch) => {
    expect(parseInitName(fileName)).toBe(epoch);
  });
});
