import { describe, expect, it } from 'vitest';
import { isAtRest, renewalMs } from './recording-rest.ts';

const running = { state: 'waiting', reason: 'Recording', videoState: 'none' } as const;
const queued = { state: 'waiting', reason: 'Pending', videoState: 'none' } as const;
const retrying = { state: 'working', reason: 'Retrying', videoState: 'none' } as const;
const stalled = { state: 'waiting', reason: 'Stalled', videoState: 'none' } as const;
const made = { state: 'working', reason: 'Assembling', videoState: 'none' } as const;
const importing = { state: 'complete', reason: 'Complete', videoState: 'importing' } as const;
const published = { state: 'complete', reason: 'Complete', videoState: 'published' } as const;
const deleted = { state: 'complete', reason: 'Complete', videoState: 'deleted' } as const;
const failed = { state: 'failed', reason: 'Failed', videoState: 'none' } as const;

describe('isAtRest', () => {
  it.each([
    [running, false],
    [queued, false],
    [made, false],
    [importing, false],
    [published, true],
    [deleted, true],
    [failed, true],
  ])('of %o is %s', (recording, rests) => {
    expect(isAtRest(recording)).toBe(rests);
  });
});

describe('renewalMs', () => {
  it.each([
    ['there is none', [], false, 30_000],
    ['all rest', [published, failed], false, 30_000],
    ['one was just asked to be tried again', [failed], true, 3_000],
    ['one is of a session that runs', [running, published], false, 10_000],
    ['one is held up', [stalled], false, 10_000],
    ['one is in the queue', [queued], false, 10_000],
    ['one waits for its next try', [retrying], false, 10_000],
    ['one is in the queue that was just asked for', [queued], true, 3_000],
    ['one is being made besides', [running, made], false, 3_000],
    ['one becomes a video', [importing], false, 3_000],
  ])('when %s', (...[, recordings, isAwaited, ms]) => {
    expect(renewalMs(recordings, isAwaited)).toBe(ms);
  });
});
