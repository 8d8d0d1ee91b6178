import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chaptersOf } from './chapters.ts';

const recordedAt = new Date('2026-11-22T12:00:00Z');
const after = (seconds: number): Date => new Date(recordedAt.getTime() + seconds * 1000);
const gap = (atSeconds: number, seconds: number) => ({ at: after(atSeconds).toISOString(), seconds });

describe('chaptersOf', () => {
  it('begins a chapter in the media where a gap was, without the time of the gaps', () => {
    const gaps = [gap(60, 20), gap(140, 5.5)];
    expect(chaptersOf({ recordedAt, durationSeconds: 300, gaps })).toEqual([
      { startSeconds: 0, recordedAt },
      { startSeconds: 60, recordedAt: after(80) },
      { startSeconds: 120, recordedAt: after(145.5) },
    ]);
  });

  it.each([
    ['no gap', { recordedAt, durationSeconds: 300, gaps: [] }],
    ['a beginning that nobody knows', { recordedAt: null, durationSeconds: 300, gaps: [gap(60, 20)] }],
    ['a gap at the very beginning', { recordedAt, durationSeconds: 300, gaps: [gap(0, 20)] }],
    ['a gap at the very end', { recordedAt, durationSeconds: 300, gaps: [gap(300, 20)] }],
    [
      'a gap before the beginning, of another part of the session',
      { recordedAt, durationSeconds: 300, gaps: [gap(-9, 5)] },
    ],
    ['a gap whose time is none', { recordedAt, durationSeconds: 300, gaps: [{ at: 'once', seconds: 3 }] }],
  ])('has none for %s', (_, media) => {
    expect(chaptersOf(media)).toEqual([]);
  });

  it('has one chapter for two gaps that follow each other at once', () => {
    const chapters = chaptersOf({ recordedAt, durationSeconds: 300, gaps: [gap(60, 20), gap(80.2, 5)] });
    expect(chapters.map(({ startSeconds }) => startSeconds)).toEqual([0, 60]);
  });

  it('is in order and within the video, whatever the gaps', () => {
    const gaps = fc.array(
      fc.record({ at: fc.date({ noInvalidDate: true }).map(String), seconds: fc.double({ min: 0 }) }),
    );
    fc.assert(
      fc.property(gaps, fc.double({ min: 0, max: 1e6, noNaN: true }), (gaps, durationSeconds) => {
        const starts = chaptersOf({ recordedAt, durationSeconds, gaps }).map(({ startSeconds }) => startSeconds);
        expect(starts).toEqual(starts.toSorted((left, right) => left - right));
        expect(starts.every((start) => start >= 0 && start <= durationSeconds)).toBe(true);
      }),
    );
  });
});
