import { describe, expect, it } from 'vitest';
import { aStream } from '../../../streams/testing/a-stream.ts';
import { aVideoSummary } from '../../../videos/testing/a-video.ts';
import { endedSession, mayBeOfSession, nextLookMs } from './session-video.ts';

const ended = { ...aStream({ state: 'offline', sessionEndedAt: '2026-01-01T13:00:00.000Z' }), studio: null };
const session = {
  namespace: 'streams',
  name: 'bars',
  owner: '-',
  startedAt: '2026-01-01T12:00:00.000Z',
  endedAt: '2026-01-01T13:00:00.000Z',
};

describe('endedSession', () => {
  it('is the last session, and whose videos to look among', () => {
    const owner = { id: 'u', username: 'ada', displayName: null };
    expect(endedSession(ended, false)).toEqual(session);
    expect(endedSession({ ...ended, owner }, false)?.owner).toBe('ada');
    expect(endedSession({ ...ended, owner }, true)?.owner).toBe('me');
  });

  it.each([
    ['not known', undefined],
    ['live', { ...ended, state: 'live' as const }],
    ['new', { ...ended, sessionStartedAt: null, sessionEndedAt: null }],
  ])('is none of a stream that is %s', (_what, stream) => {
    expect(endedSession(stream, false)).toBeUndefined();
  });
});

describe('mayBeOfSession', () => {
  it.each([
    ['2026-01-01T12:00:00.000Z', true],
    ['2026-01-01T12:00:04.000Z', true],
    ['2026-01-01T12:10:00.000Z', false],
    [null, false],
  ])('says of a video that begins at %s: %s', (recordedAt, isOfIt) => {
    expect(mayBeOfSession(aVideoSummary({ recordedAt }), session)).toBe(isOfIt);
  });
});

describe('nextLookMs', () => {
  const endMs = Date.parse(session.endedAt);
  it.each([
    ['soon after the end', false, endMs + 60_000, 10_000],
    ['when it is found', true, endMs + 60_000, false],
    ['long after the end', false, endMs + 3_600_000, false],
  ])('says when to look again %s', (_when, isFound, nowMs, ms) => {
    expect(nextLookMs(session, isFound, nowMs)).toBe(ms);
  });
});
