import { describe, expect, it } from 'vitest';
import type { Recording } from '../../api/generated/schemas.ts';
import { formatClockTime } from '../../format/format-date-time.ts';
import { buildRecording } from '../testing/build-recording.ts';
import { clipPart, lackFacts, mediaFacts } from './recording-facts.ts';

const gap = (seconds: number) => ({ at: '2026-01-31T19:31:00Z', seconds });

describe('mediaFacts', () => {
  it.each<[string, Partial<Recording>, readonly string[]]>([
    ['a complete one', {}, ['2:05', '15 MB', '1280 × 720']],
    ['one that is being made', { durationSeconds: null, sizeBytes: null, width: null, height: null }, []],
    ['one without a picture’s size', { width: null, height: null }, ['2:05', '15 MB']],
  ])('says of %s', (_what, given, facts) => {
    expect(mediaFacts(buildRecording(given))).toEqual(facts);
  });
});

describe('lackFacts', () => {
  it.each<[string, Partial<Recording>, readonly string[]]>([
    ['nothing of one that has all', {}, []],
    ['nothing where it is not known', { missingSegments: null }, []],
    ['one interruption', { gaps: [gap(5)] }, ['1 interruption, 5 seconds without media']],
    ['two', { gaps: [gap(5), gap(7.2)] }, ['2 interruptions, 12 seconds without media']],
    ['a short one', { gaps: [gap(0.2)] }, ['1 interruption, 1 second without media']],
    [
      'more than the api tells of',
      { gaps: Array.from({ length: 100 }, () => gap(1)) },
      ['100 or more interruptions, 1 minute 40 seconds without media'],
    ],
    ['what is missing', { missingSegments: 2 }, ['2 of 64 segments are missing: the video goes on behind them']],
  ])('says %s', (_what, given, facts) => {
    expect(lackFacts(buildRecording(given))).toEqual(facts);
  });
});

describe('clipPart', () => {
  it('is the part of a clip, and nothing for a session', () => {
    const range = { from: '2026-01-31T19:30:00Z', to: '2026-01-31T19:31:00Z' };
    expect(clipPart({ range })).toBe(`${formatClockTime(range.from)} – ${formatClockTime(range.to)}`);
    expect(clipPart({ range: null })).toBeUndefined();
  });
});
