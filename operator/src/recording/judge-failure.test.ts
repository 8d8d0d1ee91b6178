import type { RecorderOutcome } from '@kubecast/media/recorder-config';
import { describe, expect, it } from 'vitest';
import type { RecorderFailure } from './job-facts.ts';
import { judgeFailure } from './judge-failure.ts';

const at = new Date('2026-11-22T18:10:00Z');
const words = 'exit code 137 (Error)';

const said = (reason: string, retry: boolean): RecorderFailure => {
  const outcome = { outcome: 'failed', reason, message: `It was ${reason}`, retry };
  return outcome as Extract<RecorderOutcome, { outcome: 'failed' }>;
};

describe('judgeFailure', () => {
  it.each([
    [1, '2026-11-22T18:10:15.000Z'],
    [2, '2026-11-22T18:10:30.000Z'],
    [4, '2026-11-22T18:12:00.000Z'],
    [50, '2026-11-22T18:20:00.000Z'],
  ])('pauses longer after Job %s, for ten minutes at most', (attempt, time) => {
    expect(judgeFailure({ at, attempt, silentJobs: 0, end: { failure: said('Unavailable', true), words } })).toEqual({
      kind: 'again',
      at: new Date(time),
      message: `It was Unavailable. It is tried again at ${time}`,
    });
  });

  it.each([
    ['NoSpace', 'NoSpace'],
    ['Unavailable', 'RecorderCrashes'],
  ])('gives up at once with a reason of ours when the recorder says %s for good', (reason, expected) => {
    expect(judgeFailure({ at, attempt: 1, silentJobs: 0, end: { failure: said(reason, false), words } })).toMatchObject(
      {
        kind: 'giveUp',
        reason: expected,
        message: expect.stringContaining(`It was ${reason}`),
      },
    );
  });

  it('tries a recorder again that ended without a word, and gives up when that goes on', () => {
    expect(judgeFailure({ at, attempt: 3, silentJobs: 2, end: { words } })).toMatchObject({ kind: 'again' });
    expect(judgeFailure({ at, attempt: 4, silentJobs: 3, end: { words } })).toMatchObject({
      kind: 'giveUp',
      reason: 'RecorderCrashes',
      message: expect.stringContaining(words),
    });
  });

  it('gives a recorder up whose own fault comes back, in its words', () => {
    const end = { failure: said('RecorderFault', true), words };
    expect(judgeFailure({ at, attempt: 3, silentJobs: 2, end })).toMatchObject({ kind: 'again' });
    expect(judgeFailure({ at, attempt: 4, silentJobs: 3, end })).toMatchObject({
      kind: 'giveUp',
      reason: 'RecorderCrashes',
      message: expect.stringContaining('It was RecorderFault'),
    });
  });

  it('tries again after one end without a word, however many Jobs said before that it may pass', () => {
    expect(judgeFailure({ at, attempt: 50, silentJobs: 0, end: { words } })).toMatchObject({ kind: 'again' });
  });
});
