import { describe, expect, it } from 'vitest';
import { aStream } from '../../../streams/testing/a-stream.ts';
import { aVideoSummary } from '../../../videos/testing/a-video.ts';
import { candidatesOf, endedSession, nextLookMs } from './session-video.ts';

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
    expect(endedSession(ended, undefined)).toEqual(session);
    expect(endedSession({ ...ended, owner }, undefined)?.owner).toBe('ada');
    expect(endedSession({ ...ended, owner }, { id: 'u' })?.owner).toBe('me');
    expect(endedSession({ ...ended, owner }, { id: 'an administrator' })?.owner).toBe('ada');
  });

  it.each([
    ['not known', undefined],
    ['live', { ...ended, state: 'live' as const }],
    ['new', { ...ended, sessionStartedAt: null, sessionEndedAt: null }],
  ])('is none of a stream that is %s', (_what, stream) => {
    expect(endedSession(stream, undefined)).toBeUndefined();
  });
});

describe('candidatesOf', () => {
  it.each([
    ['2026-01-01T12:00:00.000Z', true],
    ['2026-01-01T12:00:04.000Z', true],
    ['2026-01-01T12:10:00.000Z', false],
    [null, false],
  ])('says of a video that begins at %s: %s', (recordedAt, isOfIt) => {
    expect(candidatesOf([aVideoSummary({ recordedAt })], session).length).toBe(isOfIt ? 1 : 0);
  });

  it('prefers the recording to a clip of the beginning', () => {
    const [clip, recording] = [aVideoSummary({ durationSeconds: 60 }), aVideoSummary({ durationSeconds: 3_300 })];
    expect(candidatesOf([clip, recording], session)).toEqual([recording, clip]);
  });
});

describe('nextLookMs', () => {
  const [clip, recording] = [aVideoSummary({ durationSeconds: 60 }), aVideoSummary({ durationSeconds: 3_300 })];
  it.each([
    ['soon after the end', null, 60, 10_000],
    ['a while after the end', null, 120, 30_000],
    ['some minutes after the end', null, 300, 60_000],
    ['long after the end', null, 900, false],
    ['when it is found', recording, 60, false],
    ['when only a clip is found', clip, 60, 10_000],
  ])('says when to look again %s', (_when, found, seconds, ms) => {
    expect(nextLookMs(session, found, Date.parse(session.endedAt) + seconds * 1000)).toBe(ms);
  });
});
